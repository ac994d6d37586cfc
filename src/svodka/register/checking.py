"""Whether a register keeps its own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, func, select, text, union

from svodka.register import projecting
from svodka.register import tables as t


def faults(connection: Connection) -> Iterator[str]:
    """One line for every broken rule; none for a sound register."""
    for rule in RULES:
        yield from rule(connection)


def _file(connection: Connection) -> Iterator[str]:
    """SQLite's own look at its pages and keys."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"database: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{row[0]}: row {row[1]} points to a row of {row[2]} that is not there"


def _orphans(connection: Connection) -> Iterator[str]:
    """Rows that point nowhere: foreign keys that were switched off by whoever wrote."""
    for table in t.KEPT:
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table.alias()
                joined = table.outerjoin(parent, column == parent.c[key.column.name])
                lost = select(func.count()).select_from(joined).where(parent.c[key.column.name].is_(None))
                if count := connection.execute(lost).scalar_one():
                    yield f"{table.name}: {count} rows whose {column.name} is not in {key.column.table.name}"


def _articles(connection: Connection) -> Iterator[str]:
    """Every article has an appearance, and a reading unless it is a copy: they are stored together."""
    held = {"readings": union(select(t.readings.c.article), select(t.copies.c.article)),
            "appearances": select(t.appearances.c.article)}  # fmt: skip
    for name, numbers in held.items():
        for (identifier,) in connection.execute(select(t.articles.c.id).where(t.articles.c.number.not_in(numbers))):
            yield f"article {identifier[:12]}: without {name}"


def _copies(connection: Connection) -> Iterator[str]:
    """The original of a copy was read, and what was read can be found by its likeness."""
    unread = t.copies.c.original.not_in(select(t.readings.c.article))
    for article, original in connection.execute(select(t.copies.c.article, t.copies.c.original).where(unread)):
        yield f"copy {article}: its original, article {original}, was not read"
    lost = t.readings.c.article.not_in(select(t.sketch_bands.c.article))
    for (article,) in connection.execute(select(t.readings.c.article).where(lost).distinct()):
        yield f"article {article}: without its bands"


def _evidence(connection: Connection) -> Iterator[str]:
    """Evidence or nothing: a claim states where it was read."""
    with_values = select(t.claim_values.c.claim)
    bare = select(t.claims.c.id, t.claims.c.key).where(t.claims.c.id.not_in(with_values))
    for identifier, key in connection.execute(bare):
        yield f"claim {key} (row {identifier}): without a single value or evidence"


def _spans(connection: Connection) -> Iterator[str]:
    """Every value's words stand in the article where it says; compared by the database, only the faults come here."""
    of_claims = t.claim_values.join(t.claims).join(t.readings, t.claims.c.reading == t.readings.c.id)
    yield from _wrong(connection, t.claim_values, of_claims, "claim")
    yield from _wrong(connection, t.mentions, t.mentions.join(t.readings), "mention of reading")


def _wrong(connection: Connection, table: Table, joined: object, name: str) -> Iterator[str]:
    start, end = table.c.start, table.c.end
    there = func.substr(t.articles.c.text, start + 1, end - start)
    rows = (
        select(table.c[next(iter(table.primary_key)).name], t.articles.c.id, table.c.text, start, end)
        .select_from(joined.join(t.articles, t.readings.c.article == t.articles.c.number))  # type: ignore[attr-defined]
        .where((there != table.c.text) | (start < 0) | (end < start))
    )
    for owner, article, words, first, last in connection.execute(rows):
        yield f"{name} {owner}: {words!r} does not stand at {first}-{last} of article {article[:12]}"


Rule = Callable[[Connection], Iterator[str]]
RULES: tuple[Rule, ...] = (_file, _orphans, _articles, _copies, _evidence, _spans, projecting.faults)
"""Every rule, in the order in which they are checked."""
