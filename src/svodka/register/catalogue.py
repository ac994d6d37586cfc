"""What the catalogue tells about the name of an organisation."""

from __future__ import annotations

from functools import lru_cache

from svodka.knowledge.countries import countries, country_of
from svodka.knowledge.english import (
    english_country,
    english_country_names,
    english_organisation_names,
    organisation_in_english,
)
from svodka.knowledge.organisations import find_organisation
from svodka.knowledge.transliteration import latin_key


@lru_cache(maxsize=50_000)
def organisation_key(name: str) -> str:
    """One key for the names that the catalogue knows an organisation by, in Russian and English."""
    found = find_organisation(name)
    if found and not found.generic:
        return latin_key(found.name)
    english = organisation_in_english(name)
    return latin_key(english[0] if english and not english[1] else name)


@lru_cache(maxsize=50_000)
def institution(name: str) -> tuple[str, str] | None:
    """The institution every country has and the country that the name ends in: 'Минобороны Польши' is the ministry
    of defence of PL, 'Минобороны' that of ''; None for any other organisation."""
    if english := organisation_in_english(name):
        generic = find_organisation(english[0])
        return english if generic and generic.generic else None
    words = name.split()
    for count in (0, 1, 2, 3):
        found = find_organisation(" ".join(words[: len(words) - count])) if len(words) > count else None
        code = country_of(" ".join(words[len(words) - count :]), "name", "abbreviation") if count else ""
        if found and found.generic and code is not None:
            return found.name, code
    return None


@lru_cache(maxsize=50_000)
def organisation_country(name: str) -> str:
    """The country of an organisation of the catalogue, or of the country its name ends in; '' where unknown."""
    found = find_organisation(name)
    if found and found.country:
        return found.country
    words = name.split()
    for count in (1, 2, 3):
        if len(words) > count and (code := country_of(" ".join(words[-count:]), "name", "abbreviation")):
            return code
    return ""


@lru_cache(maxsize=50_000)
def known_names(kind: str, name: str) -> frozenset[str]:
    """What a country (by its code) or an organisation is known by beside the names that articles give it."""
    if kind == "country":
        return frozenset({*(countries()[name].names if name in countries() else ()), *english_country_names(name)})
    if kind != "organisation":
        return frozenset()
    if found := institution(name):
        return frozenset(_of_country(each, found[1]) for each in english_organisation_names(found[0])[:2])
    known = find_organisation(name)
    return frozenset({known.name, *known.aliases, *english_organisation_names(known.name)}) if known else frozenset()


def _of_country(name: str, code: str) -> str:
    return f"{name} of {english_country(code)}" if code else name
