"""``./candor backup`` and ``./candor restore``, as someone types them on a bad day."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from candor.cli import main
from candor.records import leads as stored
from candor.records import persons
from candor.records.database import Database
from candor.services import Services
from tests.web import leads

ADA = "ada@engines.example"
KILLED_BEFORE_THE_SWAP = """
import os, signal, sys
from candor.records import sqlite
from candor.cli import main
sqlite.copy_in = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
KILLED_AFTER_THE_SWAP = """
import os, signal, sys
from candor.records import sqlite
from candor.cli import main
copy_in = sqlite.copy_in
def killed(*given):
    copy_in(*given)
    os.kill(os.getpid(), signal.SIGKILL)
sqlite.copy_in = killed
main(sys.argv[1:])
"""


@pytest.fixture
def file(services: Services) -> Path:
    """Return the database of a site that has been stopped, with a lead that was erased after a backup."""
    leads.leave(services)
    main(["backup", f"{services.settings.database}.bak", "--database", services.settings.database])
    main(["person", "erase", ADA, "--database", services.settings.database])
    services.database.close()
    return Path(services.settings.database)


@pytest.fixture
def restoring(file: Path) -> list[str]:
    """Return what is typed to restore the older backup."""
    return ["restore", f"{file}.bak", "--database", str(file)]


def held(file: Path) -> tuple[int, int]:
    """Return how many leads a database holds, and how many it remembers as erased."""
    with closing(Database.open(str(file))) as database:
        return len(stored.page(database).leads), len(persons.erased(database))


@pytest.fixture
def holder(file: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection that locks the database."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_t49_a_database_that_is_locked_stops_the_restore(
    file: Path, restoring: list[str], holder: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(restoring)

    holder.execute("ROLLBACK")
    assert code == 1
    assert "nothing was restored" in capsys.readouterr().err
    assert held(file) == (0, 1)


def test_t49_going_back_from_a_newer_version_brings_nobody_back(
    file: Path, restoring: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("INSERT INTO migrations (id) VALUES ('9999-from-the-future')")

    code = main(restoring)

    assert code == 0
    assert "1 who had been erased since were erased again." in capsys.readouterr().out
    assert held(file) == (0, 1)


@pytest.mark.parametrize("script", [KILLED_BEFORE_THE_SWAP, KILLED_AFTER_THE_SWAP])
def test_t49_a_restore_that_is_killed_forgets_nobody_who_was_erased(
    file: Path, restoring: list[str], script: str
) -> None:
    killed = subprocess.run([sys.executable, "-c", script, *restoring], env=os.environ | _paths(), check=False)

    after = held(file)
    main(restoring)
    assert killed.returncode == -signal.SIGKILL
    assert after == (0, 1)
    assert held(file) == (0, 1)


def test_over_a_damaged_database_a_restore_says_what_it_could_not_carry_over(
    file: Path, restoring: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'erasures'").fetchone()
    with file.open("r+b") as pages:
        pages.seek((page - 1) * size)
        pages.write(b"\xff" * size)

    code = main(restoring)

    assert code == 0
    assert "run ./candor person erase ADDRESS again" in capsys.readouterr().out
    assert held(file) == (1, 0)


def test_over_a_file_that_is_no_database_a_restore_says_how_to_go_on(
    file: Path, restoring: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(b"Dear reader, " * 1000)

    code = main(restoring)

    assert code == 1
    assert "move that file and what lies beside it under its name away" in capsys.readouterr().err
    assert file.read_bytes().startswith(b"Dear reader")


@pytest.mark.parametrize("deed", ["backup", "restore"])
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".restoring"])
def test_a_file_of_the_database_is_no_backup_of_it(
    file: Path, deed: str, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([deed, f"{file}{ending}", "--database", str(file)])

    told = capsys.readouterr().err
    assert code == 1
    assert "name another file" in told
    assert held(file) == (0, 1)


def test_a_backup_is_not_prepared_in_the_place_of_the_database(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    part = Path(f"{services.settings.database}.part")
    with closing(Database.open(str(part))) as database:
        database.probe()

    code = main(["backup", services.settings.database, "--database", str(part)])

    assert code == 1
    assert "name another file" in capsys.readouterr().err
    assert part.is_file()


def _paths() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
