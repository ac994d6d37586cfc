"""Answers of the register as a table for people, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from svodka.cli.output import prepare_stdout

format_option = click.option(
    "--format", "form", type=click.Choice(("table", "json", "csv")), default="table", show_default=True,
    help="What to print.",
)  # fmt: skip


def print_rows(rows: Sequence[object], columns: Sequence[str], form: str) -> None:
    """A list of answers: in a table and in CSV the columns named, in JSON everything."""
    prepare_stdout(machine=form != "table")
    plain = [_plain(row) for row in rows]
    if form == "json":
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in plain)
    else:
        _print_table(plain, columns)


def print_json(answer: object) -> None:
    """One answer."""
    prepare_stdout(machine=True)
    print(json.dumps(_plain(answer), ensure_ascii=False, indent=1))


def _plain(row: object) -> Mapping[str, Any]:
    assert is_dataclass(row) and not isinstance(row, type)
    return asdict(row)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_cell, value))
    if isinstance(value, Mapping):  # a name that was decided on
        return str(value["name"])
    return "" if value is None else str(value)


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Plain columns; a pipe gets whole lines, a terminal what fits."""
    if not rows:
        click.echo("nothing found", err=True)
        return
    console = Console(file=sys.stdout)
    if not console.is_terminal:
        console = Console(file=sys.stdout, width=10_000)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, no_wrap=column in ("id", "type", "stage", "latest"), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in columns))  # no text of an article is markup
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        print(line.rstrip())
