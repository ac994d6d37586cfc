"""The register itself: open it, add to it, check it, copy it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from svodka.model import Record
from svodka.register.adding import Added, add_record, has_reading
from svodka.register.checking import faults
from svodka.register.copying import all_rows, copy_sqlite, is_sqlite, read_rows, replace_rows, write_rows
from svodka.register.deciding import decide, take_back
from svodka.register.engine import DEFAULT, PATIENCE, make_engine, register_url, use_write_ahead_log
from svodka.register.errors import RegisterDamaged, RegisterMissing, told
from svodka.register.migrating import prepare_schema
from svodka.register.projecting import is_fresh, rebuild, refresh
from svodka.register.signed import Action

Clock = Callable[[], datetime]


class Register:
    """What was read, for ever. Open one with `Register.open` and close it, or use it as a context."""

    def __init__(self, engine: Engine, url: URL, clock: Clock) -> None:
        self._engine, self._clock, self._at = engine, clock, url
        self.url = url.render_as_string(hide_password=False)

    @classmethod
    def open(
        cls, url: str = DEFAULT, *, create: bool = True, patience: float = PATIENCE, clock: Clock | None = None
    ) -> Register:
        """The register at a path or URL (sqlite:///FILE, postgresql://…), brought to this version's schema.

        `create`: whether one may be made where there is none. `patience`: seconds to wait for another writer.
        Raises the subclasses of RegisterError.
        """
        at = register_url(url)
        text = at.render_as_string(hide_password=False)
        engine = make_engine(at, create=create, patience=patience)
        try:
            with told(text):
                if create:
                    use_write_ahead_log(engine)
                prepare_schema(engine, text, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, at, clock or _now)

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the register and cannot write."""
        with told(self.url), self._engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in one transaction: all that is done with it is stored at the end, or nothing."""
        with told(self.url), self._engine.begin() as connection:
            yield connection

    def add(self, record: Record, reader_version: str, *, lemmas: Mapping[str, str] | None = None) -> Added:
        """Adds a record in one transaction; what is there already adds nothing.

        A newer reader version supersedes the article's former reading, which stays; an older one is kept beside it.
        `lemmas` gives the dictionary forms of the article's words (both in lower case, ё as е), for search.
        """
        with self.writing() as connection:
            return add_record(connection, record, reader_version, lemmas or {}, self.now())

    def holds(self, article: str, reader_version: str) -> bool:
        """Whether the article with this id was read by this version of the reader."""
        with self.reading() as connection:
            return has_reading(connection, article, reader_version)

    def refresh(self) -> None:
        """Computes the records that new claims touch, a few at a time so that others may write in between."""
        while self._refresh_some():
            pass

    def _refresh_some(self) -> bool:
        with self.writing() as connection:
            return refresh(connection)

    def is_fresh(self) -> bool:
        """Whether the records know every claim."""
        with self.reading() as connection:
            return is_fresh(connection)

    def rebuild(self) -> None:
        """Computes everything that is computed from the claims anew."""
        with self.writing() as connection:
            rebuild(connection)
        self.refresh()

    def review(
        self, action: Action, identifiers: Sequence[str], *, by: str, role: str = "", value: str = "", note: str = ""
    ) -> int:
        """Stores a person's decision and gives its number; the records follow at once.

        `identifiers` are records (R…) or claims: one to accept, reject, correct (`role`, `value`) or rename (`value`),
        two or more to join, all claims that leave their record in a split. RegisterError when it makes no sense.
        """
        with self.writing() as connection:
            number = decide(connection, action, identifiers, by=by, now=self.now(), role=role, value=value, note=note)
        self.refresh()
        return number

    def undo(self, number: int, *, by: str, note: str = "") -> int:
        """Takes a review back by another; taking that one back puts the first in force again."""
        with self.writing() as connection:
            undo = take_back(connection, number, by=by, now=self.now(), note=note)
        self.refresh()
        return undo

    def now(self) -> str:
        """The time by the register's clock, as its rows have it."""
        return self._clock().isoformat(timespec="seconds")

    def check(self) -> list[str]:
        """One line for every broken rule of the register; empty for a sound one."""
        with self.reading() as connection:
            return list(faults(connection))

    def backup(self, target: Path) -> None:
        """A copy of one moment, while others go on working.

        A SQLite register gives a SQLite file; PostgreSQL, or a name with .jsonl or .jsonl.gz, gives a portable copy
        that either database restores.
        """
        portable = any(suffix == ".jsonl" for suffix in target.suffixes)
        if self._engine.dialect.name == "sqlite" and not portable:
            with told(self.url), sqlite3.connect(self._at.database or "") as source:
                copy_sqlite(source, target)
            source.close()
            return
        with self.reading() as connection:
            write_rows(connection, target)

    def restore(self, source: Path) -> None:
        """Puts a copy of either kind in the place of everything here, in one transaction."""
        if not source.exists():
            raise RegisterMissing(f"{source}: there is no such copy")
        if not is_sqlite(source):
            with self.writing() as connection:
                replace_rows(connection, read_rows(source))
            return
        with _opened_copy(source) as copy, copy.reading() as there, self.writing() as here:
            replace_rows(here, all_rows(there))


def restore_register(url: str, source: Path) -> Path | None:
    """Restores a copy even where the register is missing or damaged; a damaged file is put aside and its path given."""
    try:
        with Register.open(url) as register:
            register.restore(source)
        return None
    except RegisterDamaged as error:
        if str(error).startswith(str(source)) or register_url(url).get_backend_name() != "sqlite":
            raise
    aside = _put_aside(Path(register_url(url).database or ""))
    with Register.open(url) as register:
        register.restore(source)
    return aside


def _put_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for suffix in ("-wal", "-shm"):  # they belong to the damaged file
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
    return aside


@contextmanager
def _opened_copy(source: Path) -> Iterator[Register]:
    """A copy of an older version is migrated in a copy of the copy."""
    with tempfile.TemporaryDirectory(prefix="svodka-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(source, copy)
        with told(str(source)), sqlite3.connect(copy) as check:
            sound = check.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        check.close()
        if not sound:
            raise RegisterDamaged(f"{source}: this copy is damaged; choose another copy")
        with Register.open(str(copy), create=False) as register:
            yield register


def _now() -> datetime:
    return datetime.now(UTC)
