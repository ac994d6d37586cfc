"""`svodka register check|backup|restore`."""

from __future__ import annotations

from pathlib import Path

import click

from svodka.cli.console import complain
from svodka.cli.options import debug_option, register_option

TARGET = click.Path(path_type=Path)


@click.group()
def register() -> None:
    """Look after the register.

    \b
    Example:
      svodka register check
    """


@register.command()
@register_option
@debug_option
def check(url: str, debug: bool) -> None:
    """Verify that every value stands in its article and nothing points nowhere; exit code 1 when something is wrong.

    \b
    Example:
      svodka register check --register news.db
    """
    from svodka.register import Register

    with Register.open(url, create=False) as opened:
        faults = opened.check()
    for fault in faults:
        complain(fault)
    click.echo(f"{len(faults)} faults" if faults else "sound")
    click.get_current_context().exit(1 if faults else 0)


@register.command()
@click.argument("target", metavar="FILE", type=TARGET)
@register_option
@debug_option
def backup(target: Path, url: str, debug: bool) -> None:
    """Copy the register to FILE while it is in use; a name in .jsonl or .jsonl.gz gives a copy for either database.

    \b
    Example:
      svodka register backup copies/2021-06-29.db
    """
    from svodka.register import Register

    with Register.open(url, create=False) as opened:
        opened.backup(target)
    click.echo(f"copied to {target}")


@register.command()
@click.argument("source", metavar="FILE", type=TARGET)
@register_option
@debug_option
def restore(source: Path, url: str, debug: bool) -> None:
    """Put the copy FILE in the place of everything in the register; a damaged file is put aside first.

    \b
    Example:
      svodka register restore copies/2021-06-29.db
    """
    from svodka.register import restore_register

    aside = restore_register(url, source)
    if aside:
        complain(f"the damaged register was kept as {aside}")
    click.echo(f"restored from {source}")
