"""Organisations the field knows: ministries and staffs, agencies, exporters, makers, alliances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from svodka.knowledge.names import NameIndex, fold
from svodka.knowledge.tables import read_table, split_cell
from svodka.model import KnowledgeError, Span

OrganisationKind = Literal[
    "ministry",
    "staff",
    "force",
    "district",
    "council",
    "agency",
    "exporter",
    "maker",
    "alliance",
    "body",
    "parliament",
    "government",
    "embassy",
    "press",
    "unit",
    "other",
]

MAKER_WORD = (
    r"(?:концерн|корпораци|компани|холдинг|предприяти|завод|верф|комбинат|фирм|консорциум|объединени|госкорпораци"
    r"|производител|разработчик|изготовител|экспортер|судостроител|авиастроител)[а-я]{0,3}|ао|пао|оао|зао|ооо|нпо|нпк"
    r"|нпп|кб|окб|цкб|нии|фгуп|гуп|гп|апк|рск|тк"
)
"""A pattern (of folded text) for the words that announce a company: 'концерну', 'верфь', 'АО' …"""

_BEFORE = re.compile(rf"(?<![\w-])(?:{MAKER_WORD})\s+\"?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation of the catalogue; `country` is '' for alliances and for institutions every country has."""

    name: str
    kind: OrganisationKind
    country: str = ""
    aliases: tuple[str, ...] = ()
    generic: bool = False  # an institution every country has: the country is added to its name
    quoted: bool = False  # a common word too: an organisation only in quotation marks or after 'завод'
    beside_country: bool = False  # an abbreviation of other things too: only beside a country's name


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFound:
    """An organisation named in a text: where, which, and by which of its names."""

    span: Span
    organisation: Organisation
    alias: str


def _checked(name: str, kind: str, **rest: object) -> Organisation:
    if kind not in get_args(OrganisationKind):
        raise KnowledgeError(f"organisations: {name} is of the unknown kind {kind!r}; use {get_args(OrganisationKind)}")
    return Organisation(name=name, kind=kind, **rest)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """The catalogue: organisations by name, then institutions. Raises KnowledgeError on an unknown kind."""
    named = [
        _checked(name, kind, country=country, aliases=split_cell(aliases), quoted=mark == "quoted")
        for name, kind, country, aliases, mark in read_table("organisations.tsv", 5)
    ]
    generic = [
        _checked(name, kind, aliases=split_cell(aliases), generic=True, beside_country=mark == "country")
        for name, kind, aliases, mark in read_table("institutions.tsv", 4)
    ]
    return (*named, *generic)


@lru_cache(maxsize=1)
def _index() -> NameIndex[tuple[Organisation, str]]:
    rows: list[tuple[str, tuple[Organisation, str]]] = []
    for row in organisations():
        names = row.aliases if row.beside_country else (row.name, *row.aliases)
        rows.extend((name, (row, name)) for name in names)
    return NameIndex(rows)


def _is_marked(folded: str, span: Span) -> bool:
    before = folded[max(0, span.start - 30) : span.start]
    quoted = before.endswith('"') and folded[span.end : span.end + 1] == '"'
    return quoted or _BEFORE.search(before) is not None


def organisations_in(text: str) -> Iterator[OrganisationFound]:
    """The organisations of the catalogue that a text names, left to right, the longest name winning."""
    folded = fold(text)
    for span, (organisation, alias) in _index().find(text):
        glued = span.start > 0 and folded[span.start - 1] == "-"
        glued = glued or re.match(r"-\w", folded[span.end : span.end + 2]) is not None
        if not glued and (not organisation.quoted or _is_marked(folded, span)):
            yield OrganisationFound(span=span, organisation=organisation, alias=alias)


def find_organisation(name: str) -> Organisation | None:
    """The catalogue's organisation that the whole of `name` names, in any case form; None when unknown."""
    bare = name.strip(" \t\"'«»“”„.")
    for span, (organisation, _) in _index().find(bare):
        if span == Span(start=0, end=len(bare)):
            return organisation
    return None
