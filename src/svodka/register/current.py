"""Which reading of an article counts, and on which day the article came out: noted whenever a reading enters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t
from svodka.register.dates import first_day
from svodka.register.views import CHUNK, appearances_of, published


def note_articles(connection: Connection, numbers: Sequence[int]) -> None:
    """Notes the newest reading and the first day of these articles, whose rows nobody else may be changing now."""
    for at in range(0, len(numbers), CHUNK):
        rows = list(_states(connection, numbers[at : at + CHUNK]))
        if rows:
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            insert = dialect.insert(t.article_states)
            new = {name: insert.excluded[name] for name in ("reading", "published")}
            connection.execute(insert.on_conflict_do_update(index_elements=["article"], set_=new), rows)


def _states(connection: Connection, numbers: Sequence[int]) -> list[Mapping[str, Any]]:
    readings = t.readings.c
    newest = select(readings.article, readings.id).where(readings.article.in_(numbers)).order_by(readings.version_key)
    reading = {row.article: row.id for row in connection.execute(newest)}
    told: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for number, row in appearances_of(connection, numbers):
        told[number].append(row)
    return [
        {"article": number, "reading": reading[number], "published": first_day(published(told[number]))}
        for number in numbers
        if number in reading  # what is kept as a copy was not read
    ]
