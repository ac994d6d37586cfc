"""Where records go: standard output, or one file an article."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

import click

from svodka.exports.html import format_html
from svodka.exports.jsons import format_json, format_jsonl, json_list
from svodka.exports.text import print_report
from svodka.model import Record

FORMATS = ("text", "json", "jsonl", "html")
_LONGEST = 150  # characters of a file's name
_SUFFIX = {"text": ".report.txt", "json": ".json", "jsonl": ".jsonl", "html": ".html"}


def write_stream(records: Iterable[Record], form: str, *, single: bool, trail: bool) -> None:
    """Prints the records; `single` is one JSON object instead of a list."""
    prepare_stdout(machine=form != "text")
    if form == "text":
        print_report(records, sys.stdout, trail=trail)
        return
    for piece in _pieces(records, form, single=single, trail=trail):
        sys.stdout.write(piece)
        sys.stdout.flush()


def write_each(records: Iterable[tuple[str, Record]], form: str, directory: Path, *, trail: bool) -> None:
    """Writes every record into a file named after its input; each file appears whole or not at all."""
    directory.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for name, record in records:
        short = _target(name, form)
        target = directory / (_long_target(name, form) if short in taken else short)
        taken.add(short)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            _write(record, form, file, trail=trail)
        draft.replace(target)


def check_targets(names: Sequence[str], form: str, directory: Path) -> None:
    """Usage error when two inputs share an output file, or one would overwrite an input."""
    inputs = {Path(name).resolve() for name in names if name != "-"}
    taken: dict[str, str] = {}
    for name in names:
        target = _target(name, form)
        if target in taken:
            raise click.UsageError(f"{taken[target]} and {name} would both be written to {directory / target}")
        if (directory / target).resolve() in inputs:
            raise click.UsageError(f"{directory / target} is an input: choose another --output")
        taken[target] = name


def _target(name: str, form: str) -> str:
    return ("stdin" if name == "-" else Path(name).stem) + _SUFFIX[form]


def _long_target(name: str, form: str) -> str:
    """All that a document is called, for one of many in a folder or a dump: 'dump.csv_row_7'."""
    return re.sub(r"[^\w.-]+", "_", name).strip("_")[-_LONGEST:] + _SUFFIX[form]


def _write(record: Record, form: str, file: TextIO, *, trail: bool) -> None:
    if form == "text":
        print_report([record], file, trail=trail)
    else:
        file.writelines(_pieces([record], form, single=True, trail=trail))


def _pieces(records: Iterable[Record], form: str, *, single: bool, trail: bool) -> Iterator[str]:
    if form == "html":
        found = list(records)
        return iter([format_html(found)] if found else [])
    if form == "jsonl":
        return (format_jsonl(record, trail=trail) + "\n" for record in records)
    if single:
        return (format_json(record, trail=trail) + "\n" for record in records)
    return json_list(records, trail=trail)


def prepare_stdout(*, machine: bool) -> None:
    """Files for machines are UTF-8 whatever the locale; a report shows '?' for what the terminal cannot."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(**({"encoding": "utf-8"} if machine else {"errors": "replace"}))  # type: ignore[arg-type]
