"""The set-aside list: what could not be read, why, and where to find it for another try."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.register import tables as t
from svodka.register.errors import RegisterError

AsideKind: TypeAlias = Literal["failed", "other language", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A document that could not be read: its name, its source, and the cursor `after` which the source gives it.

    `kind`: the text or its reading failed, it is in another language, or its source would not give it. `again`:
    whether another try may go better.
    """

    name: str
    source: str
    identity: str
    after: str
    kind: AsideKind
    reason: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A line of the set-aside list: a trouble with its number, how often it was tried, and when."""

    id: int
    name: str
    source: str
    identity: str
    after: str
    kind: AsideKind
    reason: str
    again: bool
    tries: int
    first_at: str
    at: str


def put_aside(connection: Connection, troubles: Sequence[Trouble], now: str) -> None:
    """Puts documents on the list; what is on it already was tried once more."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    for trouble in troubles:
        row = {name: getattr(trouble, name) for name in Trouble.__dataclass_fields__} | {"at": now}
        row["again"] = int(trouble.again)
        insert = dialect.insert(t.set_aside).values(row | {"first_at": now, "tries": 1})
        changed = {**row, "tries": t.set_aside.c.tries + 1}
        if not trouble.identity:  # of another try: where it lies is known from the first
            del changed["identity"], changed["after"]
        connection.execute(insert.on_conflict_do_update(index_elements=["source", "name"], set_=changed))


def clear_aside(connection: Connection, read: Collection[tuple[str, str]]) -> None:
    """Takes documents (source, name) off the list, for they were read."""
    for source, name in read:
        connection.execute(delete(t.set_aside).where(t.set_aside.c.source == source, t.set_aside.c.name == name))


def all_aside(connection: Connection) -> list[Aside]:
    """The list, in the order in which things were put on it."""
    rows = connection.execute(select(t.set_aside).order_by(t.set_aside.c.id)).mappings()
    return [Aside(**{**row, "again": bool(row["again"])}) for row in rows]


def chosen_aside(connection: Connection, numbers: Collection[int]) -> list[Aside]:
    """The lines with these numbers; RegisterError for one that is not on the list."""
    found = [line for line in all_aside(connection) if line.id in numbers]
    if missing := sorted(set(numbers) - {line.id for line in found}):
        raise RegisterError(f"{missing[0]}: no such number on the set-aside list; 'svodka aside' shows it")
    return found


def drop_aside(connection: Connection, numbers: Collection[int]) -> None:
    """Takes lines off the list for good; RegisterError for one that is not on it."""
    chosen_aside(connection, numbers)
    connection.execute(delete(t.set_aside).where(t.set_aside.c.id.in_(list(numbers))))
