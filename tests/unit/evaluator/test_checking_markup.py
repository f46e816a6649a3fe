"""Checking the HTML in texts: what a page would leave out is told at its line."""

from pathlib import Path

import pytest

from candor.rendering import markdown
from evaluator.addresses import slug
from tests.unit.evaluator.planting import planted

TEXT = "Nothing has to be converted."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("See <SPAN class=note>this</SPAN>.", "span"),
        ("<script>alert()</script>", "script"),
        ("<div\nid=a>On</div>", "div"),
        ("<br/><video/>", "video"),
        ("<h1>Leaving</h1>", "h1"),
        ("<my-element>On</my-element>", "my-element"),
        ("```\n~~~\n```\n\n<script>alert()</script>", "script"),
    ],
)
def test_an_element_that_no_page_shows_is_told_once_with_what_to_write(text: str, name: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, f"{TEXT}\n\n{text}")

    line = 8 + text[: text.lower().rindex(f"<{name}")].count("\n")
    assert garden.faults() == [
        f"pages/leaving.md:{line}:1: the page leaves out “<{name}>”. "
        f"Write it in Markdown, or as `<{name}>` if it is to be read."
    ]


@pytest.mark.parametrize(
    "text",
    ["![A map](/map.png)", "See ![A\nmap](/map.png)", "![a [b] c](/map.png)", '<img src="/map.png" alt="A map">'],
)
def test_a_picture_that_no_page_shows_is_told(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, f"{TEXT}\n\n{text}")

    assert any(one.startswith("pages/leaving.md:8:1: the page leaves out this picture") for one in garden.faults())


@pytest.mark.parametrize(
    "text",
    [
        "H<sub>2</sub>O<br>and <b>more</b>",
        "`<img>` and a < b, i <3 you, <https://ferry.example/licence>",
        "```\n<img>\n```",
        "<!-- <div> -->",
        "As code:\n\n    <div>\n",
        "If a <x then b, and ![alt] alone.",
        "````\n```\n<div>\n```\n````",
        "> ```\n> a <b\n> ```",
        "\n".join(f"- line {number}" for number in range(300)),
    ],
)
def test_what_a_page_shows_is_no_fault(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, text)

    assert garden.faults() == []


def test_words_that_a_tag_swallows_are_told(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, "It is so when a <b and c> d.")

    assert garden.faults() == ["pages/leaving.md:6:1: the page leaves out what “<b and c” begins. Write &lt; for <."]


@pytest.mark.parametrize("text", ["- " * 900 + "deep", "\n".join(f"Term {n}\n:   what it is" for n in range(600))])
def test_a_text_that_is_nested_too_deep_to_be_drawn_is_told_and_still_read(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, text)

    assert garden.faults() == [
        "pages/leaving.md:6:1: this text is nested too deep, or its list is too long, to be drawn. "
        "Set it apart with empty lines, and nest it less."
    ]
    assert markdown(text).startswith("<pre>")


def test_an_id_of_its_own_on_a_heading_is_told(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, '<h2 id="main">Leaving</h2>')

    assert garden.faults() == [
        "pages/leaving.md:6:1: a heading has an id of its own, which the page may have already. "
        "Write it in Markdown: its words become its id."
    ]


def test_a_heading_never_takes_an_anchor_that_the_page_has() -> None:
    assert 'id="main-here"' in markdown("## Main")
    assert slug("Main") == "main-here"
