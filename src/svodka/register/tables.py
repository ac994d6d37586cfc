"""The tables. What is read is only ever added; what is computed from it may be made anew at any time."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0001"
"""The newest migration (a test compares it with Alembic's)."""

metadata = MetaData()

PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both databases compare and sort alike: by code point."""


def _text(name: str) -> Column[str]:
    return Column(name, PLAIN, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _points_to(name: str, target: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False)


articles = Table(
    "articles", metadata,
    Column("number", Integer, primary_key=True),
    Column("id", PLAIN, nullable=False, unique=True),  # SHA-256 of the normalised text
    _text("text"), _text("lemmas"), _text("language"),
    Column("title", PLAIN), Column("author", PLAIN), Column("place", PLAIN),
    Column("paragraphs", JSON, nullable=False), Column("dateline", JSON),
    Column("sketch", JSON, nullable=False),  # for near-duplicates: svodka.register.sketch
    _text("ingested_at"),
)  # fmt: skip
"""The texts; the same text from a second site is one article with two appearances."""

appearances = Table(
    "appearances", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("article", "articles.number"),
    _text("reader_version"), _text("version_key"),
    _text("url"), _text("outlet"), _text("published"), _text("published_basis"),  # '' where unknown
    _text("ingested_at"),
    UniqueConstraint("article", "version_key", "url", "outlet", "published", "published_basis"),
)  # fmt: skip
"""Where and when an article appeared, as a version of the reader found it."""

readings = Table(
    "readings", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("article", "articles.number"),
    _text("reader_version"), _text("version_key"), _text("ingested_at"),
    UniqueConstraint("article", "version_key"),
)  # fmt: skip
"""What one version of the reader made of an article; the highest version is the current one."""

claims = Table(
    "claims", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("reading", "readings.id"),
    _text("key"),  # the same in every reading that says the same: svodka.register.claims
    _text("type"), Column("stage", PLAIN), _text("modality"), Column("said_on", PLAIN), _text("said_kind"),
    Column("confidence", Double, nullable=False), _text("rule"),
    Index("claims_by_reading", "reading"), Index("claims_by_key", "key"),
)  # fmt: skip
"""One fact of one reading, never changed."""

claim_values = Table(
    "claim_values", metadata,
    _points_to("claim", "claims.id"), _text("role"), _number("position"),
    _text("kind"), _text("value"), _text("text"), _number("start"), _number("end"),
    PrimaryKeyConstraint("claim", "role", "position"),
)  # fmt: skip
"""A claim's values with the characters they were read from: its slots, 'time', 'said_by', 'via', 'evidence'."""

mentions = Table(
    "mentions", metadata,
    _points_to("reading", "readings.id"), _text("type"), _text("name"), _number("position"),
    Column("country", PLAIN), _text("text"), _number("start"), _number("end"),
    PrimaryKeyConstraint("reading", "type", "name", "position"),
)  # fmt: skip
"""Every place where a reading names an entity."""

APPEND_ONLY = (articles, appearances, readings, claims, claim_values, mentions)
"""What was read, in the order in which a copy has to be filled."""
