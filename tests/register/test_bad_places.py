"""A file that may only be read, a full disk, a database cut short: brought about for real, in another process."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from svodka.query import Query
from svodka.register import Register, RegisterDamaged
from tests.register.test_store import content, done, plan
from tests.register.told import told

NOBODY = 65534


@pytest.fixture
def path() -> Iterator[Path]:
    """A register with one article, in a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="svodka-"))
    folder.chmod(0o755)
    with Register.open(str(folder / "svodka.db")) as register:
        register.add(plan(), "1.0")
        register.refresh()
    yield folder / "svodka.db"
    shutil.rmtree(folder)


def elsewhere(do: Callable[[], object], before: Callable[[], object]) -> str:
    """What another process says that first does `before`: 'done', or its error as our class and message."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_say, args=(there, do, before))
    process.start()
    process.join(60)
    return str(here.recv())


def _say(there: Connection, do: Callable[[], object], before: Callable[[], object]) -> None:
    try:
        before()
        do()
        there.send("done")
    except Exception as error:
        there.send(f"{type(error).__name__}: {error}")


def become_nobody() -> None:
    """Modes of files do not bind root, who may run this; anybody else is bound already."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o555), (0o644, 0o555), (0o444, 0o777)])
def test_a_file_that_may_only_be_read(path: Path, file: int, folder: int) -> None:
    path.chmod(file)
    path.parent.chmod(folder)

    def write() -> None:
        with Register.open(str(path)) as register:
            register.add(done(), "1.0")

    def read() -> None:
        with Register.open(str(path), create=False) as register:
            assert [row.title for row in Query(register).records()] == ["RU · BY · С-400"]

    assert elsewhere(read, become_nobody) == "done"
    answer = elsewhere(write, become_nobody)
    path.parent.chmod(0o755)
    assert answer.startswith("RegisterReadOnly: ") and "get write access" in answer and "\n" not in answer
    with Register.open(str(path), create=False) as register:
        assert (register.check(), content(register)["articles"]) == ([], 1)


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit of a file's size")
def test_a_disk_that_is_full(path: Path) -> None:
    """The system refuses to let a file grow further, as a full disk does; what was stored before stays."""

    def fill() -> None:
        with Register.open(str(path)) as register:
            for number in range(1000):
                register.add(told(f"{number}. " + "Белоруссия закупит три дивизиона. " * 200), "1.0")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    answer = elsewhere(fill, limit)
    assert answer.startswith("RegisterFull: ") and "make room" in answer and "\n" not in answer
    with Register.open(str(path), create=False) as register:
        assert register.check() == []
        assert content(register)["articles"] > 1
        assert register.add(done(), "1.0").new_article


def test_a_database_cut_short(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RegisterDamaged, match="register restore") as caught, Register.open(str(path)) as register:
        register.add(done(), "1.0")
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_gone(path: Path) -> None:
    def open_there() -> None:
        Register.open(str(path.parent / "no" / "such" / "svodka.db"))

    answer = elsewhere(open_there, lambda: None)
    assert answer.startswith("RegisterUnreachable: ") and "check the path" in answer
