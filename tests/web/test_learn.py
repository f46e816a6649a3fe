"""``learn`` on a real database and real files: what it shows, what it adds, and what it puts back."""

import io
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from candor import utc_now
from candor.cli import main, parser
from candor.commands.learn import add, run
from candor.commands.stopping import Stop
from candor.records import evaluations
from candor.records.database import Database
from candor.records.evaluations import Opening
from candor.records.tokens import new_token
from evaluator.loading import load
from tests.full_disk import files_limited_to
from tests.web.conftest import FERRY


class Terminal(io.StringIO):
    """Somebody who types lines at a terminal."""

    def isatty(self) -> bool:
        """Say that a person sits here."""
        return True


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FERRY, tmp_path / "content"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "candor.sqlite3"
    Database.open(str(path)).close()
    return path


def say(database: Path, *words: str) -> None:
    """Let one visitor each type these words."""
    opened = Database.open(str(database))
    for each in words:
        evaluations.start(opened, Opening(new_token(), "v1", "director", each, {"utm_source": "news"}), utc_now())
    opened.close()


def learn(content: Path, database: Path, *options: str) -> int:
    """Run the command on a content folder and a database."""
    return main(["learn", "--content", str(content), "--database", str(database), *options])


def test_it_says_when_there_is_nothing_to_learn(
    content: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = learn(content, database)

    assert code == 0
    assert capsys.readouterr().out.startswith("There is nothing to learn:")


def test_it_shows_words_by_likeness_with_the_nearest_statements(
    content: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(database, "water the roses", "grow tomatoes in a greenhouse", "growing tomatoes in our greenhouse")

    code = learn(content, database)

    out = capsys.readouterr().out
    assert code == 0
    assert out.index("1. 2 visitors\n   “grow tomatoes in a greenhouse”") < out.index(
        "2. 1 visitor\n   “water the roses”"
    )
    assert out.count("nothing declared comes near") == 2
    assert "news" not in out


def test_long_words_are_shown_by_their_beginning(
    content: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(database, "tomatoes " * 400)

    learn(content, database)

    shown = next(line for line in capsys.readouterr().out.splitlines() if "tomatoes" in line)
    assert shown.endswith("tomatoes …”")
    assert len(shown) < 260


def test_it_looks_back_only_as_far_as_told(content: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = Database.open(str(database))
    long_ago = utc_now() - timedelta(days=40)
    evaluations.start(opened, Opening(new_token(), "v1", "director", "grow tomatoes", {}), long_ago)
    opened.close()

    learn(content, database, "--days", "30")

    assert "nothing to learn" in capsys.readouterr().out


def test_options_add_the_words_of_a_group_to_a_statement(content: Path, database: Path) -> None:
    say(database, "grow tomatoes in a greenhouse")
    before = (content / "is" / "nightly.md").read_text(encoding="utf-8")

    code = learn(content, database, "--group", "1", "--statement", "nightly")

    after = (content / "is" / "nightly.md").read_text(encoding="utf-8")
    assert code == 0
    assert len(after.splitlines()) - len(before.splitlines()) <= 1
    assert "grow tomatoes in a greenhouse" in after
    assert learn(content, database, "--group", "1", "--statement", "nightly") == 1


def test_a_person_at_a_terminal_is_asked_and_may_shorten_the_phrase(
    content: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say(database, "grow tomatoes in a greenhouse")
    chosen = parser().parse_args(["learn", "--content", str(content), "--database", str(database)])

    code = run(chosen, Terminal("1\nnightly\ngrow tomatoes\n"))

    assert code == 0
    assert "grow tomatoes" in (content / "is" / "nightly.md").read_text(encoding="utf-8")
    assert "“grow tomatoes” now leads to nightly" in capsys.readouterr().out


def test_a_person_who_types_nothing_changes_nothing(content: Path, database: Path) -> None:
    say(database, "grow tomatoes in a greenhouse")
    before = (content / "is" / "nightly.md").read_bytes()
    chosen = parser().parse_args(["learn", "--content", str(content), "--database", str(database)])

    code = run(chosen, Terminal("\n"))

    assert code == 0
    assert (content / "is" / "nightly.md").read_bytes() == before


def test_a_phrase_that_makes_a_fault_is_taken_back(
    content: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (content / "is" / "nightly.md").read_bytes()

    code = learn(content, database, "--statement", "nightly", "--phrase", "word " * 200)

    assert code == 1
    assert "is as it was before" in capsys.readouterr().err
    assert (content / "is" / "nightly.md").read_bytes() == before


def test_a_statement_is_as_it_was_where_there_is_no_room_for_the_phrase(content: Path) -> None:
    file = content / "is" / "nightly.md"
    before = file.read_bytes()

    with (
        files_limited_to(10),
        pytest.raises(Stop, match=r"is as it was and cannot be written \(File too large\): make room"),
    ):
        add(content, load(content), "nightly", "grow tomatoes")

    assert file.read_bytes() == before


@pytest.mark.parametrize("days", ["800000", "99999999999", "9" * 5_000, "-1", "soon"])
@pytest.mark.parametrize("command", [["learn", "--days"], ["questions", "--days"], ["sources", "--older-than"]])
def test_days_that_no_calendar_holds_are_refused(
    command: list[str], days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command, days])

    assert "is no number of days: give a whole number, at most 36500" in capsys.readouterr().err


def test_it_looks_back_a_hundred_years(content: Path, database: Path) -> None:
    assert learn(content, database, "--days", "36500") == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--statement", "none", "--phrase", "x"], "no statement has the id “none”"),
        (["--statement", "nightly"], "give the phrase with --phrase"),
        (["--statement", "nightly", "--group", "7"], "there is no group 7"),
        (["--statement", "nightly", "--phrase", "  "], "the phrase is empty"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(
    content: Path, database: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = learn(content, database, *options)

    assert code == 1
    assert told in capsys.readouterr().err
