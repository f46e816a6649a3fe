"""PostgreSQL as an engine: how it is spoken to, what of its errors is whose, and what it does not do."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from candor.records.database import Conflict, Database, Unavailable, UnusableAddress, UnusableBackup
from tests.postgres import Server

HOLD = "UPDATE probes SET written = 0 WHERE id = 1"
NEVER_CLOSED = """
import sys
from candor.records.database import Database
Database.open(sys.argv[1]).probe()
"""
WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from candor.cli import main
sys.exit(main(["sweep", "--database", "postgresql://localhost/candor"]))
"""


@pytest.fixture
def database_url(postgres: Server) -> Iterator[str]:
    """Stay with PostgreSQL, whose own ways these tests are about."""
    with postgres.recycled() as address:
        yield address


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = ":".join(entry for entry in sys.path if entry)
    command = [sys.executable, "-W", "error", "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": paths}, timeout=20)


def test_an_acknowledged_row_is_on_disk_whatever_the_server_would_do_by_itself(
    postgres: Server, database_url: str
) -> None:
    postgres.ask("ALTER ROLE candor SET synchronous_commit = off")
    with closing(Database.open(database_url)) as database, database.writing() as connection:
        found = {
            name: connection.rows(f"SHOW {name}")[0][name]
            for name in ("synchronous_commit", "statement_timeout", "transaction_isolation", "client_encoding")
        }
    postgres.ask("ALTER ROLE candor RESET synchronous_commit")

    assert found == {
        "synchronous_commit": "on",
        "statement_timeout": "5s",
        "transaction_isolation": "read committed",
        "client_encoding": "UTF8",
    }


def test_nothing_is_set_or_prepared_beyond_a_transaction_so_that_poolers_serve(
    postgres: Server, database: Database
) -> None:
    for _ in range(20):
        database.probe()

    with database.reading() as connection:
        prepared = connection.rows("SELECT name FROM pg_prepared_statements")
        changed = connection.rows(
            "SELECT name FROM pg_settings WHERE source = 'session' AND name LIKE :part", {"part": "%timeout"}
        )

    assert prepared == []
    assert {row["name"] for row in changed} <= {"statement_timeout", "idle_in_transaction_session_timeout"}
    assert postgres.ask("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'") == []


def test_reading_writes_nothing(database: Database) -> None:
    with pytest.raises(Unavailable, match="read-only transaction"), database.reading() as connection:
        connection.execute(HOLD)


def test_a_conflict_repeats_nothing_of_the_row(database: Database) -> None:
    with pytest.raises(Conflict) as raised, database.writing() as connection:
        for _ in range(2):
            connection.execute("INSERT INTO keys (name, secret) VALUES (:name, 'x')", {"name": "ada@example.org"})

    assert "keys_pkey" in str(raised.value)
    assert "ada" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_a_statement_that_takes_too_long_is_unavailable_in_time(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.3)) as database:
        started = time.monotonic()
        with pytest.raises(Unavailable, match="statement timeout"), database.reading() as connection:
            connection.rows("SELECT pg_sleep(5)")
        waited = time.monotonic() - started
        database.probe()

    assert 0.2 < waited < 1


def test_a_row_that_others_hold_for_too_long_makes_a_writer_unavailable_and_it_recovers(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.3)) as database:
        database.probe()
        with psycopg.connect(database_url) as other:
            other.execute(HOLD)
            with pytest.raises(Unavailable, match="statement timeout"):
                database.probe()
        database.probe()


def test_a_writer_waits_for_another_to_finish(database: Database) -> None:
    database.probe()
    with ThreadPoolExecutor(1) as threads:
        with database.writing() as connection:
            connection.execute(HOLD)
            waiting = threads.submit(database.probe)
            time.sleep(0.1)
            still_waiting = not waiting.done()
        waiting.result(timeout=5)

    assert still_waiting


def test_work_that_nobody_waits_for_may_take_longer(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.2)) as database, database.long_writing() as connection:
        assert connection.rows("SELECT pg_sleep(0.5), 'done' AS word")[0]["word"] == "done"


def test_two_that_lock_each_other_out_end_with_one_unavailable(database: Database) -> None:
    with database.writing() as connection:
        for number in (1, 2):
            connection.execute("INSERT INTO probes (id, written) VALUES (:id, 0)", {"id": number})
    both_hold = threading.Barrier(2)

    def lock(first: int, second: int) -> str:
        try:
            with database.writing() as connection:
                connection.execute("UPDATE probes SET written = 1 WHERE id = :id", {"id": first})
                both_hold.wait(5)
                connection.execute("UPDATE probes SET written = 1 WHERE id = :id", {"id": second})
        except Unavailable as error:
            return str(error)
        return "kept"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(lock, (1, 2), (2, 1)))

    assert outcomes == ["kept", "the database cannot serve: deadlock detected"]


def test_more_threads_than_connections_all_get_their_turn(database: Database) -> None:
    with ThreadPoolExecutor(40) as threads:
        for done in [threads.submit(database.probe) for _ in range(200)]:
            done.result()

    with database.reading() as connection:
        assert connection.rows("SELECT written FROM probes") == [{"written": 200}]


def test_a_closed_database_opens_again_at_the_next_use(database: Database) -> None:
    database.close()

    database.probe()


def test_closing_leaves_no_thread_behind(database_url: str) -> None:
    before = threading.active_count()
    database = Database.open(database_url)
    database.probe()

    database.close()

    assert threading.active_count() == before


def test_a_program_that_never_closes_ends_quietly(database_url: str) -> None:
    ended = run(NEVER_CLOSED, database_url)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_an_address_where_nobody_listens_says_so() -> None:
    with pytest.raises(Unavailable, match="Connection refused"):
        Database.open("postgresql://candor@127.0.0.1:1/candor")


def test_a_database_that_is_missing_is_named(postgres: Server) -> None:
    with pytest.raises(Unavailable, match='database "missing" does not exist'):
        Database.open(postgres.address("missing"))


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: Server) -> None:
    postgres.ask("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")

    with pytest.raises(Unavailable, match="it is in LATIN1, make one in UTF8"):
        Database.open(postgres.address("latin"))

    postgres.ask("DROP DATABASE latin")


def test_an_address_that_cannot_be_read_is_refused_without_repeating_it() -> None:
    with pytest.raises(UnusableAddress, match="check its spelling") as raised:
        Database.open("postgresql://candor:secret@host:5432/name?no=such")

    assert "secret" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_backups_are_left_to_the_tools_of_postgresql(database: Database, database_url: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableBackup, match=r"pg_dump --format=custom --file=.*copy"):
        database.backup(tmp_path / "copy")
    with pytest.raises(UnusableBackup, match=r"pg_restore .*copy"):
        Database.restore(database_url, tmp_path / "copy")


def test_a_driver_that_is_missing_is_said_with_how_to_install_it() -> None:
    ended = run(WITHOUT_DRIVER)

    assert ended.returncode == 1
    assert "PostgreSQL needs its driver" in ended.stderr
    assert "pip --python .venv/bin/python install -c constraints.txt 'psycopg[binary,pool]'" in ended.stderr
    assert "Traceback" not in ended.stderr
