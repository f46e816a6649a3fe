"""Checking the HTML in texts: what a page would leave out is told at its line."""

from pathlib import Path

import pytest

from tests.unit.evaluator.planting import planted

TEXT = "Nothing has to be converted."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<img src="/a.png" alt="A">', "img"),
        ("See <SPAN class=note>this</SPAN>.", "SPAN"),
        ("<script>alert()</script>", "script"),
        ("<div\nid=a>On</div>", "div"),
        ("<br/><video/>", "video"),
        ("<h1>Leaving</h1>", "h1"),
    ],
)
def test_an_element_that_no_page_shows_is_told_once_with_what_to_write(text: str, name: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, f"{TEXT}\n\n{text}")

    assert garden.faults() == [
        f"pages/leaving.md:8:1: the page leaves out “<{name}>”. "
        f"Write it in Markdown, or as `<{name}>` if it is to be read."
    ]


@pytest.mark.parametrize("text", ["![A map](/map.png)", "See ![A map][1]"])
def test_a_picture_that_no_page_shows_is_told(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, f"{TEXT}\n\n{text}")

    assert "pages/leaving.md:8:1: the page leaves out this picture" in garden.faults()[-1]


@pytest.mark.parametrize(
    "text",
    [
        "H<sub>2</sub>O<br>and <b>more</b>",
        "`<img>` and a < b, i <3 you, <https://ferry.example/licence>",
        "```\n<img>\n```",
        "<!-- a note -->",
    ],
)
def test_what_a_page_shows_is_no_fault(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, text)

    assert garden.faults() == []
