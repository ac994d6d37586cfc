"""What ingesting remembers: which documents were seen, how far every source was gone through, and its runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What became of a document, by which filter and reader; `article` is '' where it is not kept."""

    document: str
    outcome: str
    article: str = ""
    filter_version: str
    reader_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a source was gone through: behind `cursor`, after so many documents, to its end or not.

    `recipe` tells the way of going through it apart from others: another filter has to see all of it again.
    """

    identity: str
    recipe: str
    name: str
    cursor: str = ""
    finished: bool = False
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over some sources. `state`: 'running', 'done', or 'stopped': begun again over the same sources."""

    id: int
    began_at: str
    at: str
    state: str
    sources: tuple[str, ...]
    report: Mapping[str, Any]


def marks_of(connection: Connection, documents: Iterable[str]) -> dict[str, Mark]:
    """The newest mark of each of the documents that were seen."""
    of_them = t.seen_documents.c.document.in_(list(documents))
    newest = select(func.max(t.seen_documents.c.id)).where(of_them).group_by(t.seen_documents.c.document)
    columns = [t.seen_documents.c[name] for name in Mark.__dataclass_fields__]
    rows = connection.execute(select(*columns).where(t.seen_documents.c.id.in_(newest))).mappings()
    return {row["document"]: Mark(**{str(name): value for name, value in row.items()}) for row in rows}


def enter_marks(connection: Connection, marks: Sequence[Mark], now: str) -> None:
    """Adds the marks that say something new, in their order."""
    known = marks_of(connection, (mark.document for mark in marks))
    rows = []
    for mark in marks:
        if known.get(mark.document) != mark:
            rows.append({name: getattr(mark, name) for name in Mark.__dataclass_fields__} | {"seen_at": now})
            known[mark.document] = mark
    if rows:
        connection.execute(t.seen_documents.insert(), rows)


def held_articles(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Those of the article ids that some version has read."""
    read = select(t.articles.c.id).join(t.readings, t.readings.c.article == t.articles.c.number)
    return set(connection.execute(read.where(t.articles.c.id.in_(list(articles)))).scalars())


def place_of(connection: Connection, identity: str, recipe: str, name: str) -> Place:
    """How far a source was gone through; its beginning when it was not yet."""
    table = t.source_cursors
    row = connection.execute(
        select(table.c.cursor, table.c.finished, table.c.documents)
        .where(table.c.identity == identity, table.c.recipe == recipe)
    ).first()  # fmt: skip
    if row is None:
        return Place(identity=identity, recipe=recipe, name=name)
    return Place(identity=identity, recipe=recipe, name=name, cursor=row[0], finished=bool(row[1]), documents=row[2])


def move_to(connection: Connection, place: Place, now: str) -> None:
    """Remembers how far a source was gone through."""
    row = {name: getattr(place, name) for name in Place.__dataclass_fields__} | {"at": now}
    row["finished"] = int(place.finished)
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(t.source_cursors).values(row).on_conflict_do_update(
            index_elements=["identity", "recipe"],
            set_={name: row[name] for name in ("name", "cursor", "finished", "documents", "at")},
        )
    )  # fmt: skip


def begin_run(connection: Connection, sources: Sequence[str], now: str) -> int:
    """The number of a new run. One over the same sources that never ended was stopped."""
    same = [run.id for run in connection.execute(select(t.runs).where(t.runs.c.state == "running"))
            if tuple(run.sources) == tuple(sources)]  # fmt: skip
    connection.execute(t.runs.update().where(t.runs.c.id.in_(same)).values(state="stopped"))
    row = {"began_at": now, "at": now, "state": "running", "sources": list(sources), "report": {}}
    return int(connection.execute(t.runs.insert().values(row).returning(t.runs.c.id)).scalar_one())


def note_run(connection: Connection, run: int, report: Mapping[str, Any], now: str, *, done: bool = False) -> None:
    """Brings the report of a run up to what is stored with it."""
    state = "done" if done else "running"
    values = {"report": dict(report), "at": now, "state": state}
    connection.execute(t.runs.update().where(t.runs.c.id == run).values(values))


def all_runs(connection: Connection, limit: int) -> list[Run]:
    """The latest runs, the last one first."""
    rows = connection.execute(select(t.runs).order_by(t.runs.c.id.desc()).limit(limit)).mappings()
    return [Run(**{**row, "sources": tuple(row["sources"])}) for row in rows]
