"""``questions`` on a real database: what people asked, without who they are."""

from pathlib import Path

import pytest

from candor import utc_now
from candor.cli import main
from candor.records import leads
from candor.records.database import Database
from candor.records.leads import Person
from candor.records.tokens import new_token
from tests.contract.lead_rows import submission
from tests.web.conftest import FERRY


def ask(database: Path, questions: str, person: Person, *, suspected: bool = False) -> None:
    """Let somebody leave an address with what they want to know."""
    opened = Database.open(str(database))
    whole = submission(opened, utc_now(), person=person)
    leads.submit(
        opened, leads.Submission(new_token(), whole.result_id, person, questions, None, suspected, {}), utc_now()
    )
    opened.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "candor.sqlite3"
    Database.open(str(path)).close()
    return path


def questions(database: Path) -> int:
    """Run the command."""
    return main(["questions", "--content", str(FERRY), "--database", str(database)])


def test_it_shows_what_nobody_answers_yet_and_names_nobody(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ada = Person("Ada Lovelace", "ada@engines.example", "Engines", "Director")
    bob = Person("Bob Byte", "bob@bytes.example", "Bytes", "")
    ask(database, "How many files a night does it carry?\nDoes it go on where it stopped?\nHow dear is it?", ada)
    ask(database, "How many files a night can Bytes carry?\nMail bob@bytes.example", bob)
    ask(database, "Buy my pills?", bob, suspected=True)

    code = questions(database)

    out = capsys.readouterr().out
    assert code == 0
    assert out.startswith("# 1. asked 2 times\n")
    assert "- id: how-many-files-a-night-can-carry\n" in out
    assert '  asked_as: ["How many files a night does it carry?"]\n' in out
    assert "- id: how-dear-is-it\n" in out
    for hidden in ("ada", "Bytes", "bob@", "where it stopped", "pills"):
        assert hidden not in out


def test_it_says_when_there_is_nothing_to_answer(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions(database)

    assert capsys.readouterr().out.startswith("There is nothing to answer:")
