"""Near-duplicates of what was read: kept with where and when they appeared, and not read again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from svodka.model import Article
from svodka.register import tables as t
from svodka.register.adding import Added, enter_appearance, enter_article, inserted
from svodka.register.projecting import mark_appeared


def add_copy(
    connection: Connection, article: Article, original: str, likeness: float, *,
    reader_version: str, lemmas: Mapping[str, str], now: str,
) -> Added:  # fmt: skip
    """Keeps an article that tells nothing new beside its original, whose claims are known from both from now on."""
    of = connection.execute(select(t.articles.c.number).where(t.articles.c.id == original)).scalar_one()
    number, new = enter_article(connection, article, lemmas, now)
    appeared = enter_appearance(connection, number, article, reader_version, now)
    row = {"article": number, "original": of, "likeness": likeness, "ingested_at": now}
    tied = inserted(connection, t.copies, row) is not None
    if appeared or tied:
        mark_appeared(connection, of)
    return Added(article=article.id, new_article=new, new_appearance=appeared, copy_of=original)


def original_of(connection: Connection, article: str) -> tuple[str, float] | None:
    """The id of the article that this one is kept as a copy of, and their likeness; None when it is no copy."""
    copy, original = t.articles.alias("copy"), t.articles.alias("original")
    query = (
        select(original.c.id, t.copies.c.likeness).select_from(t.copies)
        .join(copy, copy.c.number == t.copies.c.article).join(original, original.c.number == t.copies.c.original)
    )  # fmt: skip
    row = connection.execute(query.where(copy.c.id == article)).first()
    return (row[0], row[1]) if row else None
