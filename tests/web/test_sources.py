"""The list of sources, as whoever has to look at them again asks for it."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from candor.cli import STOPPED_READING, main
from candor.commands.sources import due
from evaluator.citing import cited, last_reviewed
from evaluator.loading import load
from tests.web.conftest import FERRY

SAMPLE = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize("content", [FERRY, SAMPLE])
def test_every_source_is_listed_once_the_oldest_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["sources", "--content", str(content)])

    *listed, total = capsys.readouterr().out.splitlines()
    rows = [re.fullmatch(r"(\d{4}-\d\d-\d\d|never     )  (https://\S+)  .+  \(.+\)", line) for line in listed]
    days = [row[1].replace("never     ", "") for row in rows if row]
    assert code == 0
    assert len(days) == len(listed) == len({row[2] for row in rows if row})
    assert days == sorted(days)
    assert total == f"{len(listed)} sources."


def test_every_address_under_a_checked_on_of_the_sample_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    written = {
        address
        for path in SAMPLE.rglob("*.*")
        for address in re.findall(r"url: (\S+)\n\s+checked_on:", path.read_text(encoding="utf-8"))
    }

    main(["sources", "--content", str(SAMPLE)])

    out = capsys.readouterr().out
    listed = set(re.findall(r"https://\S+", out))
    assert "never" not in out
    assert len(written) > 40
    assert written <= listed


def test_a_source_says_what_rests_on_it() -> None:
    nights = next(one for one in cited(load(FERRY)) if one.url == "https://ferry.example/nights")

    assert (nights.checked_on, nights.cited_by) == (date(2026, 11, 20), ("product",))


def test_sources_that_are_due_fail_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    found = cited(load(FERRY))

    assert [one.checked_on for one in due(found, date(2026, 11, 23), 2)] == [
        date(2026, 10, 1),
        date(2026, 11, 20),
        date(2026, 11, 20),
    ]
    assert due(found, date(2026, 11, 23), 60) == ()
    assert due(found, date(2026, 11, 21), 60) == ()
    assert {one.checked_on for one in due(found, date(2026, 11, 20), 60)} == {date(2026, 11, 22)}
    assert main(["sources", "--content", str(FERRY), "--older-than", "36500"]) == 0
    assert "0 of " in capsys.readouterr().out


def test_a_number_of_days_is_a_whole_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sources", "--content", str(FERRY), "--older-than", "soon"])

    assert "is no number of days" in capsys.readouterr().err


def test_a_value_was_reviewed_when_its_newest_source_was() -> None:
    declaration = load(FERRY)

    assert last_reviewed(declaration.product) == date(2026, 11, 20)
    assert last_reviewed((declaration.product, declaration.statements)) == date(2026, 11, 22)
    assert last_reviewed(()) is None


def test_a_reader_who_has_seen_enough_ends_the_list_without_a_word() -> None:
    command = [sys.executable, "-m", "candor.cli", "sources", "--content", str(FERRY)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    listing = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert listing.stdout is not None and listing.stderr is not None

    listing.stdout.close()
    said = listing.stderr.read()
    listing.stderr.close()

    assert (listing.wait(), said) == (STOPPED_READING, b"")
