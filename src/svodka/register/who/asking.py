"""Questions to the tables of entities, as they stand and as they were known by the end of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from svodka.register import tables as t
from svodka.register.reviews import load_decisions
from svodka.register.who.decided import Who
from svodka.register.who.names import PERSONS
from svodka.register.who.people import People, people_of
from svodka.register.who.replacing import OPEN, person_row, thing_row
from svodka.register.who.things import CHUNK, Thing, things_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entities are asked for: `keys` are blocks that one of their names has; `fits` looks at all their names."""

    kind: str | None = None
    country: str | None = None
    keys: Sequence[str] = ()
    fits: Callable[[Row], bool] | None = None
    limit: int = 50


def entity_rows(connection: Connection, asked: Asked, as_of: str | None = None) -> list[Row]:
    """The entities, the most named first."""
    rows = _rows_then(connection, asked, as_of) if as_of else _rows_now(connection, asked)
    chosen = [row for row in rows if asked.fits is None or asked.fits(row)][: asked.limit]
    blocks = sorted({row["block"] for row in chosen if row["type"] == "person"})
    open_for = _open_for(connection, blocks, as_of)
    return [{**row, "open": open_for[row["id"]]} for row in chosen]


def _open_for(connection: Connection, blocks: Sequence[str], as_of: str | None) -> Counter[str]:
    """How many open names may be each person's."""
    who = load_decisions(connection).who
    if as_of:
        people = people_of(connection, blocks, who, as_of)
        return Counter(each for some in people for one in some.open for each in one.candidates)
    columns = t.entity_mentions.c
    query = select(columns.candidates).where(columns.entity == "", columns.why == OPEN)
    found: Counter[str] = Counter()
    wanted = who.with_partners(blocks)
    for at in range(0, len(wanted), CHUNK):
        for (candidates,) in connection.execute(query.where(columns.block.in_(wanted[at : at + CHUNK]))):
            found.update(candidates.split("+"))
    return found


def _rows_now(connection: Connection, asked: Asked) -> list[Row]:
    query = select(t.entities)
    if asked.kind:
        query = query.where(t.entities.c.type == asked.kind)
    if asked.country:
        query = query.where(t.entities.c.country == asked.country)
    if asked.keys:
        query = query.where(t.entities.c.id.in_(select(t.entity_keys.c.entity).where(_has_key(asked.keys))))
    ordered = query.order_by(t.entities.c.articles.desc(), t.entities.c.name, t.entities.c.id)
    limited = ordered if asked.fits else ordered.limit(asked.limit)
    return [dict(row) for row in connection.execute(limited).mappings()]


def _has_key(keys: Iterable[str]) -> ColumnElement[bool]:
    """An institution without its country stands for those of all countries."""
    column = t.entity_keys.c.key
    return or_(*(column.startswith(key, autoescape=True) if key.endswith("@") else column == key for key in keys))


def _rows_then(connection: Connection, asked: Asked, as_of: str) -> list[Row]:
    who = load_decisions(connection).who
    things, people = _then(connection, _blocks(connection, asked, who), who, as_of)
    rows = [{**thing_row(thing), "block": thing.block} for thing in things]
    rows += [person_row(person, each.block, who) for each in people for person in each.persons]
    chosen = [
        row for row in rows
        if (not asked.kind or row["type"] == asked.kind) and (not asked.country or row["country"] == asked.country)
    ]  # fmt: skip
    return sorted(chosen, key=lambda row: (-row["articles"], row["name"], row["id"]))


def _blocks(connection: Connection, asked: Asked, who: Who) -> list[str] | None:
    """The blocks that may answer, None for all."""
    if not asked.keys:
        return None
    query = select(t.entity_keys.c.block).distinct().where(_has_key(asked.keys))
    return who.with_partners(connection.execute(query).scalars())


def _then(
    connection: Connection, blocks: Sequence[str] | None, who: Who, as_of: str
) -> tuple[list[Thing], list[People]]:
    """The things and persons of the blocks as they were known by the end of the day."""
    of_people = select(t.entity_mentions.c.block).distinct()
    people = connection.execute(of_people).scalars().all() if blocks is None else _persons(blocks)
    things = None if blocks is None else [block for block in blocks if not block.startswith(PERSONS)]
    return things_of(connection, things, who, as_of), people_of(connection, people, who, as_of)


def _persons(blocks: Iterable[str]) -> list[str]:
    return [block for block in blocks if block.startswith(PERSONS)]


def leads_to(connection: Connection, identifier: str) -> tuple[str, str] | None:
    """The entity to which an id leads, its own or any of its names', and its block; None when nothing has the id."""
    for table in (t.entity_mentions, t.entity_names):
        row = connection.execute(select(table.c.entity, table.c.block).where(table.c.id == identifier)).first()
        if row and row[0]:
            return row[0], row[1]
    return None


def titled(connection: Connection, identifier: str) -> str:
    """The name of the entity to which an id leads; '' where it leads nowhere yet."""
    found = leads_to(connection, identifier)
    name = select(t.entities.c.name).where(t.entities.c.id == found[0]) if found else None
    return str(connection.execute(name).scalar() or "") if name is not None else ""


def mentions_of_persons(connection: Connection, entities: Collection[str], as_of: str | None) -> set[str]:
    """The ids of the names, each in its article, of persons as they were known by the end of the day."""
    columns = t.entity_mentions.c
    blocks = connection.execute(select(columns.block).distinct().where(columns.id.in_(entities))).scalars().all()
    who = load_decisions(connection).who
    people = people_of(connection, who.with_partners(blocks), who, as_of)
    persons = (person for each in people for person in each.persons if person.id in entities)
    return {found.mention.id for person in persons for found in person.mentions}
