"""The arithmetic of a business case: formulas worked out and told in words.

Every number is decimal, never binary. Reading a formula is in ``parsing.py``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow

PRICE = "price:"
"""What the name of a price begins with; the id of a plan follows."""

EXACT = Context(prec=34, Emin=-6143, Emax=6144, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Arithmetic with 34 digits, those of IEEE 754 decimal128: sums and products of money are exact in it."""

TOO_LARGE = Decimal(10) ** 18
"""From here on a figure is no figure any more but a mistake."""

Combination = Callable[[Decimal, Decimal], Decimal]

SIGNS: Mapping[str, tuple[str, Combination]] = {
    "+": ("+", EXACT.add),
    "-": ("\N{MINUS SIGN}", EXACT.subtract),
    "*": ("\N{MULTIPLICATION SIGN}", EXACT.multiply),
    "/": ("\N{DIVISION SIGN}", EXACT.divide),
}
"""Each operator: what people read, and what it does."""

PICKS: Mapping[str, tuple[str, Combination]] = {"min": ("the least of", min), "max": ("the greatest of", max)}
"""Each function: what people read, and what it does."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how it was written."""

    value: Decimal
    written: str


@dataclass(frozen=True, slots=True)
class Name:
    """The value of an input, of an earlier step or of a price."""

    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts joined by an operator."""

    sign: str
    left: "Part"
    right: "Part"


@dataclass(frozen=True, slots=True)
class Pick:
    """The least or the greatest of some parts."""

    which: str
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Bracket:
    """A part in parentheses, kept so that a formula reads as it was written."""

    inside: "Part"


Part = Number | Name | Pair | Pick | Bracket


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read, ready to be worked out as often as needed."""

    text: str
    part: Part

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in the formula once, in the order written; a price's begins with ``price:``."""
        return tuple(dict.fromkeys(_names(self.part)))

    def worked_out(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """Return what the formula comes to, or None where it cannot be reckoned.

        It cannot where it divides by zero, grows too large, or uses a value that cannot be
        reckoned itself.
        """
        try:
            found = _worth(self.part, values)
        except (DivisionByZero, InvalidOperation, Overflow):
            return None
        return found if found is not None and abs(found) < TOO_LARGE else None

    def told(self, words: Mapping[str, str]) -> str:
        """Return the formula as people read it, with ``words`` in the place of its names."""
        return _told(self.part, words)


def _names(part: Part) -> Iterator[str]:
    match part:
        case Name(name=name):
            yield name
        case Pair(left=left, right=right):
            yield from _names(left)
            yield from _names(right)
        case Pick(parts=parts):
            for one in parts:
                yield from _names(one)
        case Bracket(inside=inside):
            yield from _names(inside)


def _worth(part: Part, values: Mapping[str, Decimal | None]) -> Decimal | None:
    match part:
        case Number(value=value):
            return value
        case Name(name=name):
            return values[name]
        case Bracket(inside=inside):
            return _worth(inside, values)
        case Pair(sign=sign, left=left, right=right):
            return _combined(SIGNS[sign][1], (_worth(left, values), _worth(right, values)))
        case Pick(which=which, parts=parts):
            return _combined(PICKS[which][1], tuple(_worth(one, values) for one in parts))


def _combined(combine: Combination, worths: tuple[Decimal | None, ...]) -> Decimal | None:
    known = [worth for worth in worths if worth is not None]
    if len(known) < len(worths):
        return None
    total = known[0]
    for worth in known[1:]:
        total = combine(total, worth)
    return total


def _told(part: Part, words: Mapping[str, str]) -> str:
    match part:
        case Number(written=written):
            return written
        case Name(name=name):
            return words.get(name, name)
        case Bracket(inside=inside):
            return f"({_told(inside, words)})"
        case Pair(sign=sign, left=left, right=right):
            return f"{_told(left, words)} {SIGNS[sign][0]} {_told(right, words)}"
        case Pick(which=which, parts=parts):
            return f"{PICKS[which][0]} ({'; '.join(_told(one, words) for one in parts)})"
