"""Who is who: names counted as readings come and go, people's decisions on entities, ids that lead on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _article(**more: bool) -> sa.Column[int]:
    return sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, **more)  # type: ignore[arg-type]


def upgrade() -> None:
    """What is computed is dropped and made anew: the register fills it when it is next refreshed."""
    op.add_column("reviews", sa.Column("names", sa.JSON, nullable=False, server_default="[]"))
    op.drop_table("entity_mentions")
    op.drop_table("entities")
    _create_counts()
    _create_entities()


def _create_counts() -> None:
    op.create_table("dirty_articles", sa.Column("id", sa.Integer, primary_key=True), _article())
    op.create_table(
        "current_readings", _article(primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.id"), nullable=False, unique=True),
        *_columns("known_on"),
    )  # fmt: skip
    op.create_table(
        "name_counts", *_columns("block", "type", "name", "country"), *_numbers("articles"),
        sa.PrimaryKeyConstraint("block", "name", "country"),
    )  # fmt: skip
    op.create_table("block_counts", sa.Column("block", PLAIN, primary_key=True), *_numbers("articles"))


def _create_entities() -> None:
    op.create_table(
        "entities", sa.Column("id", PLAIN, primary_key=True), *_columns("block", "type", "name", "latin", "country"),
        *_numbers("articles"), sa.Column("aliases", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("entities_by_block", "entities", ["block"])
    op.create_index("entities_by_articles", "entities", ["type", "articles"])
    op.create_table(
        "entity_names", sa.Column("id", PLAIN, primary_key=True), *_columns("entity", "block", "name", "why")
    )
    op.create_index("entity_names_by_block", "entity_names", ["block"])
    op.create_table(
        "entity_keys", *_columns("key", "entity", "block"), sa.PrimaryKeyConstraint("key", "entity"),
    )  # fmt: skip
    op.create_index("entity_keys_by_block", "entity_keys", ["block"])
    op.create_table(
        "entity_mentions", sa.Column("id", PLAIN, primary_key=True), _article(),
        *_columns("entity", "block", "name", "published", "countries", "why", "candidates"), *_numbers("current"),
        sa.Column("offices", sa.JSON, nullable=False),
    )  # fmt: skip
    op.create_index("entity_mentions_by_entity", "entity_mentions", ["entity"])
    op.create_index("entity_mentions_by_block", "entity_mentions", ["block"])
    op.create_index("entity_mentions_by_article", "entity_mentions", ["article", "name"])
