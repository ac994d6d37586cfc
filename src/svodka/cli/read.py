"""`svodka read`."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svodka.cli.console import complain, progress, start_log
from svodka.cli.options import Day
from svodka.cli.output import FORMATS, check_targets, write_each, write_stream
from svodka.cli.sources import allow_private_option, documents_of, map_option, source_options
from svodka.model import SvodkaError

if TYPE_CHECKING:  # the models' libraries load only when something is read
    from svodka.model import Record
    from svodka.pipeline import Outcome

MEGABYTE = 1_000_000


@click.command()
@click.argument("names", metavar="SOURCE... | -", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--published", metavar="DATE", type=Day(), help="The day of publication: 2021-06-29.")
@click.option("--outlet", metavar="NAME", help="The outlet that published.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Write one file an article into DIR.")
@click.option("--limit", metavar="MB", type=click.FloatRange(0, min_open=True), default=2.0, show_default=True,
              help="Refuse longer texts.")  # fmt: skip
@map_option
@allow_private_option
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: 2 from 16 files on]")
@click.option("--verbose", "-v", is_flag=True, help="Log to standard error what is being done.")
@click.option("--debug", is_flag=True, help="Show the rules that made each fact, and the trace of an unexpected error.")
def read(
    names: tuple[str, ...], form: str, published: str | None, outlet: str | None, output: Path | None, limit: float,
    mapping: str | None, allow_private: bool, jobs: int | None, verbose: bool, debug: bool,
) -> None:  # fmt: skip
    """Read news articles and print what they say of military-technical cooperation.

    A SOURCE is whatever 'svodka ingest' takes: a text in UTF-8, CP1251 or KOI8-R, a web page, a dump; '-' is standard
    input. What cannot be read is named on standard error and passed over: the exit code is then 1, or 2 when nothing
    could be read at all.

    \b
    Examples:
      svodka read article.txt
      svodka read news/*.txt --format html > news.html
      curl -s https://news.example/1 | svodka read - --format json --published 2021-06-29
    """
    from svodka.pipeline import ReadOptions, read_documents

    start_log(verbose)
    tally = _Tally(debug=debug)
    options = ReadOptions(published=published, outlet=outlet, limit=round(limit * MEGABYTE))
    sources = source_options(mapping, allow_private=allow_private, limit=options.limit)
    found = documents_of(names, sources)
    outcomes = progress(read_documents(found, options, jobs=1 if debug else jobs), len(names))
    if output:
        check_targets(names, form, output)
        write_each(tally.records(outcomes), form, output, trail=debug)
    else:
        write_stream((record for _, record in tally.records(outcomes)), form, single=_is_single(names), trail=debug)
    click.get_current_context().exit(tally.exit_code)


def _is_single(names: Sequence[str]) -> bool:
    """Whether no more than one article can come."""
    return len(names) == 1 and (names[0] == "-" or Path(names[0]).suffix in ("", ".txt", ".html", ".htm"))


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
