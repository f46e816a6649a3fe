"""The worked example in docs/verdict.md says what the evaluator does."""

from pathlib import Path

import pytest

from evaluator.deciding import Decider
from evaluator.evaluation import Evaluation, Mark
from evaluator.loading import load
from tests.unit.evaluator.planting import FERRY

DOCUMENT = Path(__file__).parents[3] / "docs" / "verdict.md"


def _rows() -> list[list[str]]:
    """Return the cells of each row of the document's one table with six columns."""
    lines = DOCUMENT.read_text(encoding="utf-8").split("\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if len(row) == 6 and row[0] not in ("who", "---")]


def _pairs(cell: str) -> dict[str, str]:
    return dict(pair.split(": ") for pair in cell.split(", ") if pair)


def test_the_document_has_a_worked_example() -> None:
    assert len(_rows()) >= 6


@pytest.mark.parametrize("row", _rows(), ids=" ".join)
def test_each_row_of_the_worked_example_is_so(row: list[str]) -> None:
    persona, marks, answers, asked_next, kind, route = row
    said = {statement: Mark(mark) for statement, mark in _pairs(marks).items()}

    outcome = Decider(load(FERRY)).decide(Evaluation(persona, "", said, _pairs(answers)))

    following = outcome.path.next_question
    assert (following.id if following is not None else "") == asked_next
    if following is None:
        assert (str(outcome.verdict.kind), outcome.route.id) == (kind, route)
