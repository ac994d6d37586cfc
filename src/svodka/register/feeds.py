"""What is remembered of watched feeds: the version that was read, when one is due again, and its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t

_CHUNK = 500


def feed_row(connection: Connection, feed: str) -> Mapping[str, Any] | None:
    """The etag, last_modified, due and failures of a feed; None for a new one."""
    columns = [t.feeds.c[name] for name in ("etag", "last_modified", "due", "failures")]
    row = connection.execute(select(*columns).where(t.feeds.c.feed == feed)).mappings().first()
    return dict(row) if row else None


def keep_feed(
    connection: Connection, feed: str, *, etag: str | None, last_modified: str | None, due: float, failures: int
) -> None:
    """Replaces what is known of a feed; `due` in seconds since 1970."""
    row = {"etag": etag, "last_modified": last_modified, "due": due, "failures": failures}
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(t.feeds).values(row | {"feed": feed})
    connection.execute(insert.on_conflict_do_update(index_elements=["feed"], set_=row))


def seen_items(connection: Connection, feed: str, items: Sequence[str]) -> set[str]:
    """Those of the items that were seen in this feed."""
    found: set[str] = set()
    for at in range(0, len(items), _CHUNK):
        some = t.feed_items.c.item.in_(items[at : at + _CHUNK])
        found |= set(connection.execute(select(t.feed_items.c.item).where(t.feed_items.c.feed == feed, some)).scalars())
    return found


def enter_items(connection: Connection, feed: str, items: Sequence[str], now: str) -> None:
    """Notes items as seen; what is there already stays."""
    rows = [{"feed": feed, "item": item, "seen_at": now} for item in dict.fromkeys(items)]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(t.feed_items).on_conflict_do_nothing(), rows)
