"""The index of likeness: which articles that were read have nearly the same text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t
from svodka.register.sketch import ALIKE, bands, likeness, sketch

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article that was read and has nearly the text of another; `likeness` is their share of common runs."""

    article: str
    text: str
    likeness: float


def neighbours(connection: Connection, marks: Sequence[int]) -> list[Neighbour]:
    """The articles that were read and are near-duplicates of a text with this sketch: the likest first, then by age."""
    numbers = select(t.sketch_bands.c.article).where(t.sketch_bands.c.band.in_(bands(tuple(marks))))
    columns = (t.articles.c.number, t.articles.c.id, t.articles.c.text, t.articles.c.sketch)
    rows = connection.execute(select(*columns).where(t.articles.c.number.in_(numbers)).order_by(columns[0])).all()
    found = [Neighbour(article=row.id, text=row.text, likeness=likeness(marks, row.sketch)) for row in rows]
    return sorted((each for each in found if each.likeness >= ALIKE), key=lambda each: -each.likeness)


def enter_bands(connection: Connection, sketches: Mapping[int, Sequence[int]]) -> None:
    """Enters articles that were read, by number; what is there already stays."""
    rows = [{"band": band, "article": number} for number in sketches for band in sorted(bands(tuple(sketches[number])))]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(t.sketch_bands).on_conflict_do_nothing(), rows)


def rebuild_bands(connection: Connection) -> None:
    """Sketches every article anew, for an older version did it in another way, and enters those that were read."""
    read = set(connection.execute(select(t.readings.c.article).distinct()).scalars())
    columns, last = (t.articles.c.number, t.articles.c.text), -1
    while rows := connection.execute(
        select(*columns).where(columns[0] > last).order_by(columns[0]).limit(_CHUNK)
    ).all():  # fmt: skip
        made = {number: sketch(text) for number, text in rows}
        for number, marks in made.items():
            connection.execute(update(t.articles).where(columns[0] == number).values(sketch=list(marks)))
        enter_bands(connection, {number: marks for number, marks in made.items() if number in read})
        last = rows[-1].number
