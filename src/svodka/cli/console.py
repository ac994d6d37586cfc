"""What goes to the terminal: complaints, the log and the progress bar, all on standard error."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
FEW = 5
"""Up to this many inputs need no progress bar."""

PAUSE = 10.0
"""Seconds between two lines where there is no terminal."""


def complain(message: str) -> None:
    """One line on standard error; control characters, which a file's name may hold, are shown as escapes."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    print(f"svodka: {line}", file=sys.stderr)


def start_log(verbose: bool) -> None:
    """Sends the package's log to standard error: warnings, with `verbose` also what is being done."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("svodka: %(message)s"))
    log = logging.getLogger("svodka")
    log.handlers = [handler]
    log.setLevel(logging.INFO if verbose else logging.WARNING)


class Watcher:
    """Shows how far long work has come: a bar on a terminal, otherwise a line every PAUSE seconds.

    `sizes` are those of the sources, in whatever they count; without one of them nobody can tell how long it will take.
    """

    def __init__(self, sizes: Sequence[int | None], console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        known = [size for size in sizes if size is not None]
        self._total = max(sum(known), 1) if len(known) == len(sizes) else None
        self._behind: dict[str, int] = {}
        self._count, self._done = 0, 0
        self._began = self._told = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def moved(self, source: str, done: int, count: int) -> None:
        """So much of the source is done, and so many documents more."""
        self._count += count
        self._done += max(0, done - self._behind.get(source, 0))
        self._behind[source] = max(done, self._behind.get(source, 0))
        if self._count <= FEW:
            return
        if self._console.is_terminal:
            self._show()
        elif time.monotonic() - self._told >= PAUSE:
            self._told = time.monotonic()
            complain(self._line())

    def _show(self) -> None:
        if self._bar is None:
            columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.add_task("", total=self._total)
            self._bar.start()
        told = f"{self._count:,} documents, {self._rate():.0f}/s"
        self._bar.update(self._bar.task_ids[0], completed=self._done, description=told)

    def _line(self) -> str:
        told = f"{self._count:,} documents, {self._rate():.1f} a second"
        if not self._total or not self._done:
            return told
        share = min(self._done / self._total, 1.0)
        left = (time.monotonic() - self._began) * (1 / share - 1)
        return f"{told}, {share:.0%} done, about {_minutes(left)} left"

    def _rate(self) -> float:
        return self._count / max(time.monotonic() - self._began, 0.001)


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "a minute"


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """The items as they come, with a bar on a terminal when there are more than a few."""
    console = Console(stderr=True)
    if total <= FEW or not console.is_terminal:
        yield from items
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, total=total)
