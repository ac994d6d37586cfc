"""A gazetteer of the places that military news names.

`places.tsv` is written by hand (name, canonical name, country or nothing, kind); `places_forms.tsv` holds every
inflected form (tools/decline_countries.py). Capitals come from the countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from svodka.knowledge.countries import countries, country_forms, data_rows, fold

KINDS = ("region", "city", "base", "sea", "area", "capital")
"""What a place can be; `area` is anything larger than a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; `country` is None for seas, continents and territories that no article can be sure about."""

    name: str
    country: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceForm:
    """One inflected form of a place's name."""

    words: tuple[str, ...]
    place: Place
    cases: frozenset[str]
    common: bool  # an ordinary word too: 'суда', 'люк'


@cache
def places() -> Mapping[str, Place]:
    """Every place by its folded canonical name, capitals included."""
    found = {}
    for country in countries().values():
        for capital in country.capitals:
            found[fold(capital)] = Place(name=capital, country=country.code, kind="capital")
    for _, canonical, code, kind in data_rows("places.tsv", ("name", "canonical", "country", "kind")):
        found.setdefault(fold(canonical), Place(name=canonical, country=code or None, kind=kind))
    return MappingProxyType(found)


@cache
def place_forms() -> Mapping[str, tuple[PlaceForm, ...]]:
    """The forms by their first word, longest first."""
    known = places()
    found: dict[str, list[PlaceForm]] = {}
    sets = cache(lambda cases: frozenset(cases.split()))
    for form, canonical, cases, common in data_rows("places_forms.tsv", ("form", "canonical", "cases", "common")):
        words = tuple(form.split())
        entry = PlaceForm(words=words, place=known[fold(canonical)], cases=sets(cases), common=bool(common))
        found.setdefault(words[0], []).append(entry)
    for forms in country_forms().values():
        for f in forms:
            if f.role == "capital":
                entry = PlaceForm(words=f.words, place=known[fold(f.lexeme)], cases=f.cases, common=f.common)
                found.setdefault(f.words[0], []).append(entry)
    return MappingProxyType({word: tuple(sorted(forms, key=lambda f: -len(f.words))) for word, forms in found.items()})


def country_of_place(name: str) -> str | None:
    """The country of a place by its canonical name: 'Гродненская область' → BY; None when unknown or none's."""
    place = places().get(fold(name))
    return place.country if place else None
