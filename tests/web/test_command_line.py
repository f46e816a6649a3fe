"""The commands, as someone types them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from candor import utc_now as now
from candor.cli import main
from candor.records import reps
from candor.records.database import Database
from candor.records.reps import Role

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "candor.sqlite3"
    Database.open(str(path)).close()
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    with (folder / "product.yaml").open("a") as product:
        product.write("unheard_of: yes\n")
    (folder / "questions.yaml").write_text("- id: [\n")
    return folder


def test_check_counts_what_content_declares(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--content", str(CONTENT)])

    assert code == 0
    assert re.search(r"content: 3 personas, .* \d+ scenarios\. No faults\.", capsys.readouterr().out)


def test_check_prints_every_fault_at_its_line_and_fails(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--content", str(faulty)])

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert all(re.search(r"\.(yaml|md):\d+:\d+: .*\. .*\.$", line) for line in lines)
    assert any("product.yaml" in line and "unheard_of" in line for line in lines)
    assert any("questions.yaml" in line for line in lines)


def test_check_says_when_there_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--content", str(tmp_path / "none")])

    assert code == 1
    assert capsys.readouterr().err == f"candor: there is no folder {tmp_path}/none: give one with --content.\n"


def test_sign_in_link_adds_a_rep_and_prints_a_link(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--database", str(database), "--base-url", "https://fit.example.org"]
    code = main(["sign-in-link", "Kim@Example.org", "--name", "Kim", "--role", "admin", *options])

    link = capsys.readouterr().out.strip()
    rep = reps.use_link(Database.open(str(database)), link.removeprefix("https://fit.example.org/sign-in/"), now())
    assert code == 0
    assert rep is not None
    assert (rep.email, rep.name, rep.role) == ("kim@example.org", "Kim", Role.ADMIN)


def test_sign_in_link_lets_a_removed_rep_in_only_when_told(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = Database.open(str(database))
    rep = reps.add(opened, "kim@example.org", "Kim", Role.REP, now())
    reps.disable(opened, rep.id, now())
    command = ["sign-in-link", "kim@example.org", "--database", str(database)]

    refused = main(command)
    complaint = capsys.readouterr().err
    admitted = main([*command, "--readmit"])

    assert (refused, admitted) == (1, 0)
    assert "add --readmit" in complaint


def test_sign_in_link_refuses_what_is_no_address(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["sign-in-link", "a@b.c, evil@x", "--database", str(database)])

    assert code == 1
    assert "is no e-mail address" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["sweep"], ["backup", "to"], ["sign-in-link", "kim@example.org"]])
def test_a_database_that_is_not_there_is_not_made(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.sqlite3"

    code = main([*command, "--database", str(missing)])

    assert code == 1
    assert "there is no database" in capsys.readouterr().err
    assert not missing.exists()


def test_a_restored_backup_holds_what_was_there(database: Path, tmp_path: Path) -> None:
    opened = Database.open(str(database))
    reps.add(opened, "kim@example.org", "Kim", Role.REP, now())
    opened.close()
    copy, other = tmp_path / "copy", tmp_path / "other.sqlite3"

    codes = [
        main(["backup", str(copy), "--database", str(database)]),
        main(["restore", str(copy), "--database", str(other)]),
    ]

    assert codes == [0, 0]
    assert reps.find_by_email(Database.open(str(other)), "kim@example.org") is not None


def test_restore_refuses_what_is_no_backup(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("no database")

    code = main(["restore", str(wrong), "--database", str(database)])

    assert code == 1
    assert "is not a backup of Candor" in capsys.readouterr().err


def test_backup_does_not_overwrite_the_database_with_itself(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["backup", str(database), "--database", str(database)])

    assert code == 1
    assert "is the database itself" in capsys.readouterr().err


def test_sweep_says_how_much_it_deleted(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["sweep", "--database", str(database)])

    assert code == 0
    assert re.fullmatch(r"Deleted: 0 suspected leads, .*\.\n", capsys.readouterr().out)


def test_help_shows_no_address_that_the_environment_holds() -> None:
    address = "postgresql://candor:secret@db.example.org/candor"
    environment = {"CANDOR_DATABASE": address, "PYTHONPATH": os.pathsep.join(sys.path)}

    asked = [sys.executable, "-m", "candor.cli", "sweep", "--help"]
    shown = " ".join(subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout.split())

    assert "what CANDOR_DATABASE holds" in shown
    assert "secret" not in shown
