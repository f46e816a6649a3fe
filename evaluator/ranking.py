"""Rank lists of statements for recorded use cases, to measure how well matching works."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluator.matching import Matcher
from evaluator.statements import Alternative, Statement


def rank(lists: Path, cases: Path) -> Iterator[str]:
    """Yield one JSON line a case: its statements in order, their strengths, and how many are proposed."""
    products: dict[str, list[Statement]] = {}
    for row in _rows(lists):
        products.setdefault(row["product"], []).append(_statement(row))
    matchers = {product: Matcher(statements) for product, statements in products.items()}
    for case in _rows(cases):
        matcher = matchers.get(case["product"], Matcher(()))
        proposed = matcher.match(case["text"])
        ranked = [*proposed, *(match for match in matcher.rank(case["text"]) if match not in proposed)]
        yield json.dumps(
            {
                "case_id": case["case_id"],
                "ranked": [match.statement for match in ranked],
                "strengths": [round(match.strength, 6) for match in ranked],
                "proposed": len(proposed),
            }
        )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _statement(row: dict[str, Any]) -> Statement:
    """Build a statement from what a list gives, unchecked: published lists lack much that a declaration must have."""
    instead = row.get("instead")
    return Statement.model_construct(
        id=row["item_id"],
        kind="is" if row["kind"] == "is" else "is-not",
        heading=row.get("heading") or "",
        says=row["text"],
        heard_as=tuple(row.get("heard_as") or ()),
        instead=(Alternative.model_construct(name=instead, because="", url=""),) if instead else (),
        proof=(),
        body="",
    )
