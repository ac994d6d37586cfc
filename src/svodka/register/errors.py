"""What can go wrong with a register, each in one line with its remedy."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from svodka.model import SvodkaError


class RegisterError(SvodkaError):
    """A register that cannot be used as asked."""


class RegisterMissing(RegisterError):
    """There is no register where one was expected."""


class RegisterTooNew(RegisterError):
    """A register written by a newer version of Svodka."""


class RegisterLocked(RegisterError):
    """Another process held the register longer than we wait."""


class RegisterReadOnly(RegisterError):
    """A register that may not be written to."""


class RegisterDamaged(RegisterError):
    """A file that is no register, or one whose pages are broken."""


class RegisterFull(RegisterError):
    """No room left on the disk."""


class RegisterUnreachable(RegisterError):
    """A file that cannot be opened or a server that does not answer."""


_REMEDIES: dict[type[RegisterError], str] = {
    RegisterLocked: "another process is writing to it; wait until that is done and try again",
    RegisterReadOnly: "it may not be written to; get write access to it and its folder, or choose another --register",
    RegisterDamaged: "it is damaged or no register; bring back a copy with 'svodka register restore BACKUP'",
    RegisterFull: "the disk is full; make room and try again: nothing that was stored is lost",
    RegisterUnreachable: "it cannot be opened; check the path or the server, its user and its database",
}  # fmt: skip
_BY_NAME: tuple[tuple[str, type[RegisterError]], ...] = (
    ("SQLITE_BUSY", RegisterLocked), ("SQLITE_LOCKED", RegisterLocked), ("SQLITE_READONLY", RegisterReadOnly),
    ("SQLITE_CORRUPT", RegisterDamaged), ("SQLITE_NOTADB", RegisterDamaged), ("SQLITE_FULL", RegisterFull),
    ("SQLITE_IOERR", RegisterFull), ("SQLITE_CANTOPEN", RegisterUnreachable),
)  # fmt: skip
# PostgreSQL, appendix A, 'Error Codes'.
_BY_STATE: tuple[tuple[str, type[RegisterError]], ...] = (
    ("55P03", RegisterLocked), ("40P01", RegisterLocked), ("40001", RegisterLocked), ("25006", RegisterReadOnly),
    ("42501", RegisterReadOnly), ("53100", RegisterFull), ("XX001", RegisterDamaged), ("XX002", RegisterDamaged),
    ("28", RegisterUnreachable), ("3D000", RegisterUnreachable), ("08", RegisterUnreachable),
    ("57P", RegisterUnreachable),
)  # fmt: skip


def shown(url: str) -> str:
    """The register's address as messages name it: the path of a file, else the URL without its password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return re.sub(r"://[^@/]*@", "://***@", url)
    if parsed.get_backend_name() == "sqlite":
        return parsed.database or url
    return parsed.render_as_string(hide_password=True)


def register_error(url: str, error: BaseException) -> RegisterError | None:
    """The foreseen failure behind a database's error; None when it is none of those."""
    kind = _kind(error)
    if kind is None:
        return None
    detail = "" if kind is not RegisterUnreachable else f" ({_first_line(error)})"
    return kind(f"{shown(url)}: {_REMEDIES[kind]}{detail}")


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turns a database's errors into ours."""
    try:
        yield
    except NoSuchModuleError as error:
        raise RegisterUnreachable(f"{shown(url)}: {error}; use sqlite:///FILE or postgresql://…") from None
    except (DBAPIError, sqlite3.Error) as error:
        found = register_error(url, error.orig or error if isinstance(error, DBAPIError) else error)
        if found is None:
            raise
        raise found from error


def _kind(error: BaseException) -> type[RegisterError] | None:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None) or ""
        return next((kind for start, kind in _BY_NAME if name.startswith(start)), None)
    if isinstance(error, psycopg.Error):
        if error.sqlstate is None:
            return RegisterUnreachable if isinstance(error, psycopg.OperationalError) else None
        return next((kind for start, kind in _BY_STATE if error.sqlstate.startswith(start)), None)
    return None


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
