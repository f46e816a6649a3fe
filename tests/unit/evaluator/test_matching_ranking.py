"""Ranking recorded use cases from files."""

import json
from pathlib import Path

from evaluator.ranking import rank


def test_each_case_gets_a_line_that_orders_every_statement_of_its_product(tmp_path: Path) -> None:
    statements = [
        {"product": "pen", "item_id": "pen.is.1", "kind": "is", "text": "It writes letters.", "heading": None},
        {"product": "pen", "item_id": "pen.is_not.1", "kind": "is_not", "text": "It cannot erase."},
        {"product": "cup", "item_id": "cup.is.1", "kind": "is", "text": "It holds tea.", "instead": None},
    ]
    cases = [
        {"case_id": "a", "product": "pen", "text": "I write letters"},
        {"case_id": "b", "product": "hat", "text": ""},
    ]
    for name, rows in (("lists", statements), ("cases", cases)):
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")

    first, second = (json.loads(line) for line in rank(tmp_path / "lists", tmp_path / "cases"))

    assert first["case_id"] == "a"
    assert first["ranked"] == ["pen.is.1", "pen.is_not.1"]
    assert first["strengths"][0] >= first["strengths"][1]
    assert 0 <= first["proposed"] <= 2
    assert second == {"case_id": "b", "ranked": [], "strengths": [], "proposed": 0}
