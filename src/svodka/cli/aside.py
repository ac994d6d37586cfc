"""`svodka aside`: what could not be read, and another try for it."""

from __future__ import annotations

import click

from svodka.cli.answers import format_option, print_rows
from svodka.cli.console import start_log
from svodka.cli.options import debug_option, register_option
from svodka.cli.sources import allow_private_option, map_option, source_options

COLUMNS = ("id", "kind", "tries", "at", "source", "reason")


@click.group(invoke_without_command=True)
@register_option
@format_option
@debug_option
@click.pass_context
def aside(context: click.Context, url: str, form: str, debug: bool) -> None:
    """List what could not be read, with the reason.

    \b
    Example:
      svodka aside --format csv
    """
    if context.invoked_subcommand:
        return
    from svodka.register import Register
    from svodka.register.aside import all_aside

    with Register.open(url, create=False) as register, register.reading() as connection:
        print_rows(all_aside(connection), COLUMNS, form)


@aside.command()
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="Everything on the list.")
@register_option
@map_option
@allow_private_option
@click.option("--jobs", type=click.IntRange(1), help="Processes to read with.  [default: 2 from 16 documents on]")
@debug_option
def retry(
    numbers: tuple[int, ...], every: bool, url: str, mapping: str | None, allow_private: bool, jobs: int | None,
    debug: bool,
) -> None:  # fmt: skip
    """Try again to read what was set aside; what can be read now leaves the list.

    \b
    Examples:
      svodka aside retry 3 4
      svodka aside retry --all
    """
    from svodka.cli.ingest import run
    from svodka.pipeline.retrying import retried
    from svodka.pipeline.stepping import IngestOptions
    from svodka.register import Register
    from svodka.register.aside import all_aside, chosen_aside
    from svodka.sources.finding import find_sources

    if bool(numbers) == every:
        raise click.UsageError("name what to try again, or --all: 'svodka aside' lists it")
    start_log(verbose=False)
    options = source_options(mapping, allow_private=allow_private)
    with Register.open(url, create=False) as register:
        with register.reading() as connection:
            lines = all_aside(connection) if every else chosen_aside(connection, numbers)
        sources = retried(lines, lambda name: find_sources([name], options)[0])
        code = run(register, sources, IngestOptions(), jobs=jobs, verbose=False, form="text")
        register.refresh()
    click.get_current_context().exit(code)


@aside.command()
@click.argument("numbers", metavar="ID...", nargs=-1, type=int, required=True)
@register_option
@debug_option
def drop(numbers: tuple[int, ...], url: str, debug: bool) -> None:
    """Take lines off the list for good.

    \b
    Example:
      svodka aside drop 3
    """
    from svodka.register import Register
    from svodka.register.aside import drop_aside

    with Register.open(url, create=False) as register, register.writing() as connection:
        drop_aside(connection, numbers)
    click.echo(f"dropped: {len(numbers)}")
