"""Bringing a register to the schema of this version."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

from svodka.register.errors import RegisterMissing, RegisterTooNew, shown
from svodka.register.projecting import rebuild
from svodka.register.tables import SCHEMA

_LOCK = 0x5C0D3A
"""The advisory lock under which two processes do not both migrate a PostgreSQL register."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings for the migrations inside this package."""
    config = Config()
    config.set_main_option("script_location", "svodka.register:migrations")
    config.attributes["connection"] = connection
    return config


def schema_of(connection: Connection) -> str | None:
    """The register's migration; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def prepare_schema(engine: Engine, url: str, *, create: bool) -> None:
    """Creates or migrates the tables; RegisterTooNew for a schema of the future, RegisterMissing without `create`."""
    with engine.connect().execution_options(reading=True) as connection:
        found = schema_of(connection)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise RegisterTooNew(
            f"{shown(url)}: written by a newer version of Svodka (schema {found}, this version knows {SCHEMA}); "
            "upgrade Svodka or choose another --register"
        )
    if found is None and not create:
        raise RegisterMissing(f"{shown(url)}: there is no register in it; make one with 'svodka ingest FILE…'")
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        command.upgrade(alembic_config(connection), "head")
        if found is not None:
            rebuild(connection)
