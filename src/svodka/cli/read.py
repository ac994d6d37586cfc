"""`svodka read`."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svodka.cli.console import complain, progress, start_log
from svodka.cli.options import Day
from svodka.cli.output import FORMATS, check_targets, write_each, write_stream
from svodka.model import SvodkaError

if TYPE_CHECKING:  # the models' libraries load only when something is read
    from svodka.model import Record
    from svodka.pipeline import Outcome, Source

MEGABYTE = 1_000_000


@click.command()
@click.argument("files", metavar="FILE... | -", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--published", metavar="DATE", type=Day(), help="The day of publication: 2021-06-29.")
@click.option("--outlet", metavar="NAME", help="The outlet that published.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Write one file an article into DIR.")
@click.option("--limit", metavar="MB", type=click.FloatRange(0, min_open=True), default=2.0, show_default=True,
              help="Refuse longer texts.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: 2 from 16 files on]")
@click.option("--verbose", "-v", is_flag=True, help="Log to standard error what is being done.")
@click.option("--debug", is_flag=True, help="Show the rules that made each fact, and the trace of an unexpected error.")
def read(
    files: tuple[str, ...], form: str, published: str | None, outlet: str | None, output: Path | None, limit: float,
    jobs: int | None, verbose: bool, debug: bool,
) -> None:  # fmt: skip
    """Read news articles and print what they say of military-technical cooperation.

    A FILE is a text in UTF-8, CP1251 or KOI8-R; '-' is standard input. What cannot be read is named on standard error
    and set aside: the exit code is then 1, or 2 when nothing could be read at all.

    \b
    Examples:
      svodka read article.txt
      svodka read news/*.txt --format html > news.html
      curl -s https://news.example/1 | svodka read - --format json --published 2021-06-29
    """
    from svodka.pipeline import ReadOptions, read_files

    start_log(verbose)
    tally = _Tally(debug=debug)
    options = ReadOptions(published=published, outlet=outlet, limit=round(limit * MEGABYTE))
    sources = [named_source(name, options.limit) for name in files]
    outcomes = progress(read_files(sources, options, jobs=1 if debug else jobs), len(sources))
    if output:
        check_targets(files, form, output)
        write_each(tally.records(outcomes), form, output, trail=debug)
    else:
        write_stream((record for _, record in tally.records(outcomes)), form, single=len(files) == 1, trail=debug)
    click.get_current_context().exit(tally.exit_code)


def named_source(name: str, limit: int) -> Source:
    """A file, or what standard input holds for '-'."""
    from svodka.pipeline import Source

    if name == "-":
        return Source(name=name, data=sys.stdin.buffer.read(limit + 1))
    return Source(name=name, path=Path(name))


class _Tally:
    """Passes the records on, says what failed, and remembers how many of either there were."""

    def __init__(self, *, debug: bool) -> None:
        self._debug = debug
        self._read = self._failed = 0

    def records(self, outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Record]]:
        for outcome in outcomes:
            if outcome.record:
                self._read += 1
                yield outcome.name, outcome.record
            elif outcome.error:
                self._failed += 1
                self._report(outcome.name, outcome.error)

    def _report(self, name: str, error: Exception) -> None:
        if isinstance(error, SvodkaError):
            complain(str(error) if name in str(error) else f"{name}: {error}")
            return
        hint = "" if self._debug else " (--debug shows the trace)"
        complain(f"{name}: unexpected {type(error).__name__}: {error}{hint}")
        if self._debug:
            traceback.print_exception(error)

    @property
    def exit_code(self) -> int:
        """0 all read, 1 some set aside, 2 none read."""
        if not self._failed:
            return 0
        return 1 if self._read else 2
