"""Connections: SQLite with write-ahead log, foreign keys and patience; PostgreSQL through psycopg."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from svodka.register.errors import RegisterMissing, RegisterUnreachable

DEFAULT = "svodka.db"
"""The register in the working folder."""

PATIENCE = 30.0
"""Seconds to wait for another process that writes."""


def register_url(given: str) -> URL:
    """The URL of a register: a URL as it is (postgresql:// through psycopg), anything else is a file of SQLite."""
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise _unknown(given) from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def make_engine(url: URL, *, create: bool, patience: float = PATIENCE) -> Engine:
    """An engine for the register; RegisterMissing when there is no such file and none may be made."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create, patience)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, patience)
    raise _unknown(url.drivername)


def _unknown(given: str) -> RegisterUnreachable:
    return RegisterUnreachable(f"{given}: no such kind of register; use a file, sqlite:///FILE or postgresql://…")


def _sqlite(url: URL, create: bool, patience: float) -> Engine:
    path = Path(url.database or "")
    if not create and not path.exists():
        raise RegisterMissing(
            f"{path}: there is no register; make one with 'svodka ingest FILE…' or name another with --register"
        )
    if not create and _is_sealed(path):
        sealed = f"file:{quote(str(path.absolute()))}?immutable=1"
        engine = create_engine(url, creator=lambda: sqlite3.connect(sealed, uri=True, timeout=patience))
    else:
        engine = create_engine(url, connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_sealed(path: Path) -> bool:
    """Whether the file can be read only as it is: SQLite may not put its log beside it, and nobody else has one there.

    A register on a read-only medium, or in another user's folder.
    """
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not at the first INSERT
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: a reader that turns writer half-way can only fail."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def use_write_ahead_log(engine: Engine) -> None:
    """Readers and a writer at the same time; the file remembers. Nothing happens on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _postgresql(url: URL, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"connect_timeout": max(2, round(min(patience, 10)))}, pool_pre_ping=True)
    milliseconds = round(patience * 1000)

    def prepare(connection: Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        else:
            connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))

    event.listen(engine, "begin", prepare)
    return engine
