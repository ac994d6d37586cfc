"""What has to be remembered of feeds between two runs of a watch, and who remembers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as it was polled last: the marks of the version that was read to its end, and when it is due again.

    `due`: seconds since 1970. `failures`: polls that failed, one after another, up to now.
    """

    etag: str | None = None
    last_modified: str | None = None
    due: float = 0.0
    failures: int = 0


class FeedMemory(Protocol):
    """Remembers feeds by their addresses, for ever; everything is kept when a method returns."""

    def state(self, feed: str) -> FeedState:
        """As it was kept last; a fresh one for a feed that is new."""

    def keep(self, feed: str, state: FeedState) -> None:
        """Replaces the feed's state."""

    def unseen(self, feed: str, items: Sequence[str]) -> list[str]:
        """Those of the items (their ids) that were not marked as seen, in their order."""

    def mark_seen(self, feed: str, items: Sequence[str]) -> None:
        """Remembers items that need not be read again; one that is marked already stays so."""
