"""The register as the memory of watched feeds."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.register import Register
from svodka.register.feeds import enter_items, feed_row, keep_feed, seen_items
from svodka.sources.feed_memory import FeedState


class RegisterFeeds:
    """Remembers feeds in a register: svodka.sources.feed_memory.FeedMemory."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def state(self, feed: str) -> FeedState:
        """As it was kept last; a fresh one for a feed that is new."""
        with self._register.reading() as connection:
            row = feed_row(connection, feed)
        return FeedState(**row) if row else FeedState()

    def keep(self, feed: str, state: FeedState) -> None:
        """Replaces the feed's state."""
        with self._register.writing() as connection:
            keep_feed(
                connection, feed, etag=state.etag, last_modified=state.last_modified, due=state.due,
                failures=state.failures,
            )  # fmt: skip

    def unseen(self, feed: str, items: Sequence[str]) -> list[str]:
        """Those of the items (their ids) that were not marked as seen, in their order."""
        with self._register.reading() as connection:
            seen = seen_items(connection, feed, items)
        return [item for item in items if item not in seen]

    def mark_seen(self, feed: str, items: Sequence[str]) -> None:
        """Remembers items that need not be read again; one that is marked already stays so."""
        with self._register.writing() as connection:
            enter_items(connection, feed, items, self._register.now())
