"""Watched feeds: what is asked for, when, and what is not asked for again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event

import pytest

from svodka.sources import Document, Source
from svodka.sources.feed_memory import FeedState
from svodka.sources.watching import Watch
from tests.sources.site import Answer, Asked, Clock, Site, article, page, polite, serving, xml


class Memory:
    """A memory that is lost with the process."""

    def __init__(self) -> None:
        self.states: dict[str, FeedState] = {}
        self.seen: dict[str, list[str]] = {}

    def state(self, feed: str) -> FeedState:
        return self.states.get(feed, FeedState())

    def keep(self, feed: str, state: FeedState) -> None:
        self.states[feed] = state

    def unseen(self, feed: str, items: Sequence[str]) -> list[str]:
        return [item for item in items if item not in self.seen.get(feed, ())]

    def mark_seen(self, feed: str, items: Sequence[str]) -> None:
        self.seen.setdefault(feed, []).extend(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    source: str
    read: bool


def ingest(pages: Sequence[Source]) -> Iterator[Told]:
    """Stores nothing, but says of every page whether it came."""
    for source in pages:
        for found in source.found():
            yield Told(source=source.name, read=isinstance(found, Document))


class Stop(Event):
    """Passes the time that is waited for on the clock, and ends after so many waits."""

    def __init__(self, clock: Clock, waits: int = 0) -> None:
        super().__init__()
        self.clock, self.waits = clock, waits

    def wait(self, timeout: float | None = None) -> bool:
        self.clock.sleep(timeout or 0.0)
        self.waits -= 1
        if self.waits <= 0:
            self.set()
        return self.is_set()


def feed(*paths: str, **headers: str) -> Answer:
    items = "".join(f"<item><guid isPermaLink='false'>id{path}</guid><link>{path}</link></item>" for path in paths)
    return xml(f"<rss version='2.0'><channel><title>Лента</title>{items}</channel></rss>", **headers)


def versioned(etag: str, *paths: str) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(status=304) if asked.headers.get("if-none-match") == etag else feed(*paths, ETag=etag)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.answers |= {f"/{n}": page(article(n)) for n in range(10)}
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


def watched(site: Site, clock: Clock, memory: Memory, *feeds: str, waits: int = 0, every: float = 600) -> list[str]:
    """The pages that were read in so many rounds; without `waits` in one round of `once`."""
    stop = Stop(clock, waits)
    with polite(clock) as fetcher:
        watch = Watch([site.url + name for name in feeds], memory, fetcher, every=every, now=clock, stop=stop)
        return [t.source.removeprefix(site.url) for t in watch.run(ingest, once=not waits) if t.read]


def test_new_items_are_read_once(site: Site, clock: Clock) -> None:
    memory = Memory()
    site.answers["/rss"] = feed("/2", "/1")
    assert watched(site, clock, memory, "/rss") == ["/1", "/2"]
    assert watched(site, clock, memory, "/rss") == []
    site.answers["/rss"] = feed("/3", "/2", "/1")
    assert watched(site, clock, memory, "/rss") == ["/3"], "after a restart too"
    assert site.paths() == ["/rss", "/1", "/2", "/rss", "/rss", "/3"]


def test_an_unchanged_feed_is_not_sent_again(site: Site, clock: Clock) -> None:
    site.answers["/rss"] = versioned('"1"', "/1")
    memory = Memory()
    assert watched(site, clock, memory, "/rss", waits=3) == ["/1"]
    asked = [asked.headers.get("if-none-match") for asked in site.asked if asked.path == "/rss"]
    assert asked == [None, '"1"', '"1"']
    assert memory.state(f"{site.url}/rss").etag == '"1"'


def test_feeds_are_asked_when_they_are_due(site: Site, clock: Clock) -> None:
    site.answers["/rss"] = feed("/1")
    memory = Memory()
    began = clock.time
    watched(site, clock, memory, "/rss", waits=3, every=900)
    assert clock.slept == [900.0, 900.0, 900.0] and clock.time == began + 2700
    assert site.paths().count("/rss") == 3
    memory.keep(f"{site.url}/rss", FeedState(due=clock.time + 500))
    watched(site, clock, memory, "/rss", waits=2, every=900)
    assert clock.slept[3:] == [500.0, 900.0], "a restart does not ask earlier"


def test_a_feed_that_fails_is_asked_ever_more_seldom(
    site: Site, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    site.answers |= {"/rss": Answer(status=404), "/good": feed("/1")}
    memory = Memory()
    assert watched(site, clock, memory, "/rss", "/good", waits=8) == ["/1"]
    asked = [round(memory.state(f"{site.url}/rss").due - clock.time)]
    assert site.paths().count("/rss") == 3, "at 0, 20 and 60 minutes"
    assert site.paths().count("/good") == 8
    assert memory.state(f"{site.url}/rss").failures == 3 and asked[0] > 0
    assert "404 Not Found; check the address; asked again in 20 min" in caplog.messages[0]
    site.answers["/rss"] = feed("/2")
    assert watched(site, clock, memory, "/rss") == [], "left alone still, also with --once"
    clock.sleep(100_000)
    assert watched(site, clock, memory, "/rss") == ["/2"]
    assert memory.state(f"{site.url}/rss").failures == 0


def test_a_site_that_asks_for_time_gets_it(site: Site, clock: Clock) -> None:
    site.answers["/rss"] = Answer(status=503, headers={"Retry-After": "7200"})
    memory = Memory()
    watched(site, clock, memory, "/rss")
    assert memory.state(f"{site.url}/rss").due >= clock.time + 7200


def test_a_page_that_is_not_to_be_had_comes_again(site: Site, clock: Clock) -> None:
    """A server that is down for a while loses no news, though the feed has not changed; what is gone is gone."""
    site.answers |= {"/rss": versioned('"1"', "/1", "/busy", "/gone"), "/busy": Answer(status=503)}
    memory = Memory()
    assert watched(site, clock, memory, "/rss") == ["/1"]
    assert memory.state(f"{site.url}/rss").etag is None
    site.answers["/busy"] = page(article(2))
    assert watched(site, clock, memory, "/rss") == ["/busy"]
    assert memory.state(f"{site.url}/rss").etag == '"1"'
    assert site.paths().count("/gone") == 1


def test_a_page_that_never_comes_is_given_up(site: Site, clock: Clock) -> None:
    site.answers |= {"/rss": feed("/busy"), "/busy": Answer(status=503)}
    memory = Memory()
    watched(site, clock, memory, "/rss", waits=8)
    assert site.paths().count("/busy") == 5 * 3, "five polls with three tries each"
    assert memory.seen == {f"{site.url}/rss": ["id/busy"]}


def test_one_page_in_two_feeds_is_read_once(site: Site, clock: Clock) -> None:
    site.answers |= {"/a": feed("/2", "/1"), "/b": feed("/3", "/2")}
    memory = Memory()
    assert watched(site, clock, memory, "/a", "/b") == ["/1", "/2", "/3"]
    assert memory.seen == {f"{site.url}/a": ["id/1", "id/2"], f"{site.url}/b": ["id/2", "id/3"]}


def test_a_stop_ends_behind_the_page_in_hand(site: Site, clock: Clock) -> None:
    site.answers["/rss"] = feed("/3", "/2", "/1")
    memory, stop, read = Memory(), Stop(clock, 9), []
    with polite(clock) as fetcher:
        watch = Watch([f"{site.url}/rss"], memory, fetcher, now=clock, stop=stop)
        for told in watch.run(ingest):
            read.append(told.source.removeprefix(site.url))
            stop.set()
    assert read == ["/1"] and memory.seen == {f"{site.url}/rss": ["id/1"]}
    assert watched(site, clock, memory, "/rss") == ["/2", "/3"], "at once, and none twice"


def test_what_was_not_stored_is_not_seen(site: Site, clock: Clock) -> None:
    site.answers["/rss"] = feed("/2", "/1")
    memory = Memory()

    def failing(pages: Sequence[Source]) -> Iterator[Told]:
        told = ingest(pages)
        yield next(told)
        raise OSError("the disk is full")

    with polite(clock) as fetcher, pytest.raises(OSError, match="disk"):
        list(Watch([f"{site.url}/rss"], memory, fetcher, now=clock, stop=Stop(clock)).run(failing))
    assert memory.seen == {f"{site.url}/rss": ["id/1"]}
    assert watched(site, clock, memory, "/rss") == ["/2"]
