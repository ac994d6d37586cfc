"""News agencies, papers, portals, channels: who reported something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from svodka.knowledge.names import NameIndex, fold
from svodka.knowledge.tables import read_table, split_cell
from svodka.model import KnowledgeError, Span

OutletKind = Literal["agency", "paper", "magazine", "portal", "tv", "radio"]

OUTLET_WORD = (
    r"(?:агентств|информагентств|газет|еженедельник|журнал|портал|издани|телеканал|телекомпани|телерадиокомпани"
    r"|радиостанци|радиокомпани|сайт|телевидени|интернет-издани)[а-я]{0,3}|канал[а-я]{0,2}|радио|иа|тк"
)
"""A pattern (of folded text) for the words that announce an outlet: 'агентству', 'газета' …"""

_BEFORE = re.compile(rf"(?<![\w-])(?:{OUTLET_WORD})\s+\"?$")
_LEADING = re.compile(rf"^(?:{OUTLET_WORD})\s+")
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet as the catalogue knows it; `country` is ISO 3166-1 alpha-2."""

    name: str
    kind: OutletKind
    country: str
    aliases: tuple[str, ...] = ()
    quoted: bool = False  # a common word too ('Известия'): an outlet only in quotes or after 'газета'


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFound:
    """An outlet named in a text: where, which, and its name as the text spells it, in the nominative."""

    span: Span
    outlet: Outlet
    name: str


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """The catalogue. Raises KnowledgeError on a row of an unknown kind."""
    found = []
    for name, kind, country, aliases, mark in read_table("outlets.tsv", 5):
        if kind not in get_args(OutletKind):
            raise KnowledgeError(f"outlets.tsv: {name} is of the unknown kind {kind!r}; use {get_args(OutletKind)}")
        found.append(
            Outlet(name=name, kind=kind, country=country, aliases=split_cell(aliases), quoted=mark == "quoted")  # type: ignore[arg-type]
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _index() -> NameIndex[tuple[Outlet, str]]:
    return NameIndex((name, (outlet, name)) for outlet in outlets() for name in (outlet.name, *outlet.aliases))


def _shown_name(outlet: Outlet, alias: str) -> str:
    """The catalogue's name, unless the text writes it in another script ('Рейтер' for Reuters)."""
    cyrillic_alias, cyrillic_name = (not _LATIN.search(fold(name)) for name in (alias, outlet.name))
    return alias if cyrillic_alias and not cyrillic_name else outlet.name


def _is_marked(folded: str, span: Span) -> bool:
    before = folded[max(0, span.start - 30) : span.start]
    quoted = before.endswith('"') and folded[span.end : span.end + 1] == '"'
    return quoted or _BEFORE.search(before) is not None


def outlets_in(text: str) -> Iterator[OutletFound]:
    """The outlets that a text names, left to right; common words count only when marked as a name."""
    folded = fold(text)
    for span, (outlet, alias) in _index().find(text):
        glued = folded[span.start - 1 : span.start] in ("-", "@") if span.start else False
        if not glued and folded[span.end : span.end + 1] != "-" and (not outlet.quoted or _is_marked(folded, span)):
            yield OutletFound(span=span, outlet=outlet, name=_shown_name(outlet, alias))


def find_outlet(text: str) -> Outlet | None:
    """The outlet that the whole of `text` names, in any case form: 'INTERFAX.RU', 'агентству "БелТА"'."""
    folded = fold(text)
    bare = _LEADING.sub("", folded.strip(" \t./\"'")).strip(" \"'")
    start = folded.find(bare)
    for candidate in (text.strip(" \t./\"'«»“”„"), text[start : start + len(bare)]):
        for span, (outlet, _) in _index().find(candidate):
            if span.start == 0 and span.end >= len(candidate.rstrip(" .\"'«»“”")):
                return outlet
    return None
