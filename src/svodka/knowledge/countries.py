"""Every country with its Russian names, adjectives, capitals, nationals and seats of government.

`countries.tsv` is written by hand; `countries_forms.tsv` holds every inflected form (tools/decline_countries.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from svodka.knowledge.folding import folder
from svodka.model import KnowledgeError

CountryRole = Literal["name", "abbreviation", "adjective", "capital", "national", "seat"]

_COLUMNS = ("code", "names", "abbreviations", "adjectives", "capitals", "nationals", "seats", "combining")
_folded = folder(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’ʼ`", "'") | {"ё": "е", "\u00ad": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code (`SU`: the Soviet Union, `XK`: Kosovo); the usual name comes first."""

    code: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    nationals: tuple[str, ...]
    seats: tuple[str, ...]
    combining: tuple[str, ...]  # 'российско', 'франко': first halves of compound adjectives

    @property
    def name(self) -> str:
        """The usual name in the nominative."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryForm:
    """One inflected form that points to a country."""

    words: tuple[str, ...]  # folded, as `fold_words` splits them
    code: str  # 'KP|KR': one of these, as the article settles ('Корея')
    role: CountryRole
    cases: frozenset[str]  # UD cases; empty for adjectives
    common: bool  # an ordinary word too: 'чад', 'куба'
    lexeme: str  # the nominative as countries.tsv writes it


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, ё as е, one hyphen, one apostrophe: the shape in which words are compared."""
    return _folded(text.lower())


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a name: "Кот-д'Ивуар" is one, 'Республика Беларусь' two."""
    return tuple(fold(text).split())


def data_rows(name: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """The rows of a tab-separated data file; the header has to be `columns`."""
    lines = files("svodka.knowledge").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != list(columns):
        raise KnowledgeError(f"{name}: the header is {lines[0]!r}, expected {' '.join(columns)!r}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise KnowledgeError(f"{name}, line {number}: {len(cells)} cells, expected {len(columns)}")
        yield cells


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `countries_words.toml`: lemmas and prepositions that tell countries, capitals and places apart."""
    text = files("svodka.knowledge").joinpath("data", "countries_words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its code."""
    found = {}
    for code, *cells in data_rows("countries.tsv", _COLUMNS):
        if "|" not in code:  # 'KP|KR': a word that several countries share is no country
            parts = (tuple(_plain(part) for part in cell.split(";") if part.strip()) for cell in cells)
            found[code] = Country(code=code, **dict(zip(_COLUMNS[1:], parts, strict=True)))
    return MappingProxyType(found)


def _plain(part: str) -> str:
    return part.strip().translate(str.maketrans("", "", "!+~"))


@cache
def country_forms() -> Mapping[str, tuple[CountryForm, ...]]:
    """The forms by their first word, longest first."""
    found: dict[str, list[CountryForm]] = {}
    sets = cache(lambda cases: frozenset(cases.split()))
    for form, code, role, cases, common, lexeme in data_rows(
        "countries_forms.tsv", ("form", "code", "role", "cases", "common", "lexeme")
    ):
        words = tuple(form.split())
        entry = CountryForm(
            words=words, code=code, role=role, cases=sets(cases), common=bool(common), lexeme=lexeme  # type: ignore[arg-type]
        )  # fmt: skip
        found.setdefault(words[0], []).append(entry)
    return MappingProxyType({word: tuple(sorted(forms, key=lambda f: -len(f.words))) for word, forms in found.items()})


@cache
def combining_forms() -> Mapping[str, str]:
    """First half of a compound adjective → code: 'российско' → RU, 'франко' → FR, 'корейско' → KP|KR."""
    found = {}
    for code, _, _, adjectives, _, _, _, combining in data_rows("countries.tsv", _COLUMNS):
        found.update({fold(_plain(part))[:-2] + "о": code for part in adjectives.split(";") if part.strip()})
        found.update({fold(_plain(part)): code for part in combining.split(";") if part.strip()})
    return MappingProxyType(found)


def country_name(code: str) -> str:
    """The usual name of the country; the code itself when it is none of ours."""
    country = countries().get(code)
    return country.name if country else code


def country_of(phrase: str, *roles: CountryRole) -> str | None:
    """The country that the whole phrase names in any form: 'Белоруссии', 'российскими' (of the roles given, or any)."""
    words = fold_words(phrase)
    for form in country_forms().get(words[0], ()) if words else ():
        if form.words == words and "|" not in form.code and (not roles or form.role in roles):
            return form.code
    return None


def national_of(word: str) -> CountryForm | None:
    """'россиян' → the form of 'россиянин'; None for any other word."""
    for form in country_forms().get(fold(word), ()):
        if form.role == "national":
            return form
    return None
