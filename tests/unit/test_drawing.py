"""The drawing of the map: text that fits, shares that never vanish, boxes that do not overlap."""

from fractions import Fraction
from itertools import pairwise

import pytest

from candor.drawing.labels import percent
from candor.drawing.layout import MOST_LINES, Drawing, broken, draw
from evaluator.deciding import Decider
from evaluator.loading import load
from tests.unit.evaluator.planting import FERRY


@pytest.fixture(name="drawing", scope="module")
def _drawing() -> Drawing:
    declaration = load(FERRY)
    return draw(declaration, Decider(declaration).map)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 100_000), "<0.1%"),
        (Fraction(1, 200), "0.5%"),
        (Fraction(996, 10_000), "10%"),
        (Fraction(1, 3), "33%"),
        (Fraction(99_999, 100_000), ">99.9%"),
        (Fraction(1), "100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(share: Fraction, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize("text", ["a few words", "x" * 200, "words " * 100, "超长标题没有空格" * 20])
def test_text_is_broken_so_that_every_line_fits(text: str) -> None:
    lines = broken(text, 20)

    assert 1 <= len(lines) <= MOST_LINES
    assert all(len(line) <= 20 for line in lines)
    assert lines[-1].endswith("…") == (len("".join(lines)) < len(text.replace(" ", "")))


def test_boxes_of_one_column_stand_below_one_another_inside_the_drawing(drawing: Drawing) -> None:
    for column in drawing.columns:
        boxes = sorted((box for box in drawing.boxes if box.left == column.left), key=lambda box: box.top)

        assert boxes
        assert all(above.top + above.height <= below.top for above, below in pairwise(boxes))
        assert boxes[-1].top + boxes[-1].height <= drawing.height


def test_every_edge_that_leaves_a_statement_or_a_verdict_tells_its_share(drawing: Drawing) -> None:
    written = [curve for curve in drawing.curves if curve.share]

    assert written
    assert all(curve.title.endswith(f": {curve.share} of all answers") for curve in written)
