"""Persons in the register: their mentions read, resolved and moved as people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from svodka.knowledge.transliteration import person_key
from svodka.register import tables as t
from svodka.register.dates import first_day, last_day
from svodka.register.who.decided import Who
from svodka.register.who.moving import resolve
from svodka.register.who.persons import Open, Person, PersonMention, given_key
from svodka.register.who.things import CHUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A mention as it is stored; `entity`, `why` and `candidates` as they were last computed."""

    id: str
    block: str
    mention: PersonMention
    known_on: str  # the last day on which it was published, '' where unknown
    current: bool
    entity: str
    why: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of some blocks that decisions tie together, the names that stay open, and all that was asked."""

    block: str
    persons: Sequence[Person]
    open: Sequence[Open]
    stored: Sequence[Stored]


def people_of(
    connection: Connection, blocks: Iterable[str], who: Who, as_of: str | None = None
) -> list[People]:
    """The persons of the blocks, as articles published by the end of the day name them."""
    groups: defaultdict[str, list[Stored]] = defaultdict(list)
    for stored in mentions_of(connection, who.with_partners(blocks)):
        if as_of is None or "" < stored.known_on <= last_day(as_of):
            groups[min(who.partners.get(stored.block, {stored.block}))].append(stored)
    return [_people(block, found, who) for block, found in sorted(groups.items())]


def _people(block: str, stored: Sequence[Stored], who: Who) -> People:
    blocks: defaultdict[str, list[PersonMention]] = defaultdict(list)
    kept = {name.id for each in {one.block for one in stored} for name in who.kept.get(each, ())}
    for one in stored:
        if one.current or one.id in kept:
            blocks[one.block].append(one.mention)
    moves = who.moves if kept else ()
    persons, still_open = resolve([blocks[name] for name in sorted(blocks)], moves)
    return People(block=block, persons=persons, open=still_open, stored=stored)


def mentions_of(connection: Connection, blocks: Sequence[str]) -> list[Stored]:
    """The mentions of the blocks, in force or not."""
    columns = t.entity_mentions.c
    query = select(
        columns.id, columns.article, columns.block, columns.name, columns.published, columns.countries,
        columns.current, columns.entity, columns.why, columns.candidates,
    )  # fmt: skip
    found = []
    for at in range(0, len(blocks), CHUNK):
        for row in connection.execute(query.where(columns.block.in_(blocks[at : at + CHUNK]))):
            day = first_day(row.published)
            mention = PersonMention(
                id=row.id, article=row.article, name=row.name, day=day, countries=_members(row.countries)
            )
            found.append(Stored(
                id=row.id, block=row.block, mention=mention, current=bool(row.current), why=row.why,
                known_on=last_day(row.published), entity=row.entity,
                candidates=tuple(row.candidates.split("+")) if row.candidates else (),
            ))  # fmt: skip
    return found


@lru_cache(maxsize=1000)
def _members(countries: str) -> frozenset[str]:
    return frozenset(filter(None, countries.split("+")))


def heirs(people: People, whose: Mapping[str, str]) -> dict[str, str]:
    """Mentions that no reading gives any more, and whom they lead to: who has the name in the same article now, or
    the only one who has the full name at all. `whose`: the persons of the mentions in force."""
    here: defaultdict[int, list[Stored]] = defaultdict(list)
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in people.stored:
        if one.id in whose:
            here[one.mention.article].append(one)
            bearers[person_key(one.mention.name)].add(whose[one.id])
    found = {}
    for one in people.stored:
        if one.id not in whose:
            alike = [other for other in here[one.mention.article] if _may_be(one.mention.name, other.mention.name)]
            same = bearers[person_key(one.mention.name)] if given_key(one.mention.name) else set()
            best = max(alike, key=lambda other: (other.mention.name == one.mention.name, other.id), default=None)
            found[one.id] = whose[best.id] if best else next(iter(same)) if len(same) == 1 else ""
    return found


def _may_be(one: str, other: str) -> bool:
    mine, theirs = given_key(one), given_key(other)
    return mine.startswith(theirs) or theirs.startswith(mine)

