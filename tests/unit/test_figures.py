"""The drawings in the text: drawn from the declaration, with words that stay in their boxes on a small screen."""

from pathlib import Path

import pytest

from candor.drawing.ladder import ASKED, LED, WIDTH, Ladder, Rule, judging_ladder, ladder_of, routing_ladder
from candor.drawing.sheet import sheet_of
from evaluator.declaration import Declaration
from evaluator.loading import load

FERRY = Path(__file__).parent.parent / "content"
LETTER = 6.9
"""How wide a letter is on average at the size of the drawings."""


@pytest.fixture(name="ferry", scope="module")
def _ferry() -> Declaration:
    return load(FERRY)


def test_a_verdict_is_made_in_the_order_in_which_it_is_judged_with_what_is_declared(ferry: Declaration) -> None:
    drawn = judging_ladder(ferry)

    assert [(rule.leads_to, rule.kind) for rule in drawn.rules] == [
        ("Not a fit", "not-a-fit"),
        ("Cannot tell", "cannot-tell"),
        ("Fit if", "fit-if"),
        ("Fit", "fit"),
    ]
    assert drawn.rules[0].asks == "One of the 2 that rule it out is true of you"
    assert drawn.rules[1].asks == "None of the 3 that it is for is true"


def test_the_ways_are_drawn_in_the_order_in_which_the_routes_are_tried(ferry: Declaration) -> None:
    drawn = routing_ladder(ferry)

    assert [rule.leads_to for rule in drawn.rules] == [
        ferry.destination[route.to].heading for route in ferry.routes.routes
    ]
    assert drawn.rules[-1].asks == "Everybody else"
    assert [rung.is_last for rung in drawn.rungs] == [False] * (len(drawn.rungs) - 1) + [True]


def long_ones() -> Ladder:
    return ladder_of(
        [Rule("An unbroken " + "x" * 90, "A place with a very long name indeed"), Rule("短い文。" * 20, "終わり")]
    )


@pytest.mark.parametrize("drawn", [long_ones(), judging_ladder(load(FERRY)), routing_ladder(load(FERRY))])
def test_words_stay_in_their_boxes_and_boxes_below_one_another(drawn: Ladder) -> None:
    for rung, below in zip(drawn.rungs, (*drawn.rungs[1:], None), strict=True):
        assert rung.height >= len(rung.asks) * drawn.line
        assert rung.top + rung.height < (below.top if below else drawn.height + 1)
        if all(line.isascii() for line in rung.asks):
            assert all(len(line) * LETTER < ASKED for line in rung.asks)
            assert all(LED + len(line) * LETTER < WIDTH + LETTER for line in rung.leads_to)


def test_the_sheet_holds_the_sections_of_the_director_and_what_speaks_against(ferry: Declaration) -> None:
    drawn = sheet_of(ferry)

    assert drawn.says[:3] == ("Efficiency", "Stability", "Risk, and what can be undone")
    assert [part.is_against for part in drawn.parts].index(True) == 3
    assert all(one.top < two.top for one, two in zip(drawn.parts, drawn.parts[1:], strict=False))
    assert drawn.parts[-1].top < drawn.height


def test_a_sheet_without_numbers_promises_none(ferry: Declaration) -> None:
    without = sheet_of(ferry.model_copy(update={"business_case": None}))

    assert not any("costs" in one for one in without.says)
    assert any("costs" in one for one in sheet_of(ferry).says)
