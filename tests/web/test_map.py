"""The map: the page says in a list what it draws, and the command draws the same into a file."""

import re
from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest

from candor.cli import main
from tests.web.checking import text_of
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY


def tags_of(file: Path) -> list[str]:
    """Return the name of every element of an XML file, or raise where it is none."""
    tags: list[str] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, _: tags.append(name)
    parser.Parse(file.read_bytes(), True)
    return tags


def test_the_map_names_each_question_what_it_touches_and_where_that_leads(client: CheckedClient) -> None:
    page = client.get("/map")

    text = page.text
    assert "Two-way synchronisation counts in 33% of all answers: Not a fit 33%" in text
    assert "Qualified: A decision within three months. so in 11% of all answers: Ask a person 1.9%" in text
    assert "Not a fit 33% of all answers What to use instead 33%" in text
    assert page.links()["Two-way synchronisation"] == "/statements/two-way"


def test_the_map_counts_the_statements_that_no_answer_touches(client: CheckedClient) -> None:
    page = client.get("/map")

    assert re.search(r"\d+ more statements? holds? only where the visitor marks", page.text)


def test_the_drawing_has_a_name_and_a_description_for_who_does_not_see_it(client: CheckedClient) -> None:
    page = client.get("/map")

    (drawing,) = [one for one in page.tree.iter() if str(one.tag).endswith("svg") and one.get("class") == "map"]
    named = {one.get("id"): text_of(one) for one in drawing}
    assert drawing.get("role") == "img"
    assert named["map-title"] == "How the verdict about Ferry is decided"
    assert "The list below the drawing says the same." in named["map-desc"]


def test_the_statements_and_the_footer_lead_to_the_map(client: CheckedClient) -> None:
    links = client.get("/statements").links()

    assert links["See how answers lead to a verdict."] == "/map"
    assert links["How it is decided"] == "/map"


def test_the_command_writes_a_drawing_that_brings_its_own_colours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "map.svg"

    code = main(["map", "--content", str(FERRY), "--svg", str(file)])

    tags = tags_of(file)
    assert (code, capsys.readouterr().out) == (0, f"The map is in {file}.\n")
    assert tags[0] == "svg"
    assert tags.count("style") == 1
    assert tags.count("path") >= 6
    assert "--paper" in file.read_text(encoding="utf-8")


def test_the_command_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["map", "--content", str(FERRY), "--svg", str(tmp_path / "none" / "map.svg")])

    assert code == 1
    assert "cannot be written" in capsys.readouterr().err
