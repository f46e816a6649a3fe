"""A real database for every contract test; another engine is one more parameter."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from candor.records.database import Database


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database of each engine in turn."""
    return f"{request.param}:{tmp_path / 'candor.sqlite3'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return an open database, closed after the test."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    """Return the moment at which a test begins by its own clock."""
    return datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
