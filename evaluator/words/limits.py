"""Declared limits: amounts that a statement names, and the side of them that it speaks about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.statements import Statement
from evaluator.words.quantities import Quantity, nearest, quantities

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
    """Return the limits in what a statement says; an *is not* that names no size begins at the least one heard."""
    said = statement.says
    found = tuple(
        Limit(quantity, _is_floor(said[max(0, quantity.start - BEFORE) : quantity.start], statement.kind == "is-not"))
        for quantity in quantities(said)
    )
    if statement.kind == "is" or any(limit.quantity.is_size for limit in found):
        return found
    heard = [quantity for phrase in statement.heard_as for quantity in quantities(phrase) if quantity.is_size]
    least = {quantity.of: quantity for quantity in sorted(heard, key=lambda one: -one.amount)}
    return (*found, *(Limit(quantity, is_floor=True) for quantity in least.values()))


def speaking(found: Sequence[Limit], said: Sequence[Quantity]) -> list[Quantity]:
    """Return the visitor's amounts that are on the side of a limit that the statement is about."""
    compared = ((limit, nearest(said, limit.quantity)) for limit in found)
    return [amount for limit, amount in compared if amount and limit.is_about(amount)]


def speaks_against(found: Sequence[Limit], said: Sequence[Quantity]) -> bool:
    """Tell whether a visitor's size or rate is on the other side of a limit; of counts one text may name several."""
    compared = ((limit, nearest(said, limit.quantity)) for limit in found if limit.quantity.is_size)
    return any(amount and not limit.is_about(amount) for limit, amount in compared)


def _is_floor(before: str, denies: bool) -> bool:
    """An *is not* is about those beyond the product's limit, an *is* about those within it."""
    if denies:
        return bool(DENIED.search(before) or ABOVE.search(before)) or not LESS_THAN.search(before)
    return bool(ABOVE.search(before)) and not BELOW.search(before)
