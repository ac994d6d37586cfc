"""Records computed from claims, and search."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def upgrade() -> None:
    """The computed tables are empty: the register fills them when it is next refreshed."""
    op.create_table(
        "claim_blocks", sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id"), primary_key=True), *_columns("block")
    )
    op.create_index("claim_blocks_by_block", "claim_blocks", ["block"])
    op.create_table("dirty_blocks", sa.Column("id", sa.Integer, primary_key=True), *_columns("block"))
    _create_records()
    _create_entities()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE article_words USING fts5(words, content='', detail='full')")
    else:
        op.execute("CREATE TABLE article_words (article INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX article_words_by_words ON article_words USING gin(words)")


def _create_entities() -> None:
    op.create_table(
        "mention_blocks", sa.Column("reading", sa.Integer, sa.ForeignKey("readings.id"), nullable=False),
        *_columns("type", "name", "country", "block"), sa.PrimaryKeyConstraint("reading", "type", "name"),
    )  # fmt: skip
    op.create_index("mention_blocks_by_block", "mention_blocks", ["block"])
    op.create_table(
        "entities", sa.Column("id", PLAIN, primary_key=True), *_columns("block", "type", "name", "latin", "country"),
        sa.Column("articles", sa.Integer, nullable=False), sa.Column("aliases", sa.JSON, nullable=False),
        sa.Column("offices", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("entities_by_block", "entities", ["block"])
    op.create_index("entities_by_articles", "entities", ["type", "articles"])
    op.create_table(
        "entity_mentions", sa.Column("id", PLAIN, primary_key=True),
        *_columns("entity", "block", "article", "name", "why"), sa.Column("candidates", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("entity_mentions_by_entity", "entity_mentions", ["entity"])
    op.create_index("entity_mentions_by_block", "entity_mentions", ["block"])


def _create_records() -> None:
    op.create_table(
        "records", sa.Column("id", PLAIN, primary_key=True),
        *_columns("block", "type", "stage", "modality", "title", "since", "until", "latest"),
        sa.Column("claims", sa.Integer, nullable=False), sa.Column("sources", sa.Integer, nullable=False),
    )  # fmt: skip
    op.create_index("records_by_block", "records", ["block"])
    op.create_index("records_by_type", "records", ["type", "latest", "id"])
    op.create_index("records_by_latest", "records", ["latest", "id"])
    op.create_table(
        "record_claims", sa.Column("claim", PLAIN, primary_key=True), *_columns("record", "doubt"),
        sa.Column("row", sa.Integer, nullable=False), sa.Column("why", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("record_claims_by_record", "record_claims", ["record"])
    op.create_index("record_claims_by_doubt", "record_claims", ["doubt", "claim"])
    op.create_table(
        "record_terms", *_columns("term", "type", "latest", "record", "stage"),
        sa.PrimaryKeyConstraint("term", "type", "latest", "record"),
    )  # fmt: skip
    op.create_index("record_terms_by_record", "record_terms", ["record"])
