"""Feeds polled again and again: what is new in them goes to the reader, what was had is not asked for again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from threading import Event
from typing import Protocol, TypeVar

from svodka.sources.document import Found, Refused, Source
from svodka.sources.feed_memory import FeedMemory, FeedState
from svodka.sources.feeds import FEED_CAPS, parse_feed
from svodka.sources.fetching import FEEDS, Fetched, Fetcher, Marks
from svodka.sources.links import Link, follow
from svodka.sources.unfetched import Unfetched

LOG = logging.getLogger(__name__)
FEED_TYPES = (*FEEDS, "text/html", "text/plain", "application/octet-stream")
"""Media types under which servers give feeds."""

_LONGEST_PAUSE = 86_400.0  # seconds: a feed that fails is asked once a day at least
_TRIES = 5  # polls in which a page that a server could not give is asked for again


class OfSource(Protocol):
    """What the reader says of a document: which source it came from."""

    @property
    def source(self) -> str:
        """The name of the source."""


T = TypeVar("T", bound=OfSource)


class ItemPage:
    """The page of one item of a feed as a source of its own; none once the watch is to stop."""

    def __init__(self, link: Link, fetcher: Fetcher, stop: Event) -> None:
        self._link, self._fetcher, self._stop = link, fetcher, stop
        self.failed_for_now = False

    @property
    def name(self) -> str:
        """The page's address."""
        return self._link.url

    @property
    def identity(self) -> str:
        """'': there is nothing to resume in one page."""
        return ""

    @property
    def size(self) -> int | None:
        """One page."""
        return 1

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The page, or why it is not to be had."""
        if self._stop.is_set():
            return
        found = follow(self._link, self._fetcher, cursor=self._link.url, done=1)
        self.failed_for_now = isinstance(found, Refused) and found.again
        yield found


@dataclass(slots=True, kw_only=True)
class _Poll:
    """What a feed gave: its new items by the addresses of their pages, and the state to keep when all were read."""

    feed: str
    state: FeedState
    links: dict[str, Link] = field(default_factory=dict)


class Watch:
    """Polls feeds for one thread, until `stop` is set.

    `every`: seconds between two polls of a feed. `now`: seconds since 1970. The fetcher's `sleep` should end early
    when `stop` is set.
    """

    def __init__(
        self, feeds: Sequence[str], memory: FeedMemory, fetcher: Fetcher, *, every: float = 600.0,
        now: Callable[[], float] = time.time, stop: Event | None = None,
    ) -> None:  # fmt: skip
        self._feeds, self._memory, self._fetcher = feeds, memory, fetcher
        self._every, self._now, self._stop = every, now, stop or Event()
        self._tries: dict[str, int] = {}

    def run(self, ingest: Callable[[Sequence[Source]], Iterable[T]], *, once: bool = False) -> Iterator[T]:
        """What `ingest` says of the new pages, one source each, as it says it; with `once` after one round no more.

        `ingest` has stored a page when it speaks of it; only then the item counts as seen. A round asks the feeds
        that are due; with `once` all of them but those that failed and are left alone for a while.
        """
        while not self._stop.is_set():
            yield from self._round(ingest, self._due(once))
            if once:
                return
            self._stop.wait(max(0.0, min(self._memory.state(feed).due for feed in self._feeds) - self._now()))

    def _due(self, once: bool) -> list[str]:
        states = {feed: self._memory.state(feed) for feed in self._feeds}
        return [feed for feed, state in states.items() if state.due <= self._now() or (once and not state.failures)]

    def _round(self, ingest: Callable[[Sequence[Source]], Iterable[T]], feeds: Sequence[str]) -> Iterator[T]:
        polls = [poll for feed in feeds if not self._stop.is_set() and (poll := self._poll(feed))]
        pages = {link.url: ItemPage(link, self._fetcher, self._stop) for link in _in_turns(polls)}
        if pages:
            for told in ingest(list(pages.values())):
                if page := pages.get(told.source):
                    self._settle(page, polls)
                yield told
        for poll in polls:
            self._memory.keep(poll.feed, self._state_after(poll))

    def _poll(self, feed: str) -> _Poll | None:
        """A feed's answer; None, with the state kept, when it cannot be had."""
        state = self._memory.state(feed)
        marks = Marks(etag=state.etag, last_modified=state.last_modified)
        try:
            answer = self._fetcher.fetch(feed, accept=FEED_TYPES, marks=marks, caps=FEED_CAPS)
            links = () if answer.unchanged else parse_feed(answer).links
        except Unfetched as error:
            self._memory.keep(feed, self._failed(state, error))
            return None
        poll = _Poll(feed=feed, state=self._polled(state, answer))
        by_id = {link.id: link for link in links}
        poll.links = {(link := by_id[item]).url: link for item in self._memory.unseen(feed, list(by_id))}
        return poll

    def _polled(self, state: FeedState, answer: Fetched) -> FeedState:
        due = self._now() + self._every
        if answer.unchanged:
            return replace(state, due=due, failures=0)
        return FeedState(etag=answer.etag, last_modified=answer.last_modified, due=due)

    def _failed(self, state: FeedState, error: Unfetched) -> FeedState:
        failures = state.failures + 1
        pause = max(error.wait, min(self._every * 2.0 ** min(failures, 20), _LONGEST_PAUSE))
        LOG.warning("%s; asked again in %.0f min", error, pause / 60)
        return replace(state, due=self._now() + pause, failures=failures)

    def _settle(self, page: ItemPage, polls: Sequence[_Poll]) -> None:
        """Marks the item as seen in every feed that has it, unless its page may be had at the next poll."""
        self._tries[page.name] = self._tries.get(page.name, 0) + 1
        if page.failed_for_now and self._tries[page.name] < _TRIES:
            return
        del self._tries[page.name]
        for poll in polls:
            if link := poll.links.pop(page.name, None):
                self._memory.mark_seen(poll.feed, [link.id])

    def _state_after(self, poll: _Poll) -> FeedState:
        """Items that are still to be had come again only when the feed is asked for as a whole; soon after a stop."""
        if not poll.links:
            return poll.state
        due = self._now() if self._stop.is_set() else poll.state.due
        return replace(poll.state, etag=None, last_modified=None, due=due)


def _in_turns(polls: Iterable[_Poll]) -> Iterator[Link]:
    """One item of each feed after another, so that no site is waited for while others could be asked."""
    for links in zip_longest(*(poll.links.values() for poll in polls)):
        yield from filter(None, links)
