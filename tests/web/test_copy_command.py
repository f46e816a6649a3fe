"""``./candor copy``, as someone types it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from candor.cli import main
from candor.commands.copy import draw, tell
from candor.records import reps, transfer
from candor.records.database import Database, engine_for
from candor.records.transfer import Step
from tests.postgres import Server

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(Database.open(str(tmp_path / "candor.sqlite3"))) as database:
        reps.add(database, "kim@example.org", "Kim", reps.Role.ADMIN, NOW)
    return tmp_path / "candor.sqlite3"


@pytest.fixture
def server(postgres: Server) -> Iterator[str]:
    with postgres.database() as address:
        yield address


def test_a_copy_moves_everything_there_and_back(
    file: Path, server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = main(["copy", "--from", f"sqlite:{file}", "--to", server])
    told = capsys.readouterr().out
    back = main(["copy", "--from", server, "--to", f"sqlite:{tmp_path / 'back.sqlite3'}"])

    with closing(Database.open(str(tmp_path / "back.sqlite3"))) as database:
        rep = reps.find_by_email(database, "kim@example.org")
    assert (there, back) == (0, 0)
    assert "reps: 1 of 1\n" in told
    assert "reps: 1 rows on both sides, checksum" in told
    assert rep is not None


def test_a_copy_to_what_holds_something_is_refused(file: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["copy", "--from", str(file), "--to", server])

    again = main(["copy", "--from", str(file), "--to", server])

    assert again == 1
    assert "the target holds rows already (reps)" in capsys.readouterr().err


def test_a_copy_whose_source_changed_meanwhile_fails_and_stops_a_site(
    file: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Database(engine_for(str(file), 5.0))) as source, closing(Database(engine_for(server, 5.0))) as target:
        transfer.begin(source, target, str(file))
        list(transfer.copy(source, target))
        with source.writing() as connection:
            connection.execute("UPDATE reps SET name = 'Another'")

    failed = main(["copy", "--from", f"sqlite:{file}", "--to", server])
    told = capsys.readouterr().out
    site = main(["sweep", "--database", server])
    assert failed == 1
    assert "reps: DIFFERS, 1 rows" in told
    assert site == 1
    assert "the beginning of a copy" in capsys.readouterr().err


def test_a_copy_from_nowhere_makes_nothing(tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["copy", "--from", f"sqlite:{tmp_path / 'missing'}", "--to", server])

    assert code == 1
    assert "there is no database sqlite:" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_bar_is_drawn_in_place_on_a_terminal() -> None:
    terminal = StringIO()

    draw([Step("keys", 0, 2), Step("keys", 1, 2), Step("keys", 2, 2), Step("reps", 0, 0)], terminal)

    lines = terminal.getvalue().split("\n")
    assert lines[0].split("\r")[2] == f"keys            [{'#' * 15}{'.' * 15}] 1 of 2"
    assert lines[1] == f"\rreps            [{'#' * 30}] 0 of 0"


def test_plain_lines_tell_when_a_table_is_done() -> None:
    output = StringIO()

    tell([Step("keys", 0, 2_000), Step("keys", 1_000, 2_000), Step("keys", 2_000, 2_000)], output)

    assert output.getvalue() == "keys: 2,000 of 2,000\n"
