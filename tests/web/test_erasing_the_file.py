"""Of whom was erased nothing can be read in the file, and where it still can, that is said and finished later."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from candor.cli import main
from candor.records import persons, remains
from candor.records.database import Database, engine_for
from candor.records.reps import Role
from candor.services import Services
from tests.web import leads
from tests.web.client import CheckedClient

ADA = "ada@engines.example"
CANARY = b"canary-7c2d"
KILLED_BEFORE_IT_IS_WRITTEN_ANEW = """
import os, signal, sys
from candor.records import sqlite
from candor.cli import main
sqlite.SQLiteEngine.compact = lambda _: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""


@pytest.fixture
def file(services: Services) -> Path:
    """Return the database of a site with a lead that can be told in the raw file."""
    leads.leave(services, leads.Asked(words=CANARY.decode()))
    return Path(services.settings.database)


@pytest.fixture
def reader(file: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection that reads a state of the database in which nobody was erased."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT COUNT(*) FROM leads").fetchone()
        yield connection


def holding(file: Path) -> list[str]:
    """Return the names of the database's files in which the lead can still be read."""
    return [one.name for one in sorted(file.parent.glob(f"{file.name}*")) if CANARY in one.read_bytes()]


def test_an_erasure_says_what_a_reader_keeps_in_the_file_and_a_sweep_removes_it(
    file: Path, reader: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--database", str(file)]

    codes = [main(["person", "erase", ADA, *command])]
    told = [capsys.readouterr().out]
    held = holding(file)
    for _ in range(2):
        codes.append(main(["sweep", *command]))
        told.append(capsys.readouterr().out)
        with suppress(sqlite3.OperationalError):
            reader.execute("COMMIT")

    assert codes == [0, 0, 0]
    assert held
    assert "Erased: 1 submissions" in told[0]
    assert "./candor sweep removes them" in told[0]
    assert ["still holds remains" in one for one in told] == [True, True, False]
    assert holding(file) == []


def test_an_erasure_that_was_killed_before_the_file_was_written_anew_is_finished_by_a_sweep(file: Path) -> None:
    erase = ["person", "erase", ADA, "--database", str(file)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_IT_IS_WRITTEN_ANEW, *erase],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        check=False,
    )
    with closing(Database.open(str(file))) as database:
        left = remains.are_left(database)

    main(["sweep", "--database", str(file)])

    assert killed.returncode == -signal.SIGKILL
    assert left
    assert holding(file) == []


def test_admins_read_in_the_inbox_that_the_file_still_holds_remains(
    client: CheckedClient, services: Services, file: Path, reader: sqlite3.Connection
) -> None:
    leads.signed_in(client, services, Role.ADMIN)
    with closing(Database(engine_for(str(file), 0.1))) as impatient:
        persons.erase(impatient, ADA, None, services.clock())

    before = client.get("/inbox/team").text
    reader.execute("COMMIT")
    main(["sweep", "--database", str(file)])

    assert "still holds remains of who was erased" in before
    assert "still holds remains" not in client.get("/inbox/team").text
