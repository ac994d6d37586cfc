"""Every test of the register runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from svodka.register import Register
from tests.postgres import find_programs, postgres_server

_numbers = itertools.count()
NewUrl = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server that runs as long as the tests; they fail where PostgreSQL is missing."""
    programs = find_programs()
    if programs is None:
        pytest.fail("PostgreSQL is missing: apt install postgresql")
    with postgres_server(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewUrl:
    """Makes the URL of an empty database, a new one at each call."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('register') / 'svodka.db'}"
    server: str = request.getfixturevalue("postgres")

    def create() -> str:
        name = f"svodka_{next(_numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")  # a database of its own would cost a second and eight megabytes
        return f"{server}&options=-csearch_path%3D{name}"

    return create


@pytest.fixture
def url(new_url: NewUrl) -> str:
    """The URL of an empty database."""
    return new_url()


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    """An empty register."""
    with Register.open(url) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for files."""
    return tmp_path
