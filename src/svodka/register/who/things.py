"""Everything but persons: the names of a block are one thing's, unless people joined or split it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, func, select

from svodka.knowledge.countries import country_name
from svodka.knowledge.organisations import find_organisation
from svodka.register import tables as t
from svodka.register.catalogue import institution, known_names
from svodka.register.dates import last_day
from svodka.register.who.decided import Who
from svodka.register.who.names import PERSONS, Name, thing_name

CHUNK = 500
"""Blocks in one IN list."""

Row: TypeAlias = tuple[str, str, str, str, int]  # block, type, name, country, articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing under all its names; names that no article gives any more stay among `names`, for their ids."""

    type: str
    block: str  # the first of its names' blocks
    called: str  # as people called it, '' where they did not
    names: Mapping[Name, int]  # the articles that give it
    countries: Mapping[str, int]
    articles: int

    @property
    def id(self) -> str:
        """The smallest of the names' ids; each of them leads here."""
        return min(name.id for name in self.names)

    @property
    def name(self) -> str:
        """What people called it, what the catalogue calls it, or the name that most articles give."""
        most = self._most_named()
        if self.called:
            return self.called
        if self.type == "country":
            return country_name(most)
        known = find_organisation(most) if self.type == "organisation" else None
        return known.name if known and not known.generic else most

    def _most_named(self) -> str:
        whole = self.type == "organisation"  # 'Минобороны Польши' tells more than 'Минобороны'
        count: Counter[str] = Counter()
        for name, articles in self.names.items():
            count[name.name] += articles
        return max(sorted(count), key=lambda each: (whole and bool((institution(each) or ("", ""))[1]), count[each]))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names: those that articles give, and those that are known of it."""
        given = {name.name for name, articles in self.names.items() if articles}
        known = {other for each in given for other in known_names(self.type, each)}
        return tuple(sorted((given | known) - {self.name}))

    @property
    def country(self) -> str:
        """The country that most articles tell; '' where none does."""
        return max(sorted(self.countries), key=lambda code: self.countries[code], default="")


def things_of(connection: Connection, blocks: Sequence[str] | None, who: Who, as_of: str | None = None) -> list[Thing]:
    """The things of the blocks (of all with None), as the articles published by the end of the day name them.

    Without `as_of` things whose names no article gives any more come too, with no articles.
    """
    rows: list[Row] = []
    for some in _chunks(blocks):
        rows += _stored(connection, some) if as_of is None else _named(connection, some, as_of)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[who.label(thing_name(row[1], row[2], row[3]))].append(row)
    counts = _articles(connection, blocks, as_of)
    if odd := _odd({label: {row[0] for row in found} for label, found in groups.items()}):
        counts |= {**dict.fromkeys(groups, 0), **counts, **dict.fromkeys(odd, 0)}
        counts |= _articles_of_groups(connection, odd, who, as_of)
    return [_thing(found, counts[label], who) for label, found in groups.items()]


def _odd(blocks: Mapping[str, set[str]]) -> set[str]:
    """The blocks, given by label, of which decisions made other things than one a block."""
    return {block for label, some in blocks.items() for block in some if some != {label}}


def _thing(rows: Sequence[Row], articles: int, who: Who) -> Thing:
    names: Counter[Name] = Counter()
    countries: Counter[str] = Counter()
    for _, kind, name, country, count in rows:
        names[thing_name(kind, name, country)] += count
        if country and count:
            countries[country] += count
    renamed = sorted((who.titles[name.id] for name in names if name.id in who.titles), key=lambda review: review.id)
    called = renamed[-1].value if renamed else who.called.get(who.label(next(iter(names))), "")
    return Thing(type=rows[0][1], block=min(row[0] for row in rows), called=called, names=names, countries=countries,
                 articles=articles)  # fmt: skip


def _chunks(blocks: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    return [None] if blocks is None else [blocks[at : at + CHUNK] for at in range(0, len(blocks), CHUNK)]


def _stored(connection: Connection, blocks: Sequence[str] | None) -> list[Row]:
    columns = t.name_counts.c
    query = select(columns.block, columns.type, columns.name, columns.country, columns.articles)
    asked = query if blocks is None else query.where(columns.block.in_(blocks))
    return [_row(row) for row in connection.execute(asked)]


def _row(row: Any) -> Row:
    return (row[0], row[1], row[2], row[3], row[4])


def _known(blocks: Iterable[str] | None, as_of: str | None) -> list[ColumnElement[bool]]:
    """What holds of the names of things in readings in force, published by the end of the day."""
    columns = t.mention_blocks.c
    asked = [columns.type != "person"]
    if blocks is not None:
        asked.append(columns.block.in_(sorted(blocks)))
    if as_of is not None:
        asked += [t.current_readings.c.known_on > "", t.current_readings.c.known_on <= last_day(as_of)]
    return asked


def _named(connection: Connection, blocks: Sequence[str] | None, as_of: str) -> list[Row]:
    columns = t.mention_blocks.c
    by = (columns.block, columns.type, columns.name, columns.country)
    joined = select(*by, func.count()).join(t.current_readings, t.current_readings.c.reading == columns.reading)
    return [_row(row) for row in connection.execute(joined.where(*_known(blocks, as_of)).group_by(*by))]


def _articles(connection: Connection, blocks: Sequence[str] | None, as_of: str | None) -> dict[str, int]:
    """How many articles name each block."""
    found: dict[str, int] = {}
    columns = t.mention_blocks.c
    for some in _chunks(blocks):
        if as_of is None:
            counted = select(t.block_counts.c.block, t.block_counts.c.articles)
            query = counted if some is None else counted.where(t.block_counts.c.block.in_(some))
        else:
            joined = select(columns.block, func.count(columns.reading.distinct())).join(
                t.current_readings, t.current_readings.c.reading == columns.reading
            )
            query = joined.where(*_known(some, as_of)).group_by(columns.block)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _articles_of_groups(connection: Connection, blocks: set[str], who: Who, as_of: str | None) -> Mapping[str, int]:
    """How many articles name each thing that people joined or split: counted one by one, for they are few."""
    columns = t.mention_blocks.c
    joined = select(columns.reading, columns.type, columns.name, columns.country).join(
        t.current_readings, t.current_readings.c.reading == columns.reading
    )
    found: defaultdict[str, set[int]] = defaultdict(set)
    for reading, kind, name, country in connection.execute(joined.where(*_known(blocks, as_of))):
        found[who.label(thing_name(kind, name, country))].add(reading)
    return {label: len(readings) for label, readings in found.items()}


def is_thing(block: str) -> bool:
    """Whether a block of names is of something else than persons."""
    return not block.startswith(PERSONS)
