"""What goes to the terminal: complaints, the log and the progress bar, all on standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
FEW = 5
"""Up to this many inputs need no progress bar."""


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


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """The items as they come, with a bar on a terminal when there are more than a few."""
    console = Console(stderr=True)
    if total <= FEW or not console.is_terminal:
        yield from items
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, total=total)
