"""One record into the register: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.model import Article, Evidence, Record, Value
from svodka.register import tables as t
from svodka.register.claims import Claim, record_claims
from svodka.register.errors import RegisterError
from svodka.register.neighbours import enter_bands
from svodka.register.projecting import enter_claims, mark_appeared, mark_article
from svodka.register.realign import realigned
from svodka.register.sketch import sketch
from svodka.register.versions import version_key
from svodka.register.who.entering import enter_mentions
from svodka.register.words import enter_forms, enter_words, lemma_text

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a record brought. `superseded` is the reader version whose claims the new ones replace.

    `claims` are the keys that this reading adds, `gone` those that it no longer makes, `same` counts the rest.
    """

    article: str
    new_article: bool = False
    new_appearance: bool = False
    new_reading: bool = False
    superseded: str | None = None
    claims: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: int = 0
    copy_of: str | None = None  # the article that tells all that this one tells


def add_record(
    connection: Connection, record: Record, reader_version: str, lemmas: Mapping[str, str], now: str
) -> Added:
    """Adds what is new in a record, inside the transaction of `connection`; RegisterError when a span is wrong."""
    number, new = enter_article(connection, record.article, lemmas, now)
    if not new:
        stored = connection.execute(select(t.articles.c.text).where(t.articles.c.number == number)).scalar_one()
        record = realigned(record, stored)
    _check_spans(record)
    version = {"article": number, "reader_version": reader_version, "version_key": version_key(reader_version)}
    appeared = enter_appearance(connection, number, record.article, reader_version, now)
    before = _current(connection, number)
    reading = inserted(connection, t.readings, {**version, "ingested_at": now})
    added = Added(article=record.article.id, new_article=new, new_appearance=appeared)
    if reading is None:
        if appeared:  # the article may have come out earlier than was known
            mark_appeared(connection, number)
        return added
    enter_bands(connection, {number: sketch(record.article.text)})
    claims = record_claims(record)
    _insert_claims(connection, reading, claims)
    _insert(connection, t.mentions, _mentions(reading, record))
    enter_mentions(connection, reading, record.entities)
    mark_article(connection, number)
    return _compared(connection, added, claims, before, str(version["version_key"]))


def has_reading(connection: Connection, article: str, reader_version: str) -> bool:
    """Whether the article with this id has a reading of this version."""
    found = select(t.readings.c.id).join(t.articles, t.articles.c.number == t.readings.c.article)
    wanted = (t.articles.c.id == article, t.readings.c.version_key == version_key(reader_version))
    return connection.execute(found.where(*wanted)).first() is not None


def enter_article(
    connection: Connection, article: Article, lemmas: Mapping[str, str], now: str
) -> tuple[int, bool]:
    """The article's number, and whether it is new; its words can be searched for from now on."""
    row = {
        "id": article.id, "text": article.text, "lemmas": lemma_text(article.text, lemmas),
        "title": article.title, "author": article.author,
        "place": article.place, "language": article.language, "ingested_at": now,
        "paragraphs": [[part.kind, part.span.start, part.span.end] for part in article.paragraphs],
        "dateline": asdict(article.dateline) if article.dateline else None, "sketch": list(sketch(article.text)),
    }  # fmt: skip
    number = inserted(connection, t.articles, row)
    if number is not None:
        enter_words(connection, number, f"{article.text} {row['lemmas']}")
        enter_forms(connection, article.text, lemmas)
        return number, True
    there = select(t.articles.c.number).where(t.articles.c.id == article.id)
    # PostgreSQL: two processes that bring the same article one after the other each see what the first brought.
    return connection.execute(there.with_for_update(key_share=True)).scalar_one(), False


def enter_appearance(
    connection: Connection, number: int, article: Article, reader_version: str, now: str
) -> bool:
    """Notes where and when an article appeared; whether that was new."""
    row = {
        "article": number, "reader_version": reader_version, "version_key": version_key(reader_version),
        "url": article.url or "", "outlet": article.outlet or "", "published": article.published or "",
        "published_basis": article.published_basis or "", "ingested_at": now,
    }  # fmt: skip
    return inserted(connection, t.appearances, row) is not None


def _check_spans(record: Record) -> None:
    """Evidence or nothing: no claim gets in whose words are not the article's."""
    text = record.article.text
    for stretch in _stretches(record):
        if not 0 <= stretch.start <= stretch.end <= len(text) or text[stretch.start : stretch.end] != stretch.text:
            raise RegisterError(
                f"article {record.article.id[:12]}: {stretch.text!r} does not stand at {stretch.start}-{stretch.end}; "
                "this is a fault of the reader that made the record: read the article again"
            )


def _stretches(record: Record) -> Iterator[Value | Evidence]:
    for fact in record.facts:
        for values in (*fact.slots.values(), fact.time, fact.said.by, fact.said.via):
            yield from values
        yield from fact.evidence
    for entity in record.entities:
        yield from entity.mentions


def _current(connection: Connection, article: int) -> tuple[int, str, str] | None:
    """The newest reading of an article so far: its id, version and key."""
    newest = (
        select(t.readings.c.id, t.readings.c.reader_version, t.readings.c.version_key)
        .where(t.readings.c.article == article).order_by(t.readings.c.version_key.desc()).limit(1)
    )  # fmt: skip
    row = connection.execute(newest).first()
    return (row[0], row[1], row[2]) if row else None


def _insert_claims(connection: Connection, reading: int, claims: Sequence[Claim]) -> None:
    rows = [{
        "reading": reading, "key": claim.key, "type": claim.type, "stage": claim.stage, "modality": claim.modality,
        "said_on": claim.said_on, "said_kind": claim.said_kind, "confidence": claim.confidence, "rule": claim.rule,
    } for claim in claims]  # fmt: skip
    if not rows:
        return
    insert = t.claims.insert().returning(t.claims.c.id, sort_by_parameter_order=True)
    ids = connection.execute(insert, rows).scalars().all()
    _insert(connection, t.claim_values, _value_rows(ids, claims))
    enter_claims(connection, reading, list(zip(ids, claims, strict=True)))


def _value_rows(ids: Sequence[int], claims: Sequence[Claim]) -> Iterator[Row]:
    for identifier, claim in zip(ids, claims, strict=True):
        positions: Counter[str] = Counter()
        for value in claim.values:
            yield {"claim": identifier, "position": positions[value.role], **asdict(value)}
            positions[value.role] += 1


def _mentions(reading: int, record: Record) -> Iterator[Row]:
    positions: Counter[tuple[str, str]] = Counter()
    for entity in record.entities:
        for mention in entity.mentions:
            name = (entity.type, entity.name)
            yield {
                "reading": reading, "type": entity.type, "name": entity.name, "position": positions[name],
                "country": entity.country, "text": mention.text, "start": mention.start, "end": mention.end,
            }  # fmt: skip
            positions[name] += 1


def _compared(
    connection: Connection, added: Added, claims: Sequence[Claim], before: tuple[int, str, str] | None, key: str
) -> Added:
    known = frozenset(
        connection.execute(select(t.claims.c.key).where(t.claims.c.reading == before[0])).scalars() if before else ()
    )
    made = dict.fromkeys(claim.key for claim in claims)
    newer = before is None or key > before[2]
    return Added(
        article=added.article, new_article=added.new_article, new_appearance=added.new_appearance, new_reading=True,
        superseded=before[1] if before and newer else None,
        claims=tuple(name for name in made if name not in known) if newer else (),
        gone=tuple(sorted(known - made.keys())) if newer else (), same=len(known & made.keys()),
    )  # fmt: skip


def _insert(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    found = list(rows)
    if found:
        connection.execute(table.insert(), found)


def inserted(connection: Connection, table: Table, row: Row) -> int | None:
    """The primary key of the new row; None when its like was there already."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    key = next(iter(table.primary_key))
    return connection.execute(dialect.insert(table).values(row).on_conflict_do_nothing().returning(key)).scalar()


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table of what was read holds."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in t.APPEND_ONLY
    }
