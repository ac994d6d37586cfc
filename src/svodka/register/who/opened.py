"""Names that stay open: where they stand, and whose they may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from svodka.register import tables as t
from svodka.register.views import Source, sources_of
from svodka.register.who.replacing import OPEN

_AROUND = 90
"""Letters that are shown on each side of a name."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMention:
    """A person's name in an article that may be several persons'."""

    id: str
    name: str
    article: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFound:
    """The same with its article, the words around it, and the entities it may be."""

    mention: OpenMention
    source: Source
    words: str
    candidates: tuple[Row, ...]


def open_names(connection: Connection, limit: int) -> list[OpenFound]:
    """Names that stay open, the newest first."""
    columns = t.entity_mentions.c
    query = select(columns.id, columns.name, columns.article, columns.candidates).where(
        columns.entity == "", columns.why == OPEN
    )
    rows = connection.execute(query.order_by(columns.published.desc(), columns.id).limit(limit))
    return open_found(connection, [
        OpenMention(
            id=row.id, name=row.name, article=row.article, candidates=tuple(row.candidates.split("+"))
        ) for row in rows
    ])  # fmt: skip


def open_found(
    connection: Connection, mentions: Sequence[OpenMention], known: Collection[Row] = ()
) -> list[OpenFound]:
    """The mentions with what is known of them; `known` are entities that need not be looked up."""
    sources = sources_of(connection, (one.article for one in mentions))
    entities = {row["id"]: row for row in known}
    entities |= _entities(connection, {key for one in mentions for key in one.candidates} - entities.keys())
    return [
        OpenFound(
            mention=one, source=sources[one.article], words=_words_around(connection, one.article, one.name),
            candidates=tuple(entities[key] for key in one.candidates if key in entities),
        )
        for one in mentions
    ]  # fmt: skip


def _entities(connection: Connection, identifiers: Iterable[str]) -> dict[str, Row]:
    found = connection.execute(select(t.entities).where(t.entities.c.id.in_(list(identifiers)))).mappings()
    return {row["id"]: dict(row) for row in found}


def _words_around(connection: Connection, article: int, name: str) -> str:
    """The words of an article around the first place where its reading in force gives the person's name."""
    places = t.mentions.join(t.current_readings, t.current_readings.c.reading == t.mentions.c.reading)
    query = select(t.mentions.c.start, t.mentions.c.end).select_from(places).order_by(t.mentions.c.start).limit(1)
    asked = (t.current_readings.c.article == article, t.mentions.c.type == "person", t.mentions.c.name == name)
    place = connection.execute(query.where(*asked)).first()
    if place is None:
        return ""
    text = str(connection.execute(select(t.articles.c.text).where(t.articles.c.number == article)).scalar_one())
    return " ".join(text[max(0, place[0] - _AROUND) : place[1] + _AROUND].split())
