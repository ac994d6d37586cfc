"""Who is who across articles: full names, bare surnames with their offices, and what stays open.

A bare surname is somebody's whose full name is known when an office in one country points to a single bearer, or when
the register knows a single bearer at all. Otherwise it stays open, with everybody it may be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from svodka.knowledge.transliteration import person_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person's name in an article, with the countries of the offices it is given there."""

    id: str  # of the name in its article: svodka.register.who.names
    article: int
    name: str
    day: str  # of publication, '' where unknown
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention and why it is this person's."""

    mention: PersonMention
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; the earliest mention gives the id, any mention's id leads here."""

    mentions: tuple[Resolved, ...]

    @property
    def id(self) -> str:
        """The id of the earliest mention."""
        return min((found.mention for found in self.mentions), key=by_day).id

    @property
    def name(self) -> str:
        """The fullest name, of those the one most used."""
        names = Counter(found.mention.name for found in self.mentions)
        return max(names, key=lambda name: (min(len(name.split()), 2), is_russian(name), names[name], name))

    @property
    def country(self) -> str:
        """The country of the offices that are told most; '' where none is."""
        told = Counter(code for found in self.mentions for code in found.mention.countries)
        return max(sorted(told), key=lambda code: told[code], default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A mention that may be several persons'."""

    mention: PersonMention
    candidates: tuple[str, ...]  # the ids of their earliest mentions


@dataclass(slots=True)
class _Group:
    """Mentions by full name, and what a surname is compared with."""

    mentions: list[Resolved]
    given: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    articles: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.given = frozenset(given_key(found.mention.name) for found in self.mentions)
        self.countries = frozenset(code for found in self.mentions for code in found.mention.countries)
        self.articles = frozenset(found.mention.article for found in self.mentions)


def full_names(mentions: Iterable[PersonMention]) -> list[list[Resolved]]:
    """One group a given name; namesakes in the offices of two countries are two people."""
    by_name: defaultdict[str, list[PersonMention]] = defaultdict(list)
    for mention in sorted(mentions, key=by_day):
        if is_full(mention.name):
            by_name[given_key(mention.name)].append(mention)
    return [group for same_name in by_name.values() for group in _by_country(same_name)]


def placed(
    mentions: Iterable[PersonMention], groups: Sequence[list[Resolved]]
) -> tuple[list[list[Resolved]], list[Open]]:
    """Bare surnames and initials: added to the one group that they fit, apart where they fit none, else open."""
    known = [_Group(mentions=group) for group in groups]
    ids = [Person(mentions=tuple(group)).id for group in groups]
    still_open: list[Open] = []
    bare: defaultdict[str, list[Resolved]] = defaultdict(list)
    for mention in sorted(mentions, key=by_day):
        if is_full(mention.name):
            continue
        candidates = [(at, why) for at, group in enumerate(known) if (why := _fits(mention, group, len(known)))]
        if len(candidates) == 1:
            groups[candidates[0][0]].append(Resolved(mention=mention, why=candidates[0][1]))
        elif candidates:
            still_open.append(Open(mention=mention, candidates=tuple(sorted(ids[at] for at, _ in candidates))))
        else:
            resolved = Resolved(mention=mention, why="the surname and the country")
            bare["+".join(sorted(mention.countries))].append(resolved)
    return list(bare.values()), still_open


def by_day(mention: PersonMention) -> tuple[str, str]:
    """The order of mentions: by day of publication, unknown days last."""
    return (mention.day or "9", mention.id)


def is_russian(name: str) -> bool:
    """Whether the name is written in Russian letters."""
    return any("а" <= letter <= "я" for letter in name.lower())


@lru_cache(maxsize=50_000)
def given_key(name: str) -> str:
    """The key of the first name: '' for a bare surname, one letter for an initial."""
    words = person_key(name).split()
    return words[0] if len(words) > 1 else ""


def is_full(name: str) -> bool:
    """Whether a given name is told, not only its initial."""
    return len(given_key(name)) > 1


def _by_country(mentions: Sequence[PersonMention]) -> list[list[Resolved]]:
    codes = {code for mention in mentions for code in mention.countries}
    if len(codes) < 2:
        return [[Resolved(mention=each, why="the full name") for each in mentions]]
    groups: defaultdict[str, list[Resolved]] = defaultdict(list)
    for mention in mentions:
        resolved = Resolved(mention=mention, why="the full name and the country")
        groups[min(mention.countries, default="")].append(resolved)
    return [groups[code] for code in sorted(groups)]


def _fits(mention: PersonMention, group: _Group, groups: int) -> str:
    """Why a surname or an initial may be this person's; '' when it may not."""
    initial = given_key(mention.name)
    if not any(given.startswith(initial) for given in group.given):
        return ""
    if mention.article in group.articles:
        return "the full name in the same article"
    if mention.countries and group.countries:
        return "the surname and the country of the office" if mention.countries & group.countries else ""
    return "the only bearer of the name" if groups == 1 else "the surname"
