"""What happens when a PostgreSQL server dies or freezes: told in time, nothing lost, and it recovers alone."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import datetime
from itertools import count

import pytest

from candor.records import declarations
from candor.records.database import Database, Unavailable
from tests.postgres import Server, running_server

KEEP = "INSERT INTO keys (name, secret) VALUES (:name, :secret)"
MEGABYTES = "x" * 20_000_000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server that these tests may kill and freeze."""
    with running_server() as own:
        yield own


@pytest.fixture
def database_url(server: Server) -> Iterator[str]:
    """Return the address of a database on that server."""
    with server.database() as address:
        yield address


def refused_after(database: Database) -> float:
    """Return how many seconds a write took to be refused."""
    started = time.monotonic()
    with pytest.raises(Unavailable):
        database.probe()
    return time.monotonic() - started


def probe_at_once(database: Database, times: int = 8) -> None:
    with ThreadPoolExecutor(times) as threads:
        for done in [threads.submit(database.probe) for _ in range(times)]:
            done.result()


def test_a_killed_server_loses_no_acknowledged_row(server: Server, database: Database, now: datetime) -> None:
    numbers, acknowledged = count(1), list[str]()

    def write() -> None:
        while True:
            number = str(next(numbers))
            try:
                declarations.keep(database, number, "kept", now)
            except Unavailable:
                return
            acknowledged.append(number)

    with ThreadPoolExecutor(4) as threads:
        writers = [threads.submit(write) for _ in range(4)]
        while len(acknowledged) < 100:
            time.sleep(0.01)
        server.kill()
        for writer in writers:
            writer.result(timeout=10)
    server.start()

    assert [number for number in acknowledged if declarations.find(database, number) is None] == []


def test_a_killed_server_is_told_at_once_and_used_again_as_soon_as_it_is_back(
    server: Server, database: Database
) -> None:
    probe_at_once(database)

    server.kill()
    waits = [refused_after(database) for _ in range(5)]
    server.start()
    probe_at_once(database)

    assert max(waits) < 1.5


def test_a_server_that_was_restarted_between_two_requests_costs_none_of_them(
    server: Server, database: Database
) -> None:
    probe_at_once(database)

    server.kill()
    server.start()

    probe_at_once(database)


def test_a_frozen_server_is_told_in_time_and_leaves_no_thread_stuck(server: Server, database: Database) -> None:
    probe_at_once(database)
    before = threading.active_count()

    with server.frozen(), ThreadPoolExecutor(12) as threads:
        waits = list(threads.map(refused_after, [database] * 12))
    probe_at_once(database)

    assert max(waits) < 6
    assert threading.active_count() == before


@pytest.mark.parametrize("sent", ["", MEGABYTES], ids=["at-commit", "while-sending"])
def test_a_server_that_freezes_within_a_transaction_is_told_in_time(
    server: Server, database_url: str, sent: str
) -> None:
    with closing(Database.open(database_url, patience=1)) as database:
        started = time.monotonic()
        with ExitStack() as stack:
            with pytest.raises(Unavailable, match="does not answer"), database.writing() as connection:
                connection.execute(KEEP, {"name": "a", "secret": ""})
                stack.enter_context(server.frozen())
                if sent:
                    connection.execute(KEEP, {"name": "b", "secret": sent})
            waited = time.monotonic() - started
        database.probe()

    assert 1 < waited < 2.5


def test_a_server_that_is_frozen_stops_the_start_in_time(server: Server, database_url: str) -> None:
    with server.frozen():
        started = time.monotonic()
        with pytest.raises(Unavailable, match="timeout"):
            Database.open(database_url)
        waited = time.monotonic() - started

    assert waited < 4
    with closing(Database.open(database_url)) as database:
        database.probe()
