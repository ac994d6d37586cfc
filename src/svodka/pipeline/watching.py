"""Watched feeds into the register: every new article as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from threading import Event

from svodka import __version__
from svodka.pipeline.feed_memory import RegisterFeeds
from svodka.pipeline.reader import Reader
from svodka.pipeline.report import Ingested
from svodka.pipeline.stepping import IngestOptions
from svodka.pipeline.streaming import ingest_sources
from svodka.pipeline.tasks import Reads
from svodka.register import Register
from svodka.sources.document import Source
from svodka.sources.fetching import Fetcher
from svodka.sources.watching import Watch


def watch_feeds(
    feeds: Sequence[str], register: Register, fetcher: Fetcher, options: IngestOptions | None = None, *,
    every: float = 600.0, once: bool = False, stop: Event | None = None, load: Callable[[], Reads] | None = None,
    reader_version: str = __version__,
) -> Iterator[Ingested]:  # fmt: skip
    """Polls the feeds every so many seconds until `stop` is set, or `once`, and says what became of every new page.

    All is read in this process: news come one by one. The models are loaded with the first article that needs them,
    once; the records follow after every round.
    """
    loaded = cache(load or Reader.load)

    def ingest(pages: Sequence[Source]) -> Iterator[Ingested]:
        yield from ingest_sources(pages, register, options, jobs=1, load=loaded, reader_version=reader_version)
        register.refresh()

    watch = Watch(feeds, RegisterFeeds(register), fetcher, every=every, stop=stop)
    return watch.run(ingest, once=once)
