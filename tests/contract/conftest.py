"""A real database for every contract test, on each engine in turn."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from candor.records.database import Database
from tests.postgres import Server

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of each engine in turn."""
    return str(request.param)


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database without any tables."""
    if engine == "sqlite":
        yield f"sqlite:{tmp_path / 'candor.sqlite3'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        with server.database() as address:
            yield address


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database without any rows; on PostgreSQL it has its tables, which saves time."""
    if engine == "sqlite":
        yield f"sqlite:{tmp_path / 'candor.sqlite3'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        with server.recycled() as address:
            yield address


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return an open database, closed after the test."""
    with closing(Database.open(database_url)) as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    """Return the moment at which a test begins by its own clock."""
    return datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
