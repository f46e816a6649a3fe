"""Checking what visitors read on: each fault is told at its line with what to do."""

from pathlib import Path

import pytest

from tests.unit.evaluator.planting import planted

MOVING_SOURCES = """  sources:
    - {title: Moving, url: https://ferry.example/moving, checked_on: 2026-11-22}
"""
MOVING = f"""moving:
  there: Rowboat reads ordinary files, which is what Ferry leaves behind.
  back: Stop the other direction first, then carry everything once.
{MOVING_SOURCES}"""


def test_a_pain_stays_with_declared_statements_only(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", "stays_with: [live]", "stays_with: [life]")

    assert len(garden.faults()) == 1
    assert "no statement has the id “life”. Use one of:" in garden.faults()[0]


def test_a_pain_cannot_stay_where_the_product_is_for_it(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", "stays_with: [live]", "stays_with: [proof]")

    assert garden.faults() == [
        "product.yaml:12:5: “proof” is something the product is for: the pain does not stay there. "
        "Name *is not* statements only."
    ]


def test_what_a_pain_claims_needs_a_source_and_a_question_does_not(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", "    sources:\n", "")
    garden.replace(
        "product.yaml",
        '      - {title: Nights, url: "https://ferry.example/nights", checked_on: 2026-11-20, shows: who is called}\n',
        "",
    )

    assert garden.faults() == [
        "product.yaml:10:5: “hurts” claims something that no source proves. Add “sources:”, or ask it as a question."
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("launches/watching.md", "[nightly]", "[daily]", "7:14: no statement has the id “daily”"),
        ("launches/watching.md", "[developer, director]", "[boss]", "6:7: no persona"),
        ("launches/watching.md", "size: large", "size: huge", "4:1: “size”"),
        ("launches/watching.md", "2026-09-30", "soon", "3:1: “on”"),
        ("faq.yaml", "[proof]", "[proofs]", "5:16: no statement has the id “proofs”"),
        ("faq.yaml", "[proof]", "[]", "5:3: “statements” has fewer than 1 sound entries"),
    ],
)
def test_news_and_answers_name_what_is_declared(path: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace(path, old, new)

    assert any(one.startswith(f"{path}:{told}") for one in garden.faults()), garden.faults()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("/pages/exit: /pages/leaving", "/facts: /pages/leaving", "2:3: “/facts” is the address of a page"),
        ("/pages/exit: /pages/leaving", "/pains/lost-files: /facts", "2:3: “/pains/lost-files” is the address of"),
        ("/pages/exit: /pages/leaving", "/inbox/away: /facts", "2:3: “/inbox/away” is the address of a page or"),
        ("/pages/exit: /pages/leaving", "/pages/exit: /facts#none", "2:3: the page has no such anchor as in"),
        ("/pages/exit: /pages/leaving", "/pages/exit: /pages/left", "2:3: no page of this site has the address"),
        ("/pages/exit: /pages/leaving", "/pages/exit: /old.html", "2:3: "),
        (
            "/pages/exit: /pages/leaving",
            "/a: /pages/exit\n  /pages/exit: /facts",
            "2:3: “/pages/exit” has moved itself",
        ),
        ("/pages/exit: /pages/leaving", "/pages/exit: https://elsewhere.example/", "2:3: "),
        ("/pages/exit: /pages/leaving", "/old.html: /facts", "3:3: the key “/old.html” stands here a second time"),
    ],
)
def test_a_redirect_leads_from_no_page_to_a_page(old: str, new: str, told: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("redirects.yaml", old, new)

    assert any(one.startswith(f"redirects.yaml:{told}") for one in garden.faults()), garden.faults()


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("examples/harbour.md", "size: One office\n", "", "2:1: this example does not say how large it is"),
        ("examples/harbour.md", "hard: Agreeing on file names.\n", "", "2:1: this example does not say what was hard"),
        ("comparisons/rowboat.md", MOVING, "", "2:1: this comparison does not say how to move either way"),
        ("comparisons/rowboat.md", MOVING_SOURCES, "", "24:1: how to move is told without a source"),
        ("buying.yaml", "    commitment: counts-in-part\n", "", "6:5: “commitment” is missing"),
        (
            "buying.yaml",
            "    listing: not-listed\n",
            "    listing: not-listed\n    type: None\n",
            "21:5: “type” is told",
        ),
        ("buying.yaml", "listing: unknown", "listing: perhaps", "26:5: “listing”"),
        (
            "buying.yaml",
            "  - id: nimbus",
            "  - id: stratus",
            "24:5: the id “stratus” is taken by an earlier marketplace",
        ),
        ("examples/museum.md", "[lost-files]", "[lost]", "10:9: no pain has the id “lost”"),
        ("talks/proofs.md", "[proof]", "[proofs]", "11:14: no statement has the id “proofs”"),
        ("talks/proofs.md", "length: 5 minutes\n", "", "2:1: “length” is missing"),
    ],
)
def test_examples_comparisons_buying_and_talks_leave_nothing_open_in_silence(
    path: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    garden = planted(tmp_path)
    garden.replace(path, old, new)

    assert any(one.startswith(f"{path}:{told}") for one in garden.faults()), garden.faults()
