"""Checking the links in texts: each fault is told at its line with what to do."""

from pathlib import Path

import pytest

from evaluator.addresses import slug
from evaluator.checking_links import _blocks, _links
from tests.unit.evaluator.planting import planted

TEXT = "Nothing has to be converted."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[On](/pains/none)", "no page of this site has the address “/pains/none”"),
        ("[On](/facts#none)", "the page has no such anchor as in “/facts#none”"),
        ("[On](/pages/leaving#none)", "the page has no such anchor as in “/pages/leaving#none”"),
        ("[On](http://ferry.example/licence)", "“http://ferry.example/licence” is no address that a text may link to"),
        ("[On](leaving)", "“leaving” is no address that a text may link to"),
        ("[On](//ferry.example/licence)", "“//ferry.example/licence” is no address that a text may link to"),
        ("[On](https://ferry.example/new)", "nobody has said when “https://ferry.example/new” was looked at"),
        ("<https://ferry.example/new>", "nobody has said when “https://ferry.example/new” was looked at"),
        ('<a href="https://ferry.example/new">On</a>', "nobody has said when “https://ferry.example/new”"),
        ("[On][1]\n\n[1]: /pains/none", "no page of this site has the address “/pains/none”"),
    ],
)
def test_a_link_that_leads_nowhere_or_to_no_source_is_told_at_its_line(text: str, told: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, f"{TEXT}\n\n{text}")

    assert len(garden.faults()) == 1
    assert garden.faults()[0].partition(": ")[2].startswith(told)
    assert garden.faults()[0].startswith(f"pages/leaving.md:{8 + text.count(chr(10))}:1: ")


@pytest.mark.parametrize(
    "text",
    [
        "[On](/pains/night-calls)",
        "[On](/facts#licence) and [on](/statements#proof), [on](/questions-and-answers#objection-rsync)",
        "[On](/buying#cumulus), [on](/buying#reselling), [on](/pricing#free), [on](/glossary#night-run)",
        "## Żółć, and 2 more\n\n[On](#żółć-and-2-more), [on](/pages/leaving#żółć-and-2-more)",
        "[On](https://ferry.example/licence#part) and [ask](mailto:ada@ferry.example)",
        "[On](https://rowboat.example/), [on](https://pipeline.example/), [on](https://ferry.example/docs)",
        "`[On](/pains/none)`\n\n```\n[On](/pains/none)\n```",
    ],
)
def test_a_link_to_what_is_there_is_no_fault(text: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pages/leaving.md", TEXT, text)

    assert garden.faults() == []


def test_each_claim_on_a_page_for_a_persona_names_what_bears_it_out(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add("personas/director.md", "\nIt is\nfast.\n\n- It is [proved](/statements/proof).\n- It is cheap.\n")

    assert [fault.partition(". ")[0] for fault in garden.faults()] == [
        f"personas/director.md:{line}:1: this claims something, and names no statement, example, figure or source "
        "that bears it out"
        for line in (29, 33)
    ]


def test_code_and_headings_claim_nothing() -> None:
    assert list(_blocks("## Fast\n\n```\nfast\n```\n\n| a | b |\n\nOne\nparagraph\n1. One entry\n   of two lines")) == [
        (8, "One\nparagraph"),
        (10, "1. One entry\n   of two lines"),
    ]


def test_links_are_found_however_they_are_written() -> None:
    found = [address for _, address in _links('[a](/a "b") ![c](/c) <https://d> <a class="x" href=/e>f</a>\n[g]: /g')]

    assert found == ["/a", "/c", "https://d", "/e", "/g"]


def test_an_anchor_is_the_heading_as_the_page_has_it() -> None:
    assert slug("“database is locked”, and “not”?") == "database-is-locked-and-not"
