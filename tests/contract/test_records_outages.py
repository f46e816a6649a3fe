"""What happens when the database cannot serve: Unavailable in time, nothing half done, and it recovers alone."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from candor.records import declarations
from candor.records.database import Database, Unavailable
from tests.full_disk import files_limited_to

NOBODY = 65534
LONG = "x" * 1_000_000
WRITER = """
import sys
from datetime import UTC, datetime
from itertools import count
from candor.records import declarations
from candor.records.database import Database
database = Database.open(sys.argv[1])
for number in count():
    declarations.keep(database, str(number), "kept", datetime.now(UTC))
    print(number, flush=True)
"""


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Stay with SQLite, whose own ways these tests are about."""
    return str(tmp_path / "candor.sqlite3")


@contextmanager
def somebody_else_writing(url: str) -> Iterator[None]:
    with closing(sqlite3.connect(url, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def without_privileges() -> Iterator[None]:
    """Give up root's right to ignore file modes for a while; others do not have it."""
    user = os.geteuid()
    os.seteuid(NOBODY if user == 0 else user)
    try:
        yield
    finally:
        os.seteuid(user)


def test_kill_9_of_a_writer_loses_no_acknowledged_row(database_url: str) -> None:
    paths = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-c", WRITER, database_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": paths}) as writer:
        assert writer.stdout is not None
        acknowledged = [int(next(writer.stdout)) for _ in range(40)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]

    with closing(Database.open(database_url)) as database:
        lost = [number for number in acknowledged if declarations.find(database, str(number)) is None]
    assert lost == []


def test_a_database_locked_by_others_is_unavailable_in_time_and_recovers(database_url: str, now: datetime) -> None:
    with closing(Database.open(database_url, patience=0.3)) as database:
        with somebody_else_writing(database_url):
            started = time.monotonic()
            with pytest.raises(Unavailable, match="locked") as raised:
                declarations.keep(database, "1", "kept", now)
            waited = time.monotonic() - started
            readable = declarations.find(database, "1")
        declarations.keep(database, "2", "kept", now)

        assert 0.2 < waited < 1
        assert isinstance(raised.value.__cause__, sqlite3.OperationalError)
        assert readable is None
        assert declarations.find(database, "2") == "kept"


def refused_after(database: Database, delay: float = 0) -> float:
    """Return how many seconds a write took to be refused, begun after a delay."""
    time.sleep(delay)
    started = time.monotonic()
    with pytest.raises(Unavailable):
        database.probe()
    return time.monotonic() - started


def test_threads_that_wait_for_one_another_wait_no_longer_than_one(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.8)) as database:
        with somebody_else_writing(database_url), ThreadPoolExecutor(4) as threads:
            waits = list(threads.map(refused_after, [database] * 4, (0, 0, 0.1, 0.1)))
        database.probe()

    assert max(waits) < 1.2


def test_a_thread_that_writes_for_too_long_makes_the_others_unavailable(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.2)) as database:
        with database.writing(), ThreadPoolExecutor(1) as threads:
            waited = threads.submit(refused_after, database).result(timeout=5)
        database.probe()

    assert waited < 1


def test_a_writer_waits_for_another_to_finish(database_url: str) -> None:
    with closing(Database.open(database_url)) as database, ThreadPoolExecutor(1) as threads:
        with somebody_else_writing(database_url):
            waiting = threads.submit(database.probe)
            time.sleep(0.1)
            still_waiting = not waiting.done()
        waiting.result(timeout=5)

    assert still_waiting


def test_a_full_disk_is_unavailable_keeps_what_was_there_and_recovers(database: Database, now: datetime) -> None:
    declarations.keep(database, "before", "kept", now)
    with database.reading() as connection:
        used = connection.rows("PRAGMA page_count")[0]["page_count"]
        connection.rows(f"PRAGMA max_page_count = {used + 2}")

    with pytest.raises(Unavailable, match="full"):
        declarations.keep(database, "during", LONG, now)
    declarations.keep(database, "after", LONG, now)

    assert declarations.find(database, "before") == "kept"
    assert declarations.find(database, "during") is None
    assert declarations.find(database, "after") == LONG


def test_a_failing_disk_is_unavailable_at_commit_and_recovers(database: Database, now: datetime) -> None:
    declarations.keep(database, "before", "kept", now)

    with files_limited_to(200_000), pytest.raises(Unavailable, match="disk I/O error"):
        declarations.keep(database, "during", LONG, now)
    declarations.keep(database, "after", LONG, now)

    assert declarations.find(database, "before") == "kept"
    assert declarations.find(database, "during") is None
    assert declarations.find(database, "after") == LONG


def test_a_read_only_database_is_unavailable_and_recovers(now: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "candor.sqlite3"
        with closing(Database.open(str(file))) as database:
            declarations.keep(database, "1", "kept", now)
        file.chmod(0o444)
        Path(folder).chmod(0o555)

        with without_privileges(), pytest.raises(Unavailable):
            Database.open(str(file))
        file.chmod(0o600)
        Path(folder).chmod(0o700)

        with closing(Database.open(str(file))) as database:
            database.probe()
            assert declarations.find(database, "1") == "kept"
