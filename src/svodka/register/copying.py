"""Copies of a register: SQLite's own kind while it is in use, and a portable one, a row a line, for either database."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, func, select, text

from svodka.register import tables as t
from svodka.register.errors import RegisterDamaged, RegisterTooNew
from svodka.register.projecting import forget, rebuild

Row: TypeAlias = tuple[str, Mapping[str, Any]]
SQLITE_HEADER = b"SQLite format 3\0"
_GZIP_HEADER = b"\x1f\x8b"
_FORMAT = "svodka-register"
_BATCH = 1000


def copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    """A whole copy of a SQLite register through SQLite's backup, which lets others write meanwhile."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def write_rows(connection: Connection, target: Path) -> None:
    """A portable copy (JSON lines, with gzip where the name ends in .gz) as one moment of the register shows it."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    opened = gzip.open if target.suffix == ".gz" else open
    try:
        with opened(draft, "wt", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"format": _FORMAT, "schema": t.SCHEMA}) + "\n")
            count = 0
            for name, row in all_rows(connection):
                file.write(json.dumps([name, row], ensure_ascii=False) + "\n")
                count += 1
            file.write(json.dumps({"rows": count}) + "\n")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def all_rows(connection: Connection) -> Iterator[Row]:
    """Every row of what was read, parents before children."""
    for table in t.KEPT:
        order = list(table.primary_key)
        streamed = connection.execute(select(table).order_by(*order).execution_options(yield_per=_BATCH))
        for row in streamed.mappings():
            yield table.name, dict(row)


def read_rows(source: Path) -> Iterator[Row]:
    """The rows of a portable copy; RegisterDamaged when it is not whole, RegisterTooNew when it is of the future."""
    try:
        yield from _rows_of_lines(source)
    except (ValueError, EOFError, KeyError, TypeError, gzip.BadGzipFile) as error:
        raise _damaged(source) from error


def _rows_of_lines(source: Path) -> Iterator[Row]:
    packed = source.open("rb").read(2) == _GZIP_HEADER
    with (gzip.open if packed else open)(source, "rt", encoding="utf-8") as file:
        head = json.loads(file.readline())
        if not isinstance(head, dict) or head.get("format") != _FORMAT:
            raise _damaged(source)
        check_schema(source, str(head["schema"]))
        for count, line in enumerate(file):
            row = json.loads(line)
            if isinstance(row, dict):
                if row["rows"] != count:
                    raise _damaged(source)
                return
            yield row[0], row[1]
    raise _damaged(source)


def check_schema(source: Path, schema: str) -> None:
    """RegisterTooNew for a copy made by a newer version."""
    if schema > t.SCHEMA:
        raise RegisterTooNew(
            f"{source}: written by a newer version of Svodka (schema {schema}, this version knows {t.SCHEMA}); "
            "upgrade Svodka"
        )


def is_sqlite(source: Path) -> bool:
    """Whether a copy is a SQLite file."""
    with source.open("rb") as file:
        return file.read(len(SQLITE_HEADER)) == SQLITE_HEADER


def replace_rows(connection: Connection, rows: Iterable[Row]) -> None:
    """Puts the rows in the place of all that was read, inside the transaction of `connection`."""
    forget(connection)
    for table in reversed(t.KEPT):
        connection.execute(table.delete())
    tables = {table.name: table for table in t.KEPT}
    found = iter(rows)
    while batch := list(islice(found, _BATCH)):
        for name, table in tables.items():
            if values := [row for owner, row in batch if owner == name]:
                connection.execute(table.insert(), values)
    rebuild(connection)
    if connection.dialect.name == "postgresql":
        for table in (*t.KEPT, t.dirty_blocks):
            _restart_numbers(connection, table)


def _restart_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL's sequences do not see numbers that were inserted."""
    column = next(iter(table.primary_key))
    asked = {"t": table.name, "c": column.name}
    found = connection.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), asked).scalar()
    if found:
        highest = connection.execute(select(func.max(column))).scalar()
        start = {"s": found, "n": highest or 1, "called": bool(highest)}
        connection.execute(text("SELECT setval(:s, :n, :called)"), start)


def _damaged(source: Path) -> RegisterDamaged:
    return RegisterDamaged(f"{source}: this is no whole copy of a register; choose another copy")
