"""The names of a reading on their way in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from svodka.model import Entity
from svodka.register import tables as t
from svodka.register.who.names import entity_block


def enter_mentions(connection: Connection, reading: int, entities: Iterable[Entity]) -> None:
    """Assigns the names of a reading to their blocks."""
    names = ((entity.type, entity.name, entity.country or "") for entity in entities if entity.mentions)
    enter_names(connection, reading, names)


def enter_names(connection: Connection, reading: int, names: Iterable[tuple[str, str, str]]) -> None:
    """Assigns names, given with type and country, to their blocks; the first country that is known counts."""
    named: dict[tuple[str, str], str] = {}
    for kind, name, country in names:
        named[kind, name] = named.get((kind, name)) or country
    rows = [{
        "reading": reading, "type": kind, "name": name, "country": country, "block": entity_block(kind, name, country),
    } for (kind, name), country in named.items()]  # fmt: skip
    if rows:
        connection.execute(t.mention_blocks.insert(), rows)
