"""Whether the names are counted as the readings in force give them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from svodka.register import tables as t
from svodka.register.views import is_current


def faults(connection: Connection) -> Iterator[str]:
    """Articles counted by a reading that is superseded, counts that are wrong, names that lead nowhere."""
    newest = select(t.readings.c.id).where(is_current())
    stale = select(t.current_readings.c.article).where(t.current_readings.c.reading.not_in(newest))
    for (article,) in connection.execute(stale):
        yield f"article number {article}: its names are counted by a reading that a newer one supersedes"
    yield from _wrong_counts(connection)
    for table in (t.entity_mentions, t.entity_names):
        lost = select(table.c.id, table.c.name, table.c.entity)
        known = select(t.entities.c.id)
        for identifier, name, entity in connection.execute(
            lost.where(table.c.entity != "", table.c.entity.not_in(known))
        ):
            yield f"name {identifier} ({name}): leads to the entity {entity}, which is not there"


def _wrong_counts(connection: Connection) -> Iterator[str]:
    named, counts = t.mention_blocks.c, t.name_counts.c
    given = (
        select(func.count()).select_from(t.mention_blocks)
        .join(t.current_readings, t.current_readings.c.reading == named.reading)
        .where(named.block == counts.block, named.name == counts.name, named.country == counts.country)
        .scalar_subquery()
    )  # fmt: skip
    for block, name, counted, found in connection.execute(
        select(counts.block, counts.name, counts.articles, given).where(counts.articles != given)
    ):
        yield f"{block}: {name} counted in {counted} articles, but {found} give it"
