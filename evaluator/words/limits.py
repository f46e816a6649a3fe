"""Declared limits: amounts that a statement names, and the side of them that it speaks about."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluator.rules import All, Bound, Rule
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
    """An amount, and whether the statement speaks about those above it, up to a ceiling where it has one."""

    quantity: Quantity
    is_floor: bool
    ceiling: float = math.inf

    def side(self, said: Quantity) -> int:
        """Tell whether a visitor's amount is on this limit's side (1), on the other one (-1), or open (0)."""
        if not self.is_floor:
            return 1 if said.amount <= self.quantity.amount else -1 + said.stays_below
        if said.stays_below:
            return -1 if said.amount <= self.quantity.amount else 0
        return 1 if NEARLY * self.quantity.amount <= said.amount <= self.ceiling else -1


def limits(statement: Statement, units: Mapping[str, str] | None = None) -> tuple[Limit, ...]:
    """Return the limits in what a statement says and in its rule; ``units`` maps question ids to their units.

    An *is not* that names no size begins at the least one heard.
    """
    said = statement.says
    found = (*_said(said, statement.kind == "is-not"), *_ruled(getattr(statement, "when", None), units or {}))
    if statement.kind == "is" or any(limit.quantity.is_size for limit in found):
        return found
    heard = [quantity for phrase in statement.heard_as for quantity in quantities(phrase) if quantity.is_size]
    least = {quantity.of: quantity for quantity in sorted(heard, key=lambda one: -one.amount)}
    return (*found, *(Limit(quantity, is_floor=True) for quantity in least.values()))


def _said(text: str, denies: bool) -> Iterator[Limit]:
    for quantity in quantities(text):
        yield Limit(quantity, _is_floor(text[max(0, quantity.start - BEFORE) : quantity.start], denies))


def _ruled(rule: Rule | None, units: Mapping[str, str]) -> Iterator[Limit]:
    """Yield the bounds that must all hold, where their unit is a measure that a visitor's words can name."""
    bounds = [rule] if isinstance(rule, Bound) else [part for part in _parts(rule) if isinstance(part, Bound)]
    for question, unit in units.items():
        low = max((one.at_least for one in bounds if one.question == question and one.at_least), default=None)
        high = min((one.at_most for one in bounds if one.question == question and one.at_most), default=None)
        found = quantities(f"{low or high or 0:.0f} {unit}") if low or high else []
        if found and found[0].of != "second":
            yield Limit(found[0], low is not None, high / low * found[0].amount if low and high else math.inf)


def _parts(rule: Rule | None) -> Sequence[Rule]:
    return rule.all if isinstance(rule, All) else ()


def speaking(found: Sequence[Limit], said: Sequence[Quantity]) -> list[Quantity]:
    """Return the visitor's amounts that are on the side of a limit that the statement is about."""
    compared = ((limit, nearest(said, limit.quantity)) for limit in found)
    return [amount for limit, amount in compared if amount and limit.side(amount) > 0]


def speaks_against(found: Sequence[Limit], said: Sequence[Quantity]) -> bool:
    """Tell whether a visitor's size or rate is on the other side of a limit; of counts one text may name several."""
    compared = ((limit, nearest(said, limit.quantity)) for limit in found if limit.quantity.is_size)
    return any(amount and limit.side(amount) < 0 for limit, amount in compared)


def _is_floor(before: str, denies: bool) -> bool:
    """An *is not* is about those beyond the product's limit, an *is* about those within it."""
    if denies:
        return bool(DENIED.search(before) or ABOVE.search(before)) or not LESS_THAN.search(before)
    return bool(ABOVE.search(before)) and not BELOW.search(before)
