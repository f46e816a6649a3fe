"""When a product pays back, said plainly also where it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from evaluator.business_case import BusinessCase

LONGEST_TOLD = 120
"""The number of months beyond which no number is told: what is saved so far ahead is not known."""


@dataclass(frozen=True, slots=True)
class PaysBack:
    """Whole months until what is saved has paid for it, rounded up; None where it never has.

    ``soonest`` and ``latest`` are over the whole range of the numbers; ``latest`` is None
    where it does not pay back at one end of it.
    """

    soonest: int | None
    expected: int | None
    latest: int | None

    @property
    def says(self) -> str:
        """The answer in one or two sentences."""
        if self.expected is None:
            return f"With these numbers it does not pay back.{self._at_best()}"
        if self.expected > LONGEST_TOLD:
            return f"With these numbers it takes more than ten years to pay back.{self._at_best()}"
        when = "from the first month on" if self.expected <= 1 else f"after {self.expected} months"
        return f"With these numbers it pays back {when}.{self._at_worst()}"

    def _at_best(self) -> str:
        if self.soonest is None or self.soonest > LONGEST_TOLD:
            return ""
        return f" Where they turn out better it pays back, after {_in_words(self.soonest)} at the soonest."

    def _at_worst(self) -> str:
        if self.latest is None:
            return " Where they turn out worse it does not pay back."
        if self.latest > LONGEST_TOLD:
            return " Where they turn out worse it takes more than ten years."
        if self.soonest is None or self.soonest == self.latest:
            return ""
        return f" Over their range it takes from {self.soonest} to {_in_words(self.latest)}."


def months(case: BusinessCase, values: Mapping[str, Decimal | None]) -> int | None:
    """Return the whole months until it pays back, or None where it does not.

    It does not where it saves no more a year than it costs a year, whatever the formula
    makes of that.
    """
    saves, price, found = values[case.saves], values[case.price], values[case.pays_back]
    if saves is None or price is None or found is None or saves <= price or found < 0:
        return None
    return int(found.to_integral_value(ROUND_CEILING))


def pays_back(found: Sequence[int | None]) -> PaysBack:
    """Return when it pays back, from the months at every point; the first is the one expected."""
    known = [number for number in found if number is not None]
    return PaysBack(
        soonest=min(known, default=None),
        expected=found[0],
        latest=max(known) if len(known) == len(found) else None,
    )


def _in_words(number: int) -> str:
    return "one month" if number == 1 else f"{number} months"
