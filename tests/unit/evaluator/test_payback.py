"""When it pays back: what is said at both ends of the range."""

import pytest

from evaluator.reckoning.payback import PaysBack, pays_back

AFTER_NINE = "With these numbers it pays back after 9 months."
NEVER = "With these numbers it does not pay back."
LONG = "With these numbers it takes more than ten years to pay back."


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (PaysBack(9, 9, 9), AFTER_NINE),
        (PaysBack(3, 9, 30), f"{AFTER_NINE} Over their range it takes from 3 to 30 months."),
        (PaysBack(3, 9, None), f"{AFTER_NINE} Where they turn out worse it does not pay back."),
        (PaysBack(3, 9, 121), f"{AFTER_NINE} Where they turn out worse it takes more than ten years."),
        (PaysBack(None, None, None), NEVER),
        (PaysBack(121, None, None), NEVER),
        (PaysBack(7, None, None), f"{NEVER} Where they turn out better it pays back, after 7 months at the soonest."),
        (PaysBack(1, None, None), f"{NEVER} Where they turn out better it pays back, after one month at the soonest."),
        (PaysBack(125, 130, None), LONG),
        (PaysBack(50, 130, None), f"{LONG} Where they turn out better it pays back, after 50 months at the soonest."),
    ],
)
def test_the_answer_tells_both_ends_of_the_range(found: PaysBack, says: str) -> None:
    assert found.says == says


def test_one_point_that_never_pays_back_leaves_the_latest_open() -> None:
    assert pays_back([12, 5, None, 20]) == PaysBack(5, 12, None)


def test_no_point_that_pays_back_leaves_nothing() -> None:
    assert pays_back([None, None]) == PaysBack(None, None, None)
