"""English names of countries, ministries and organisations, and what they are called in Russian.

`english_countries.tsv` and `english_organisations.tsv` are written by hand after the usage of the English press.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from svodka.knowledge.organisations import organisations
from svodka.knowledge.tables import read_table, split_cell

_LINKS = (" of the ", " of ")


def english_country(code: str) -> str:
    """The country's usual English name for an ISO 3166-1 alpha-2 code; any other text comes back as it is."""
    names = english_country_names(code)
    return names[0] if names else code


def english_country_names(code: str) -> tuple[str, ...]:
    """Every English name of a country, the usual one first."""
    return _names().get(code, ())


def country_in_english(name: str) -> str | None:
    """The code of the country that is so called in English: 'Belarus', 'the United States'; None for no country."""
    return _countries().get(_folded(name))


def english_organisation_names(name: str) -> tuple[str, ...]:
    """The English names of an organisation or institution of the catalogue, by its Russian name."""
    return _organisation_names().get(name, ())


def organisation_in_english(name: str) -> tuple[str, str] | None:
    """What an English name of an organisation means: its name in the catalogue, and the country that stands beside it.

    'Belarusian Ministry of Defence' and 'Ministry of Defence of Belarus' → ('Министерство обороны', 'BY').
    """
    folded = _folded(name)
    if found := _organisations().get(folded):
        return found, ""
    for institution, code in _divided(folded):
        if (found := _organisations().get(institution)) in _institutions():
            return str(found), code
    return None


def _divided(folded: str) -> Iterator[tuple[str, str]]:
    """Where a country stands first or last: as an adjective, as an owner, or after 'of'."""
    words = folded.split()
    for count in range(1, len(words)):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        code = _adjectives().get(first) or _countries().get(first) or _countries().get(first.removesuffix("'s"))
        if code:
            yield rest, code
    for link in _LINKS:
        institution, _, country = folded.rpartition(link)
        if institution and (code := _countries().get(country)):
            yield institution, code


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").replace("-", " ").removeprefix("the ").split())


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    rows = read_table("english_countries.tsv", 4)
    return MappingProxyType({code: (name, *split_cell(others)) for code, name, others, _ in rows})


@cache
def _countries() -> Mapping[str, str]:
    return MappingProxyType({_folded(name): code for code, names in _names().items() for name in names})


@cache
def _adjectives() -> Mapping[str, str]:
    rows = read_table("english_countries.tsv", 4)
    return MappingProxyType({_folded(word): code for code, _, _, words in rows for word in split_cell(words)})


@cache
def _organisation_names() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: split_cell(names) for name, names in read_table("english_organisations.tsv", 2)})


@cache
def _organisations() -> Mapping[str, str]:
    return MappingProxyType({_folded(each): name for name, names in _organisation_names().items() for each in names})


@cache
def _institutions() -> frozenset[str]:
    return frozenset(row.name for row in organisations() if row.generic)
