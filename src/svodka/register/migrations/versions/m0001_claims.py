"""Articles, their appearances, readings, claims and mentions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(kind: sa.types.TypeEngine[Any], *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names]


def upgrade() -> None:
    """The tables of everything that is read."""
    op.create_table(
        "articles", sa.Column("number", sa.Integer, primary_key=True), 
        sa.Column("id", PLAIN, nullable=False, unique=True),
        *_columns(PLAIN, "text", "lemmas", "language", "ingested_at"),
        *_columns(PLAIN, "title", "author", "place", nullable=True),
        *_columns(sa.JSON(), "paragraphs", "sketch"), *_columns(sa.JSON(), "dateline", nullable=True),
    )  # fmt: skip
    op.create_table("word_forms", sa.Column("form", PLAIN, primary_key=True), *_columns(PLAIN, "lemma"))
    op.create_table(
        "reviews", sa.Column("id", sa.Integer, primary_key=True), sa.Column("claims", sa.JSON, nullable=False),
        *_columns(PLAIN, "action", "role", "value", "by", "at", "note"), sa.Column("target", sa.Integer),
    )  # fmt: skip
    _create_of_articles()
    _create_of_readings()


def _create_of_articles() -> None:
    op.create_table(
        "appearances", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False),
        *_columns(PLAIN, "reader_version", "version_key", "url", "outlet"),
        *_columns(PLAIN, "published", "published_basis", "ingested_at"),
        sa.UniqueConstraint("article", "version_key", "url", "outlet", "published", "published_basis"),
    )  # fmt: skip
    op.create_table(
        "readings", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False),
        *_columns(PLAIN, "reader_version", "version_key", "ingested_at"),
        sa.UniqueConstraint("article", "version_key"),
    )  # fmt: skip


def _create_of_readings() -> None:
    op.create_table(
        "claims", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.id"), nullable=False),
        *_columns(PLAIN, "key", "type", "modality", "said_kind", "rule"),
        *_columns(PLAIN, "stage", "said_on", nullable=True), sa.Column("confidence", sa.Double, nullable=False),
    )  # fmt: skip
    op.create_index("claims_by_reading", "claims", ["reading"])
    op.create_index("claims_by_key", "claims", ["key"])
    op.create_table(
        "claim_values", sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id"), nullable=False),
        *_columns(PLAIN, "role", "kind", "value", "country", "text"), sa.Column("position", sa.Integer, nullable=False),
        *_columns(sa.Integer(), "start", "end"), sa.PrimaryKeyConstraint("claim", "role", "position"),
    )  # fmt: skip
    op.create_table(
        "mentions", sa.Column("reading", sa.Integer, sa.ForeignKey("readings.id"), nullable=False),
        *_columns(PLAIN, "type", "name", "text"), *_columns(PLAIN, "country", nullable=True),
        *_columns(sa.Integer(), "position", "start", "end"),
        sa.PrimaryKeyConstraint("reading", "type", "name", "position"),
    )  # fmt: skip
