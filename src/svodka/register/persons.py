"""Who is who across articles: full names, bare surnames with their offices, and what stays open.

A bare surname is somebody's whose full name is known when an office in one country points to a single bearer, or when
the register knows a single bearer at all. Otherwise it stays open, with everybody it may be.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from svodka.knowledge.transliteration import latin_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that an article gives a name: on which day, and the claim that tells it."""

    office: str
    organisation: str
    country: str
    stage: str
    day: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person's name in an article, with the offices it is given there."""

    article: str
    name: str
    day: str  # of publication, '' where unknown
    offices: tuple[Office, ...] = ()

    @property
    def id(self) -> str:
        """'E' and sixteen hexadecimal digits, the same for ever: 64 bits keep millions of mentions apart."""
        return f"E{hashlib.sha256(f'person {self.article} {self.name}'.encode()).hexdigest()[:16]}"

    @property
    def countries(self) -> frozenset[str]:
        """The countries of the offices."""
        return frozenset(office.country for office in self.offices if office.country)


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
        return min((found.mention for found in self.mentions), key=_order).id

    @property
    def name(self) -> str:
        """The fullest name, of those the one most used."""
        names = [found.mention.name for found in self.mentions]
        return max(set(names), key=lambda name: (min(len(name.split()), 2), _is_russian(name), names.count(name), name))

    @property
    def country(self) -> str:
        """The country of the offices that are told most; '' where none is."""
        told = [code for found in self.mentions for code in sorted(found.mention.countries)]
        return max(sorted(set(told)), key=told.count, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A mention that may be several persons'."""

    mention: PersonMention
    candidates: tuple[str, ...]


_Group: TypeAlias = list[Resolved]


def resolve(mentions: Iterable[PersonMention]) -> tuple[list[Person], list[Open]]:
    """The persons behind the names of one surname, and the names that stay open; the order given plays no part."""
    found = sorted(mentions, key=_order)
    groups = _full_names([mention for mention in found if _given(mention)])
    open_mentions: list[Open] = []
    bare: defaultdict[str, _Group] = defaultdict(list)
    joining: list[tuple[_Group, Resolved]] = []
    for mention in found:
        if len(_given(mention)) > 1:
            continue
        candidates = [(group, why) for group in groups if (why := _fits(mention, group, len(groups)))]
        if len(candidates) == 1:
            joining.append((candidates[0][0], Resolved(mention=mention, why=candidates[0][1])))
        elif candidates:
            rivals = tuple(sorted(Person(mentions=tuple(group)).id for group, _ in candidates))
            open_mentions.append(Open(mention=mention, candidates=rivals))
        else:
            resolved = Resolved(mention=mention, why="the surname and the country")
            bare["+".join(sorted(mention.countries))].append(resolved)
    for group, resolved in joining:
        group.append(resolved)
    people = [Person(mentions=tuple(group)) for group in (*groups, *bare.values())]
    return sorted(people, key=lambda person: person.id), open_mentions


def _order(mention: PersonMention) -> tuple[str, str, str]:
    return (mention.day or "9", mention.article, mention.name)


def _is_russian(name: str) -> bool:
    return any("а" <= letter <= "я" for letter in name.lower())


def _given(mention: PersonMention) -> str:
    """The key of the first name: '' for a bare surname, one letter for an initial."""
    words = latin_key(mention.name).split()
    return words[0] if len(words) > 1 else ""


def _full_names(mentions: Sequence[PersonMention]) -> list[_Group]:
    """One group a given name; namesakes in the offices of two countries are two people."""
    by_name: defaultdict[str, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        if len(_given(mention)) > 1:
            by_name[_given(mention)].append(mention)
    groups = []
    for same_name in by_name.values():
        groups += _by_country(same_name)
    return groups


def _by_country(mentions: Sequence[PersonMention]) -> list[_Group]:
    codes = sorted({code for mention in mentions for code in mention.countries})
    if len(codes) < 2:
        return [[Resolved(mention=mention, why="the full name") for mention in mentions]]
    groups: dict[str, _Group] = {}
    for mention in mentions:
        code = min(mention.countries, default="")
        groups.setdefault(code, []).append(Resolved(mention=mention, why="the full name and the country"))
    return [groups[code] for code in sorted(groups)]


def _fits(mention: PersonMention, group: _Group, groups: int) -> str:
    """Why a surname or an initial may be this person's; '' when it may not."""
    initial = _given(mention)
    if initial and not all(_given(found.mention).startswith(initial) for found in group):
        return ""
    theirs = frozenset(code for found in group for code in found.mention.countries)
    if any(found.mention.article == mention.article for found in group):
        return "the full name in the same article"
    if mention.countries and theirs:
        return "the surname and the country of the office" if mention.countries & theirs else ""
    return "the only bearer of the name" if groups == 1 else "the surname"


def offices_of(person: Person) -> list[Mapping[str, object]]:
    """The offices a person held, with the first and last day on which the press gave them, in order of time."""
    held: defaultdict[tuple[str, str, str], list[Office]] = defaultdict(list)
    for found in person.mentions:
        for office in found.mention.offices:
            held[office.office, office.organisation, office.country].append(office)
    rows = []
    for (title, organisation, country), told in held.items():
        days = sorted(one.day for one in told if one.day)
        last = max(told, key=lambda one: (one.day, one.claim))
        rows.append({
            "office": title, "organisation": organisation, "country": country, "stage": last.stage,
            "first": days[0] if days else "", "last": days[-1] if days else "",
            "claims": sorted(one.claim for one in told),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["first"]), str(row["office"]), str(row["organisation"])))
