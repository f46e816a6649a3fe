"""A database of something else: every command refuses it in one line, and leaves it as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from candor import create_app
from candor.cli import main
from candor.records.database import Database
from candor.records.engine import ForeignDatabase
from candor.settings import Settings
from tests.web.conftest import FERRY

TABLES = {
    "others": "CREATE TABLE notes (text TEXT)",
    "leads": "CREATE TABLE leads (id INTEGER PRIMARY KEY, phone TEXT)",
    "other migrations": "CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at TEXT)",
    "a list like ours": "CREATE TABLE migrations (id TEXT PRIMARY KEY); INSERT INTO migrations VALUES ('1')",
    "an empty list like ours and others": "CREATE TABLE migrations (id TEXT PRIMARY KEY); CREATE TABLE notes (id)",
}


@pytest.fixture(params=TABLES)
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "foreign.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(TABLES[request.param])
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["sweep"],
        ["backup", "copy"],
        ["learn", "--content", str(FERRY)],
        ["questions", "--content", str(FERRY)],
        ["check", "--content", str(FERRY)],
        ["sign-in-link", "kim@example.org"],
        ["person", "export", "kim@example.org"],
        ["outbox", "list"],
    ],
    ids=lambda command: command[0],
)
def test_a_database_of_something_else_is_refused_and_left_alone(
    command: list[str], foreign: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = foreign.read_bytes()

    code = main([*command, "--database", str(foreign)])

    assert code == 1
    assert capsys.readouterr().err == f"candor: {foreign} is a database of something else: name another file.\n"
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("side", ["--from", "--to"])
def test_a_database_of_something_else_is_neither_side_of_a_copy(
    side: str, foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path / "candor.sqlite3"
    Database.open(str(ours)).close()
    before = foreign.read_bytes()
    sides = {"--from": str(ours), "--to": str(ours), side: str(foreign)}

    code = main(["copy", *(word for pair in sides.items() for word in pair)])

    assert code == 1
    assert "is a database of something else" in capsys.readouterr().err
    assert foreign.read_bytes() == before


def test_no_site_is_served_on_a_database_of_something_else(foreign: Path) -> None:
    before = foreign.read_bytes()

    with pytest.raises(ForeignDatabase, match="is a database of something else"):
        create_app(Settings(content=FERRY, database=str(foreign)))

    assert foreign.read_bytes() == before


def test_no_backup_is_restored_over_a_database_of_something_else(
    foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup"
    with closing(Database.open(str(tmp_path / "candor.sqlite3"))) as ours:
        ours.backup(backup)
    before = foreign.read_bytes()

    code = main(["restore", str(backup), "--database", str(foreign)])

    assert code == 1
    assert "is a database of something else" in capsys.readouterr().err
    assert foreign.read_bytes() == before


def test_a_file_without_tables_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite3"
    path.touch()

    code = main(["sweep", "--database", str(path)])

    assert code == 0
