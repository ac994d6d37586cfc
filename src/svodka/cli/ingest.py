"""`svodka ingest`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from svodka.cli.console import Watcher, complain, start_log
from svodka.cli.options import Day, debug_option, register_option
from svodka.cli.sources import allow_private_option, found_sources, map_option, source_options

if TYPE_CHECKING:  # the models' and the database's libraries load only when something is read
    from svodka.pipeline.report import Ingested, Report
    from svodka.pipeline.stepping import IngestOptions
    from svodka.register import Register
    from svodka.sources import Source

LOUD = 20
"""So many complaints are told one by one; the others are on the set-aside list."""


@click.command()
@click.argument("names", metavar="SOURCE... | -", nargs=-1, required=True)
@register_option
@click.option("--published", metavar="DATE", type=Day(), help="The day of publication of all: 2021-06-29.")
@click.option("--outlet", metavar="NAME", help="The outlet that published all.")
@map_option
@allow_private_option
@click.option("--everything", is_flag=True, help="Read every article deeply, however irrelevant it looks.")
@click.option("--again", is_flag=True, help="Go through everything as if nothing had been seen.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: 2 from 16 documents on]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="How to print the report.")  # fmt: skip
@click.option("--verbose", "-v", is_flag=True, help="Say of every article what it brought.")
@debug_option
def ingest(
    names: tuple[str, ...], url: str, published: str | None, outlet: str | None, mapping: str | None,
    allow_private: bool, everything: bool, again: bool, jobs: int | None, form: str, verbose: bool, debug: bool,
) -> None:  # fmt: skip
    """Read news articles into the register.

    A SOURCE is a text, a saved web page, a folder, an address, a feed, a WARC file, a dump (JSON lines, CSV, Parquet),
    an archive of those, or '-' for standard input. Only what the filter finds relevant is read deeply; copies of what
    was read are kept without being read again. A run that was stopped goes on where it stopped. What cannot be read is
    named on standard error and set aside ('svodka aside'): the exit code is then 1, or 2 when nothing could be read.

    \b
    Examples:
      svodka ingest news/ --register news.db
      svodka ingest archive.warc.gz dump.csv --map title=headline,text=body
    """
    from svodka.pipeline.stepping import IngestOptions
    from svodka.register import Register

    start_log(verbose)
    options = IngestOptions(published=published, outlet=outlet, everything=everything, again=again)
    sources, failed = found_sources(names, source_options(mapping, allow_private=allow_private))
    with Register.open(url) as register:
        code = run(register, sources, options, jobs=jobs, verbose=verbose, form=form, unfound=failed)
        register.refresh()
    click.get_current_context().exit(code)


def run(
    register: Register, sources: list[Source], options: IngestOptions, *, jobs: int | None, verbose: bool, form: str,
    unfound: int = 0,
) -> int:  # fmt: skip
    """Ingests the sources, shows how far it is, prints the report; gives the exit code."""
    from svodka.pipeline.report import Report
    from svodka.pipeline.streaming import ingest_sources

    report, began = Report(), time.monotonic()
    report.outcomes["refused"] += unfound
    with Watcher([source.size for source in sources]) as watcher:
        for done in _complained(ingest_sources(sources, register, options, jobs=jobs)):
            report.count(done)
            watcher.moved(done.source, done.done, done.count)
            if done.added and (verbose or done.added.superseded):
                complain(f"{done.name}: {told(done)}")
    print_report(report, time.monotonic() - began, form)
    if not report.set_aside:
        return 0
    return 1 if report.documents + report.outcomes["held"] > report.set_aside else 2


def _complained(found: Iterable[Ingested]) -> Iterator[Ingested]:
    """The documents, after what went wrong with them was told."""
    loud = 0
    for done in found:
        if done.reason:
            loud += 1
            if loud <= LOUD:
                complain(done.reason)
        yield done
    if loud > LOUD:
        complain(f"{loud - LOUD} more could not be read; 'svodka aside' lists them all")


def told(done: Ingested) -> str:
    """What an article brought, in words; it was added."""
    added = done.added
    assert added
    if added.copy_of:
        return f"tells nothing that article {added.copy_of[:12]} does not tell"
    if not added.new_reading:
        return "another appearance" if added.new_appearance else "already there"
    if added.superseded:
        return (
            f"read again (by {added.superseded} before): {len(added.claims)} claims new, "
            f"{len(added.gone)} no longer made, {added.same} the same"
        )
    return f"{len(added.claims)} claims"


def print_report(report: Report, seconds: float, form: str) -> None:
    """Prints what a run came to, as 'text' or 'json'."""
    counts = report.as_dict()
    rate = report.documents / seconds if seconds else 0.0
    if form == "json":
        whole = {**counts, "seconds": round(seconds, 1), "articles a second": round(rate, 1)}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"articles: {counts['new']} new, {counts['read again']} read again, {counts['held already']} held already, "
        f"{report.set_aside} not read; claims: {counts['claims']} new, {counts['claims no longer made']} no longer made"
    )
    languages = ", ".join(f"{name} {count}" for name, count in counts["other language"].items())
    passed = [f"{counts[name]} {name}" for name in ("duplicate", "irrelevant") if counts[name]]
    passed += [f"in other languages: {languages}"] if languages else []
    if passed:
        click.echo(f"passed over: {'; '.join(passed)}")
    if counts["facts"]:
        click.echo("facts: " + ", ".join(f"{kind} {count}" for kind, count in counts["facts"].items()))
    if report.documents:
        click.echo(f"{report.documents} documents in {seconds:.1f} s, {rate:.1f} a second")
