"""What the joining needs of a claim, stored with it; the reading of an article that counts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _columns(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, PLAIN, nullable=False) for name in names]


def _points_to(name: str, target: str, **more: bool) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=False, **more)  # type: ignore[arg-type]


def upgrade() -> None:
    """What is computed is dropped and made anew: the register fills it when it is next refreshed."""
    for name in ("claim_blocks", "record_claims", "record_terms", "records"):
        op.execute(f"DELETE FROM {name}")
    op.drop_table("claim_blocks")
    op.create_table(
        "claim_blocks", _points_to("claim", "claims.id", primary_key=True), _points_to("reading", "readings.id"),
        *_columns("key", "type", "block", "said", "happened", "marks", "modality", "filled"), sa.Column("stage", PLAIN),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("count", "part", "again")),
        sa.Column("contract", sa.Integer),
    )  # fmt: skip
    op.create_index("claim_blocks_by_block", "claim_blocks", ["block"])
    op.create_index("claim_blocks_by_reading", "claim_blocks", ["reading"])
    op.create_table(
        "article_states", _points_to("article", "articles.number", primary_key=True),
        _points_to("reading", "readings.id", unique=True), *_columns("published"),
    )  # fmt: skip
    op.add_column("records", sa.Column("digest", PLAIN, nullable=False, server_default=""))
