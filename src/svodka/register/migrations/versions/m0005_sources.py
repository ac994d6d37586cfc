"""Copies, documents that were seen, how far each source is read, what was set aside, runs, feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def upgrade() -> None:
    """The bands are computed from the articles, whose sketches are of another kind now: a rebuild makes both."""
    op.create_table(
        "copies", sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True),
        sa.Column("original", sa.Integer, sa.ForeignKey("articles.number"), nullable=False),
        sa.Column("likeness", sa.Double, nullable=False), *_columns("ingested_at"),
    )  # fmt: skip
    op.create_index("copies_by_original", "copies", ["original"])
    op.create_table(
        "seen_documents", sa.Column("id", sa.Integer, primary_key=True),
        *_columns("document", "outcome", "article", "filter_version", "reader_version", "seen_at"),
    )  # fmt: skip
    op.create_index("seen_documents_by_document", "seen_documents", ["document"])
    op.create_table("sketch_bands", *_columns("band"), *_numbers("article"), sa.PrimaryKeyConstraint("band", "article"))
    op.create_index("sketch_bands_by_article", "sketch_bands", ["article"])
    _create_working()


def _create_working() -> None:
    op.create_table(
        "runs", sa.Column("id", sa.Integer, primary_key=True), *_columns("began_at", "at", "state"),
        sa.Column("sources", sa.JSON, nullable=False), sa.Column("report", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_table(
        "source_cursors", *_columns("identity", "recipe", "name", "cursor", "at"), *_numbers("finished", "documents"),
        sa.PrimaryKeyConstraint("identity", "recipe"),
    )  # fmt: skip
    op.create_table(
        "set_aside", sa.Column("id", sa.Integer, primary_key=True),
        *_columns("name", "source", "identity", "after", "kind", "reason", "first_at", "at"),
        *_numbers("again", "tries"), sa.UniqueConstraint("source", "name"),
    )  # fmt: skip
    op.create_table(
        "feeds", sa.Column("feed", PLAIN, primary_key=True), sa.Column("etag", PLAIN),
        sa.Column("last_modified", PLAIN), sa.Column("due", sa.Double, nullable=False), *_numbers("failures"),
    )  # fmt: skip
    op.create_table("feed_items", *_columns("feed", "item", "seen_at"), sa.PrimaryKeyConstraint("feed", "item"))
