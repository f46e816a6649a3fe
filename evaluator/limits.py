"""Declared limits: amounts that a statement names, and the side of them that it speaks about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.quantities import Quantity, nearest, quantities
from evaluator.statements import Statement

BELOW = re.compile(
    r"\b(less|fewer|under|below|up to|at most|within|smaller|no (?:larger|more|bigger)|limit|maximum|max)\b|<", re.I
)
LESS_THAN = re.compile(r"\b(less|fewer|under|smaller) than\b", re.I)
ABOVE = re.compile(r"\b(more|over|above|at least|beyond|exceed\w*|larger|bigger|greater|from)\b|>", re.I)
DENIED = re.compile(r"\b(?:no|not|never) (?:larger|more|bigger|greater|over|above|beyond|exceed\w*)\b", re.I)
BEFORE = 40
"""So many characters before an amount may say on which side of it the statement is."""
NEARLY = 0.7
"""Who is at this share of a limit will reach it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount, and whether the statement speaks about those above it."""

    quantity: Quantity
    is_floor: bool

    def is_about(self, said: Quantity) -> bool:
        """Tell whether a visitor's amount is on this limit's side."""
        if self.is_floor:
            return said.amount >= NEARLY * self.quantity.amount
        return said.amount <= self.quantity.amount


def limits(statement: Statement) -> tuple[Limit, ...]:
    """Return the limits in what a statement says."""
    said = statement.says
    return tuple(
        Limit(quantity, _is_floor(said[max(0, quantity.start - BEFORE) : quantity.start], statement.kind == "is-not"))
        for quantity in quantities(said)
    )


def speak(found: Sequence[Limit], said: Sequence[Quantity]) -> int:
    """Return 1 where a visitor's amounts are on the side a statement is about, -1 where on the other, else 0."""
    for limit in found:
        compared = nearest(said, limit.quantity)
        if compared:
            if limit.is_about(compared):
                return 1
            return -1 if limit.quantity.is_size else 0
    return 0


def _is_floor(before: str, denies: bool) -> bool:
    """An *is not* is about those beyond the product's limit, an *is* about those within it."""
    if denies:
        return bool(DENIED.search(before) or ABOVE.search(before)) or not LESS_THAN.search(before)
    return bool(ABOVE.search(before)) and not BELOW.search(before)
