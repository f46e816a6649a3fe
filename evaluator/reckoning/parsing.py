"""Reading a formula: numbers, names, ``+ - * /``, parentheses, ``min()`` and ``max()``.

Names are ids and hold hyphens, so a minus between names stands between spaces, as it
does in CSS. Length and depth are bounded before anything recurses.
"""

import re
from decimal import Decimal

from evaluator.reckoning.formulas import PICKS, PRICE, Bracket, Formula, Name, Number, Pair, Part, Pick

LONGEST = 300
"""How many code points a formula has at most."""

MOST_NESTED = 20
"""How deep parentheses and functions may stand inside one another."""

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))"
    rf"|(?P<name>(?:{PRICE})?[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"|(?P<sign>[-+*/(),])"
    r"|(?P<other>\S)"
)


class FormulaFault(Exception):
    """A formula cannot be read; ``fault`` and ``remedy`` are for the person who wrote it."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(f"{fault}. {remedy}.")
        self.fault = fault
        self.remedy = remedy


def parse(text: str) -> Formula:
    """Return the formula in a text, or raise FormulaFault with what is wrong and what mends it."""
    if len(text) > LONGEST:
        raise FormulaFault(f"the formula is longer than {LONGEST} characters", "Split it into steps")
    return Formula(text, _Parser(text).whole())


class _Parser:
    """Reads one formula from left to right; each rule of the grammar is a method."""

    def __init__(self, text: str) -> None:
        self._tokens = [(str(found.lastgroup), found.group()) for found in _TOKEN.finditer(text)]
        self._at = 0
        self._depth = 0

    def whole(self) -> Part:
        part = self._sum()
        if self._next()[0] != "end":
            raise self._unexpected("")
        return part

    def _sum(self) -> Part:
        part = self._product()
        while self._next()[1] in ("+", "-"):
            part = Pair(self._take(), part, self._product())
        return part

    def _product(self) -> Part:
        part = self._single()
        while self._next()[1] in ("*", "/"):
            part = Pair(self._take(), part, self._single())
        return part

    def _single(self) -> Part:
        kind, text = self._next()
        if kind == "number":
            return Number(Decimal(self._take()), text)
        if text == "(":
            return Bracket(self._inside()[0])
        if kind != "name":
            raise self._unexpected("a number or a name is missing")
        self._take()
        if self._next()[1] != "(":
            return Name(text)
        if text not in PICKS:
            raise FormulaFault(f"there is no function “{text}”", "Use min() or max(), or write an operator before “(”")
        return Pick(text, tuple(self._inside(several=True)))

    def _inside(self, several: bool = False) -> list[Part]:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise FormulaFault(f"parentheses stand more than {MOST_NESTED} deep", "Split the formula into steps")
        self._take()
        parts = [self._sum()]
        while several and self._next()[1] == ",":
            self._take()
            parts.append(self._sum())
        if self._next()[1] != ")":
            raise self._unexpected("“)” is missing")
        self._take()
        self._depth -= 1
        return parts

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _unexpected(self, missing: str) -> FormulaFault:
        kind, text = self._next()
        if kind == "end":
            return FormulaFault(f"the formula breaks off: {missing} at its end", "Complete it")
        before = " ".join(token for _, token in self._tokens[max(0, self._at - 3) : self._at])
        where = f"after “{before}”" if before else "at the beginning of a formula"
        remedy = "Use numbers, names, + - * / between spaces, parentheses, min() and max()"
        return FormulaFault(f"“{text}” has no place {where}", remedy)
