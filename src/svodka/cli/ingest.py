"""`svodka ingest`."""

from __future__ import annotations

from collections import Counter

import click

from svodka.cli.console import complain, progress, start_log
from svodka.cli.options import Day, debug_option, register_option
from svodka.cli.read import named_source


@click.command()
@click.argument("files", metavar="FILE|DIR... | -", nargs=-1, required=True)
@register_option
@click.option("--published", metavar="DATE", type=Day(), help="The day of publication of all: 2021-06-29.")
@click.option("--outlet", metavar="NAME", help="The outlet that published all.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: 2 from 16 files on]")
@click.option("--verbose", "-v", is_flag=True, help="Say of every article what it brought.")
@debug_option
def ingest(
    files: tuple[str, ...], url: str, published: str | None, outlet: str | None, jobs: int | None, verbose: bool,
    debug: bool,
) -> None:  # fmt: skip
    """Read news articles into the register.

    A FILE is a text, a DIR stands for the .txt files below it, '-' for standard input. Every article is stored as soon
    as it is read; what this version has read already is not read again. What cannot be read is named on standard error:
    the exit code is then 1, or 2 when nothing could be read at all.

    \b
    Example:
      svodka ingest news/ --register news.db
    """
    from svodka.pipeline import DEFAULT_LIMIT, ReadOptions, find_sources, ingest_files
    from svodka.register import Register

    start_log(verbose)
    named = [[named_source(name, DEFAULT_LIMIT)] if name == "-" else find_sources([name]) for name in files]
    sources = [source for some in named for source in some]
    options = ReadOptions(published=published, outlet=outlet)
    tally: Counter[str] = Counter()
    with Register.open(url) as register:
        for done in progress(ingest_files(sources, register, options, jobs=jobs), len(sources)):
            if done.added is None:
                tally["failed"] += 1
                complain(str(done.error) if done.name in str(done.error) else f"{done.name}: {done.error}")
                continue
            tally["new" if done.added.new_article else "again" if done.added.superseded else "held"] += 1
            tally["claims"] += len(done.added.claims)
            tally["gone"] += len(done.added.gone)
            if verbose or done.added.superseded:
                click.echo(f"{done.name}: {_told(done.added)}", err=True)
        register.refresh()
    click.echo(
        f"articles: {tally['new']} new, {tally['again']} read again, {tally['held']} held already, "
        f"{tally['failed']} not read; claims: {tally['claims']} new, {tally['gone']} no longer made"
    )
    in_order = tally["new"] + tally["again"] + tally["held"]
    click.get_current_context().exit(0 if not tally["failed"] else 1 if in_order else 2)


def _told(added: object) -> str:
    from svodka.register import Added

    assert isinstance(added, Added)
    if not added.new_reading:
        return "another appearance" if added.new_appearance else "already there"
    if added.superseded:
        return (
            f"read again (by {added.superseded} before): {len(added.claims)} claims new, "
            f"{len(added.gone)} no longer made, {added.same} the same"
        )
    return f"{len(added.claims)} claims"
