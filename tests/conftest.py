"""What tests of several folders share: a real PostgreSQL server, started once and only where it is asked for."""

from collections.abc import Iterator

import pytest

from tests.postgres import Server, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return a running server, which the tests that use it leave as they found it."""
    with running_server() as server:
        yield server
