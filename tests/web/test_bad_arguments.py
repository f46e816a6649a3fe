"""What commands refuse before they begin."""

from pathlib import Path

import pytest

from candor.cli import main
from candor.records.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "candor.sqlite3"
    Database.open(str(path)).close()
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["person", "erase", "\udcff@x.org"],
        ["person", "export", "\udcff@x.org"],
        ["sign-in-link", "\udcff@x.org"],
        ["sign-in-link", "kim@example.org", "--name", "\udcff"],
        ["outbox", "replay", "\udcff"],
    ],
)
def test_an_argument_that_is_no_text_is_refused_in_one_line(
    command: list[str], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*command, "--database", str(database)])

    told = capsys.readouterr().err
    assert code == 1
    assert "\\udcff" in told
    assert told.endswith("is not written in UTF-8: give it in UTF-8.\n")


@pytest.mark.parametrize("named", ["", ".", "/"])
@pytest.mark.parametrize("command", [["backup"], ["restore"], ["map", "--svg"], ["prove", "--table"]])
def test_a_path_that_names_no_file_is_refused(
    command: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command, named])

    assert f"{named!r} names no file: give the path of one" in capsys.readouterr().err


def test_a_name_that_no_folder_can_hold_is_said_in_one_line(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["backup", str(tmp_path / ("x" * 300)), "--database", str(database)])

    told = capsys.readouterr().err
    assert code == 1
    assert "File name too long" in told
    assert told.count("\n") == 1
