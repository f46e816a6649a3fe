"""SQLite as an engine: how its file is opened, and what of its errors is whose."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from candor.records.database import Conflict, Database, Unavailable


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Stay with SQLite, whose own ways these tests are about."""
    return str(tmp_path / "candor.sqlite3")


def test_a_conflict_names_its_cause(database: Database) -> None:
    with pytest.raises(Conflict) as raised, database.writing() as connection:
        connection.execute("INSERT INTO keys (name, secret) VALUES ('a', NULL)")

    assert isinstance(raised.value.__cause__, sqlite3.IntegrityError)


def test_a_mistake_in_the_sql_is_not_taken_for_an_outage(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), database.reading() as connection:
        connection.rows("SELEKT 1")


def test_sqlite_is_set_so_that_an_acknowledged_row_survives_a_power_cut(database: Database) -> None:
    with database.reading() as connection:
        found = {
            name: connection.rows(f"PRAGMA {name}")[0][name] for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("url", ["postgresql:candor", "mysql://localhost/candor", ":memory:", "sqlite:", ""])
def test_an_address_without_an_engine_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="give the path of a SQLite file"):
        Database.open(url)


def test_a_file_that_others_still_read_is_opened_once_they_are_done(database_url: str) -> None:
    with closing(sqlite3.connect(database_url, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE migrations (id TEXT PRIMARY KEY)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM migrations").fetchall()
        with ThreadPoolExecutor(1) as threads:
            opening = threads.submit(Database.open, database_url)
            time.sleep(0.2)
            still_waiting = not opening.done()
            other.execute("COMMIT")
            opening.result(timeout=5).close()

    assert still_waiting


def test_a_file_that_others_read_for_too_long_is_unavailable(database_url: str) -> None:
    with closing(sqlite3.connect(database_url, isolation_level=None)) as other:
        other.execute("CREATE TABLE migrations (id TEXT PRIMARY KEY)")
        other.execute("BEGIN")
        other.execute("SELECT * FROM migrations").fetchall()

        with pytest.raises(Unavailable, match="locked"):
            Database.open(database_url, patience=0.2)


@pytest.mark.parametrize("prefix", ["", "sqlite:"])
def test_a_database_is_opened_by_its_path(prefix: str, tmp_path: Path) -> None:
    with closing(Database.open(f"{prefix}{tmp_path / 'named.sqlite3'}")) as database:
        database.probe()

        assert (tmp_path / "named.sqlite3").is_file()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, " * 100)

    with pytest.raises(Unavailable, match="not a database"):
        Database.open(str(file))


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"missing/candor\.sqlite3 cannot be opened: No such file"):
        Database.open(str(tmp_path / "missing" / "candor.sqlite3"))


def test_the_file_of_a_new_database_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "candor.sqlite3"

    with closing(Database.open(str(file))):
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert set(modes.values()) == {0o600}


def test_t56_whoever_reads_after_a_failure_finds_the_files_beside_the_database(database_url: str) -> None:
    with closing(Database.open(database_url, patience=0.05)) as database:
        with closing(sqlite3.connect(database_url, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable), database.writing():
                pass

        assert Path(f"{database_url}-shm").exists()
        assert database.rows("SELECT name FROM keys") == []


def test_line_38_those_who_wait_behind_a_writer_that_waited_in_vain_wait_only_shortly(database_url: str) -> None:
    def write() -> float:
        started = time.monotonic()
        with suppress(Unavailable), database.writing():
            pass
        return time.monotonic() - started

    with closing(Database.open(database_url, patience=1.0)) as database:
        with closing(sqlite3.connect(database_url, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with ThreadPoolExecutor(4) as threads:
                waited = sorted(threads.map(lambda _: write(), range(12)))
            other.execute("ROLLBACK")

        assert waited[3] < 0.5 < waited[-1]
        with database.writing() as connection:
            assert connection.execute("INSERT INTO keys (name, secret) VALUES ('a', 'x')") == 1
