"""The tables of entities, written anew for the blocks that something new touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from svodka.knowledge.transliteration import to_latin
from svodka.register import tables as t
from svodka.register.reviews import load_decisions
from svodka.register.who.decided import Who
from svodka.register.who.names import entity_block
from svodka.register.who.people import People, heirs, people_of
from svodka.register.who.persons import Person
from svodka.register.who.things import Thing, is_thing, things_of

Row = Mapping[str, Any]
_COMPUTED = ("entity", "why", "candidates")
OPEN = "open"
"""Why a mention is nobody's: it may be several persons'."""


def replace_entities(connection: Connection, blocks: Sequence[str]) -> None:
    """Computes the entities of the blocks, and of those that decisions tie to them, anew."""
    who = load_decisions(connection).who
    blocks = who.with_partners(blocks)
    for table in (t.entities, t.entity_names, t.entity_keys):
        connection.execute(delete(table).where(table.c.block.in_(blocks)))
    things = things_of(connection, [block for block in blocks if is_thing(block)], who)
    people = people_of(connection, [block for block in blocks if not is_thing(block)], who)
    rows = [_thing_row(thing) for thing in things if thing.articles]
    keys = [row for thing in things for row in _thing_keys(thing)]
    for each in people:
        rows += [person_row(person, each.block, who) for person in each.persons]
        keys += [row for person in each.persons for row in _person_keys(person, each.block, who)]
        _write_mentions(connection, each)
    names = [row for thing in things for row in _thing_names(thing, who)]
    for table, found in ((t.entities, rows), (t.entity_names, names), (t.entity_keys, keys)):
        if found:
            connection.execute(table.insert(), found)


def _thing_row(thing: Thing) -> Row:
    return {**thing_row(thing), "block": thing.block}


def thing_row(thing: Thing) -> dict[str, Any]:
    """A thing as lists show it."""
    return {
        "id": thing.id, "type": thing.type, "name": thing.name, "latin": to_latin(thing.name),
        "country": thing.country, "articles": thing.articles, "aliases": list(thing.aliases),
    }  # fmt: skip


def _thing_names(thing: Thing, who: Who) -> Iterator[Row]:
    entity = thing.id if thing.articles else ""
    for name in thing.names:
        block = name.block
        told = [review.told for review in who.moves if any(each.block == block for each in review.names)]
        yield {"id": name.id, "entity": entity, "block": block, "name": name.name, "why": "; ".join(told)}


def _thing_keys(thing: Thing) -> Iterator[Row]:
    keys = {name.block for name in thing.names}
    if thing.called:
        keys.add(entity_block(thing.type, thing.called, thing.country))
    return ({"key": key, "entity": thing.id, "block": thing.block} for key in sorted(keys) if thing.articles)


def person_row(person: Person, block: str, who: Who) -> dict[str, Any]:
    """A person as lists show it; a person's own name for it goes before all."""
    names = {found.mention.name for found in person.mentions}
    name = person_title(person, who)
    return {
        "id": person.id, "block": block, "type": "person", "name": name, "latin": to_latin(name),
        "country": person.country, "articles": len({found.mention.article for found in person.mentions}),
        "aliases": sorted(names - {name}),
    }  # fmt: skip


def person_title(person: Person, who: Who) -> str:
    """What people call the person, else the fullest name."""
    renamed = [who.titles[found.mention.id] for found in person.mentions if found.mention.id in who.titles]
    return max(renamed, key=lambda review: review.id).value if renamed else person.name


def _person_keys(person: Person, block: str, who: Who) -> Iterator[Row]:
    names = {found.mention.name for found in person.mentions} | {person_title(person, who)}
    keys = {entity_block("person", name, "") for name in names}
    return ({"key": key, "entity": person.id, "block": block} for key in sorted(keys))


def _write_mentions(connection: Connection, people: People) -> None:
    """Whose every mention is: only what changed is written."""
    rows = []
    found = mention_rows(people)
    for one in people.stored:
        entity, why, candidates = found[one.id]
        if (entity, why, candidates) != (one.entity, one.why, one.candidates):
            rows.append({"mention": one.id, "entity": entity, "why": why, "candidates": "+".join(candidates)})
    if rows:
        changed = update(t.entity_mentions).where(t.entity_mentions.c.id == bindparam("mention"))
        connection.execute(changed.values(**{name: bindparam(name) for name in _COMPUTED}), rows)


def mention_rows(people: People) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """By the id of the mention: whose it is, why, and whose it may be."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for person in people.persons:
        entity = person.id
        found |= {one.mention.id: (entity, one.why, ()) for one in person.mentions}
    found |= {one.mention.id: ("", OPEN, one.candidates) for one in people.open}
    whose = {key: entity for key, (entity, _, _) in found.items() if entity}
    inherited = heirs(people, whose)
    return {one.id: found.get(one.id) or (inherited[one.id], "read otherwise now", ()) for one in people.stored}
