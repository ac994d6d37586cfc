"""`svodka schema`."""

from __future__ import annotations

import click

from svodka.exports.schema import shipped_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of a record (Draft 2020-12).

    \b
    Example:
      svodka schema > record.schema.json
    """
    click.echo(shipped_schema(), nl=False)
