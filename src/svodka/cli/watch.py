"""`svodka watch`."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import click

from svodka.cli.console import complain, start_log
from svodka.cli.ingest import print_report, told
from svodka.cli.options import debug_option, register_option
from svodka.cli.sources import allow_private_option
from svodka.model import UnreadableInput

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SHORTEST = 10  # seconds: no feed wants to be asked more often


class Pause(click.ParamType[float]):
    """A span of time: 30s, 10m, 2h, 1d, or a number of seconds."""

    name = "time"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", str(value).strip())
        if not match:
            self.fail(f"{value!r} is no span of time: write 30s, 10m, 2h or 1d", param, ctx)
        return float(match[1]) * _UNITS[match[2]]


@click.command()
@click.argument("lists", metavar="LIST|ADDRESS...", nargs=-1, required=True)
@register_option
@click.option("--every", metavar="TIME", type=Pause(), default="10m", show_default=True,
              help="Pause between two polls of a feed: 30s, 10m, 2h.")  # fmt: skip
@click.option("--once", is_flag=True, help="Ask every feed once, and end.")
@click.option("--delay", metavar="TIME", type=Pause(), default="1s", show_default=True,
              help="Pause between two pages of one site; robots.txt may want a longer one.")  # fmt: skip
@click.option("--contact", metavar="URL", help="Where a site's owner learns who asks; goes with every request.")
@allow_private_option
@click.option("--everything", is_flag=True, help="Read every article deeply, however irrelevant it looks.")
@click.option("--verbose", "-v", is_flag=True, help="Say of every article what it brought.")
@debug_option
def watch(
    lists: tuple[str, ...], url: str, every: float, once: bool, delay: float, contact: str | None,
    allow_private: bool, everything: bool, verbose: bool, debug: bool,
) -> None:  # fmt: skip
    """Poll feeds and read their new articles into the register, until stopped.

    A LIST is a file with the address of a feed a line, or OPML; an ADDRESS is that of a feed. The pages that the items
    lead to are read; what was read is not asked for again, also after a restart. SIGTERM and Ctrl-C end it when the
    article in hand is stored; a second one ends it at once.

    \b
    Examples:
      svodka watch feeds.opml --every 10m
      svodka watch https://news.example/rss --once
    """
    from svodka.pipeline.report import Report
    from svodka.pipeline.stepping import IngestOptions
    from svodka.pipeline.watching import watch_feeds
    from svodka.register import Register
    from svodka.sources.fetching import Fetcher, FetchOptions

    start_log(verbose)
    if every < _SHORTEST:
        raise click.BadParameter(f"{every:g} s between two polls; at least {_SHORTEST} s", param_hint="--every")
    feeds, report, began = _feeds(lists), Report(), time.monotonic()
    settings = FetchOptions(allow_private=allow_private, delay=delay)
    settings = replace(settings, contact=contact) if contact else settings
    with (
        _stopped_by_signals() as stop,
        Register.open(url) as register,
        Fetcher(settings, sleep=lambda seconds: _sleep(stop, seconds)) as fetcher,
    ):
        options = IngestOptions(everything=everything)
        for done in watch_feeds(feeds, register, fetcher, options, every=every, once=once, stop=stop):
            report.count(done)
            if done.reason:
                complain(done.reason)
            if done.added and (verbose or done.added.superseded):
                complain(f"{done.name}: {told(done)}")
    print_report(report, time.monotonic() - began, "text")


def _feeds(lists: Iterable[str]) -> tuple[str, ...]:
    """The feeds of all lists, each once. Raises UnreadableInput for a list that cannot be read."""
    from svodka.sources.feed_lists import read_feed_list

    feeds: dict[str, None] = {}
    for name in lists:
        if name.lower().startswith(("http://", "https://")):
            feeds[name] = None
            continue
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            raise UnreadableInput(f"{name}: the list cannot be read: {error.strerror}") from None
        feeds |= dict.fromkeys(read_feed_list(data, name))
    return tuple(feeds)


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """An event that the first SIGTERM or SIGINT sets; the next one ends the program as it always does."""
    stop = Event()
    usual = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def on_signal(number: int, _: object) -> None:
        complain("stopping when the article in hand is stored; once more ends it at once")
        stop.set()
        _handle(usual)

    _handle(dict.fromkeys(usual, on_signal))
    try:
        yield stop
    finally:
        _handle(usual)


def _handle(handlers: Mapping[signal.Signals, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _sleep(stop: Event, seconds: float) -> None:
    stop.wait(seconds)
