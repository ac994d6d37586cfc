"""Bad input: one clear line with the remedy, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from svodka.register import (
    Register,
    RegisterDamaged,
    RegisterError,
    RegisterFull,
    RegisterLocked,
    RegisterMissing,
    RegisterReadOnly,
    RegisterTooNew,
    RegisterUnreachable,
    restore_register,
)
from svodka.register.errors import register_error
from svodka.register.migrating import alembic_config
from svodka.register.tables import SCHEMA
from tests.register.test_store import content, plan


def test_the_schema_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == SCHEMA


def test_a_register_of_the_future(register: Register) -> None:
    with register.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterTooNew, match=r"schema 9999.*upgrade Svodka"):
        Register.open(register.url)


def test_an_empty_database_is_no_register(url: str) -> None:
    with pytest.raises(RegisterMissing, match="svodka ingest"):
        Register.open(url, create=False)


def test_a_lock_that_stays(register: Register) -> None:
    register.add(plan(), "1.0")
    with Register.open(register.url, patience=0.1) as second, register.writing() as connection:
        connection.execute(text("UPDATE articles SET title = ''"))
        with pytest.raises(RegisterLocked, match="another process is writing"):
            second.add(plan(), "1.0")
    assert content(register)["claims"] == 1


def test_a_read_only_database(register: Register) -> None:
    """As when the file or the role may only read; permissions themselves do not bind root, who may run this."""
    with pytest.raises(RegisterReadOnly, match="write access"), register.writing() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY")
        connection.execute(text("DELETE FROM articles"))


def test_no_file_of_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Это письмо, а не база данных." * 100, "utf-8")
    with pytest.raises(RegisterDamaged, match=r"letter\.txt: it is damaged or no register; .*restore"):
        Register.open(str(path))
    assert path.read_text("utf-8").startswith("Это письмо")


def test_a_damaged_file_is_put_aside_when_a_copy_is_restored(tmp_path: Path) -> None:
    path, copy = tmp_path / "svodka.db", tmp_path / "copy.db"
    with Register.open(str(path)) as register:
        register.add(plan(), "1.0")
        register.backup(copy)
    path.write_bytes(b"\0" * 20_000)
    aside = restore_register(str(path), copy)
    assert aside is not None and aside.read_bytes() == b"\0" * 20_000
    with Register.open(str(path)) as register:
        assert content(register)["claims"] == 1


def test_a_damaged_copy(register: Register, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"SQLite format 3\0" + b"\1" * 8000)
    with pytest.raises(RegisterDamaged, match=r"copy\.db"):
        restore_register(register.url, copy)


def test_a_full_disk(tmp_path: Path) -> None:
    with Register.open(str(tmp_path / "svodka.db")) as register:
        register.add(plan(), "1.0")
        with pytest.raises(RegisterFull, match="make room"), register.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for number in range(1000):
                connection.execute(text("INSERT INTO claims VALUES (:n, 1, :k, '', '', '', '', NULL, NULL, 1)"),
                                   {"n": number + 10, "k": "x" * 1000})  # fmt: skip
        assert register.check() == []
        assert content(register)["claims"] == 1


@pytest.mark.parametrize("address", [
    "postgresql://nobody:secret@127.0.0.1:1/nothing", "/nowhere/at/all/svodka.db", "mysql://a/b", "postgresql://[",
])  # fmt: skip
def test_what_cannot_be_reached(address: str) -> None:
    with pytest.raises(RegisterUnreachable) as caught:
        Register.open(address)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("state", "kind", "remedy"), [
    ("53100", RegisterFull, "make room"), ("XX001", RegisterDamaged, "register restore"),
    ("42501", RegisterReadOnly, "write access"), ("25006", RegisterReadOnly, "write access"),
    ("55P03", RegisterLocked, "try again"), ("57P01", RegisterUnreachable, "the server"),
    ("3D000", RegisterUnreachable, "its database"), ("28P01", RegisterUnreachable, "its user"),
])  # fmt: skip
def test_what_a_server_says_gets_a_remedy(state: str, kind: type[RegisterError], remedy: str) -> None:
    """PostgreSQL's own words for what a test cannot bring about, such as a full disk under a server."""
    found = register_error("postgresql://editor:secret@news/register", psycopg.errors.lookup(state)("a\nb"))
    assert type(found) is kind
    assert remedy in str(found) and "\n" not in str(found) and "secret" not in str(found)


def test_a_server_that_goes_away_loses_nothing(register: Register) -> None:
    if register.url.startswith("sqlite"):
        pytest.skip("a file has no server")
    register.add(plan(), "1.0")
    with pytest.raises(RegisterUnreachable), register.writing() as connection:
        connection.execute(text("DELETE FROM claim_values"))
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert content(register)["claim_values"] == 5
    assert register.check() == []


def test_a_page_that_was_overwritten(tmp_path: Path) -> None:
    path, copy = tmp_path / "svodka.db", tmp_path / "copy.db"
    with Register.open(str(path)) as register:
        register.add(plan(), "1.0")
        register.refresh()
        register.backup(copy)
    damaged = bytearray(copy.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    path.with_name("svodka.db-wal").unlink(missing_ok=True)
    with pytest.raises(RegisterDamaged, match="register restore"), Register.open(str(path)) as register:
        register.add(plan(), "2.0")
    assert restore_register(str(path), copy) is not None
    with Register.open(str(path)) as register:
        assert (register.check(), content(register)["claims"]) == ([], 1)


def test_other_errors_are_not_ours() -> None:
    assert register_error("svodka.db", sqlite3.OperationalError("no such table: x")) is None
    assert issubclass(RegisterFull, RegisterError)
