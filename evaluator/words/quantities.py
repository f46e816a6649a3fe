"""Numbers with units in a text, and whether a visitor's lie on the side that a statement is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from evaluator.words.stemming import stem

NUMBER = re.compile(r"(?<![\w.,])(\d{1,12}(?:[.,]\d{1,6}){0,4})[\s+-]{0,2}([A-Za-z]{0,20})")
ROUND = re.compile(
    r"\b(tens of |hundreds of )?(thousand|million|billion|hundred|terabyte|petabyte|gigabyte)s?\b", re.IGNORECASE
)
AFTER = re.compile(r"[\s-]{0,2}(/|[A-Za-z]{1,20})")
STAYS_BELOW = re.compile(
    r"(?:(?:less|fewer|smaller) than|under|below|far from|nowhere near"
    r"|(?:never|not|(?<!ca)n['\u2019]t) (?:\w{1,12} ){0,2}(?:reach|exceed|grow|get|go|have)\w{0,4}"
    r"|(?:never|not|(?<!ca)n['\u2019]t) (?:\w{1,12} ){0,2}(?:more|over|above|larger|bigger|beyond))"
    r"[^.;:!?,\n\d]{0,20}$",
    re.IGNORECASE,
)
BEFORE = 60
"""So many characters before an amount may tell that it is never reached."""
MOST = 20
READ_ON = 4
"""So many words after a number may belong to it: "50 thousand write requests per second"."""

TIMES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "hundred": 1e2,
}
BYTES = {
    "b": 1.0,
    "kb": 1e3,
    "mb": 1e6,
    "gb": 1e9,
    "tb": 1e12,
    "pb": 1e15,
    "kib": 1e3,
    "mib": 1e6,
    "gib": 1e9,
    "tib": 1e12,
}
LONG_BYTES = {"byte": 1.0, "kilobyte": 1e3, "megabyte": 1e6, "gigabyte": 1e9, "terabyte": 1e12, "petabyte": 1e15}
SECONDS = {
    "ms": 1e-3,
    "millisecond": 1e-3,
    "s": 1.0,
    "sec": 1.0,
    "second": 1.0,
    "min": 60.0,
    "minute": 60.0,
    "h": 3600.0,
}
LONG_SECONDS = {
    "hr": 3600.0,
    "hour": 3600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_592_000.0,
    "year": 31_536_000.0,
}
FILLING = frozenset({"of", "the", "concurrent", "simultaneous", "parallel", "active", "different", "new", "single"})
TOO_VAGUE = frozenset({"and", "or", "to", "in", "on", "at", "for", "is", "are", "with", "by", "as", "it", "we", "i"})
RATES = {"rps": "request", "qps": "query", "tps": "transaction"}
PER = frozenset({"/", "per", "a", "an", "each", "every"})
LOADS = frozenset(
    stem(word)
    for word in ("request", "req", "hit", "visit", "visitor", "query", "view", "pageview", "call", "op", "operation")
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in base units (bytes, seconds, or pieces) of something, per second if it is a rate.

    ``stays_below`` tells that the amount is named as one that is never reached.
    """

    of: str
    amount: float
    is_rate: bool
    start: int
    end: int
    stays_below: bool = False

    @property
    def is_size(self) -> bool:
        """Tell an amount of data or a rate from a count, of which one text may name several."""
        return self.is_rate or self.of == "byte"

    def compares_with(self, other: "Quantity") -> bool:
        """Tell whether the two measure the same thing."""
        return self.is_rate == other.is_rate and (self.of == other.of or {self.of, other.of} <= LOADS)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities that a text names with a unit or with what is counted."""
    found = (
        _quantity(text, *number.span(1), _amount(number[1]), number[2])
        for number in islice(NUMBER.finditer(text), MOST)
    )
    return [_bounded(text, quantity) for quantity in (*found, *_round(text)) if quantity]


def _bounded(text: str, found: Quantity) -> Quantity:
    before = text[max(0, found.start - BEFORE) : found.start]
    return replace(found, stays_below=True) if STAYS_BELOW.search(before) else found


def _round(text: str) -> Iterator[Quantity | None]:
    """Yield the amounts that stand for a number: "thousands of users", "in the terabyte range"."""
    for word in islice(ROUND.finditer(text), MOST):
        before = text[max(0, word.start() - 8) : word.start()].rstrip(" -")
        if not before[-1:].isdigit():
            many = {"tens of ": 10.0, "hundreds of ": 100.0}.get((word[1] or "").lower(), 1.0)
            pieces = TIMES.get(word[2].lower())
            yield (
                _quantity(text, word.start(), word.end(), many * pieces, "")
                if pieces
                else _quantity(text, word.start(), word.start(2), many, word[2])
            )


def _quantity(text: str, start: int, end: int, amount: float, unit: str) -> Quantity | None:
    following = [(unit.lower(), text.find(unit, end) + len(unit))] if unit else []
    place = following[-1][1] if following else end
    for _ in range(READ_ON):
        if not (word := AFTER.match(text, place)):
            break
        place = word.end()
        following.append((word[1].lower(), place))
    while following and following[0][0].removesuffix("s") in TIMES and len(following[0][0]) != len("ms"):
        amount *= TIMES[following.pop(0)[0].removesuffix("s")]
    following = [each for each in following if each[0] not in FILLING]
    return _measured(following, amount, start) if following and following[0][0] not in TOO_VAGUE else None


def _measured(following: Sequence[tuple[str, int]], amount: float, start: int) -> Quantity | None:
    unit, end = following[0]
    if unit in RATES:
        return Quantity(stem(RATES[unit]), amount, True, start, end)
    for name, sizes in (("byte", BYTES | LONG_BYTES), ("second", SECONDS | LONG_SECONDS)):
        if size := sizes.get(unit) or sizes.get(unit.removesuffix("s")):
            return _per(following, Quantity(name, amount * size, False, start, end))
    return _per(following, Quantity(stem(unit), amount, False, start, end))


def _per(following: Sequence[tuple[str, int]], total: Quantity) -> Quantity:
    """Turn a total into a rate where a span of time follows."""
    for (word, _), (unit, end) in pairwise(following):
        seconds = (SECONDS | LONG_SECONDS).get(unit.removesuffix("s") or unit)
        if word in PER and (seconds or unit == "s"):
            return Quantity(total.of, total.amount / (seconds or 1.0), True, total.start, end)
    return total


def _amount(number: str) -> float:
    """Read "100,000", "1.5" and "1,5": a separator before three digits groups thousands."""
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number) if not number.startswith("0") else number
    head, _, tail = whole.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '')}" if tail else head)


def nearest(said: Iterable[Quantity], declared: Quantity) -> Quantity | None:
    """Return the largest of a visitor's quantities that measures what was declared."""
    alike = [quantity for quantity in said if quantity.compares_with(declared)]
    return max(alike, key=lambda quantity: quantity.amount, default=None)
