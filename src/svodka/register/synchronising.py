"""Rows of a computed table brought to what they should be: only those that differ are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, bindparam, delete, select

from svodka.register.views import CHUNK

Row = Mapping[str, Any]


def synchronise(
    connection: Connection, table: Table, owner: Column[str], owners: Sequence[str], rows: Sequence[Row],
    also: Sequence[str] = (),
) -> None:  # fmt: skip
    """Makes `rows` all that the table holds of these owners.

    `also` are values of the table's key whose rows may so far be another owner's.
    """
    key = tuple(table.primary_key)
    wanted = {tuple(row[column.name] for column in key): dict(row) for row in rows}
    stored: dict[tuple[Any, ...], Row] = {}
    for column, values in ((owner, owners), (key[0], also)):
        for at in range(0, len(values), CHUNK):
            found = connection.execute(select(table).where(column.in_(values[at : at + CHUNK]))).mappings()
            stored |= {tuple(row[each.name] for each in key): dict(row) for row in found}
    stale = [each for each, row in stored.items() if wanted.get(each) != row]
    if stale:
        here = and_(*(column == bindparam(f"of_{column.name}") for column in key))
        names = [f"of_{column.name}" for column in key]
        connection.execute(delete(table).where(here), [dict(zip(names, each, strict=True)) for each in stale])
    if new := [row for each, row in wanted.items() if stored.get(each) != row]:
        connection.execute(table.insert(), new)
