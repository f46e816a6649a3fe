"""The figures of a business case, written out for a page, and the chart that is drawn of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from candor.rendering import money
from evaluator.business_case import BusinessCase
from evaluator.reckoning.business import Estimate, Headline, Reckoning
from evaluator.reckoning.rounding import written

NONE = "cannot be reckoned"
NEVER = "does not pay back"
WIDTH = 320
"""How wide the chart is in its own units; a page draws it about as many pixels wide."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what it is, how it comes about, and low, expected and high with their unit."""

    name: str
    says: str
    how: str
    low: str
    expected: str
    high: str
    proof_title: str = ""
    proof_address: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: where it begins and how long it is, and the same for its range."""

    name: str
    about: str
    start: int
    length: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A business case on a page: what goes in and every step as rows, and whether it pays back.

    ``told`` are the steps that answer the questions of the case; those of money are bars, too.
    """

    inputs: tuple[Row, ...]
    steps: tuple[Row, ...]
    told: tuple[Row, ...]
    bars: tuple[Bar, ...]
    zero: int
    pays_back: str
    currency: str


def figures_of(case: BusinessCase, reckoning: Reckoning) -> Figures:
    """Return a business case written out."""
    zero, bars = _bars(reckoning)
    steps = {one.declared.id: row for one, row in zip(reckoning.steps, _steps(reckoning, case.pays_back), strict=True)}
    answering = dict.fromkeys((case.pain_now, case.saves, case.price, case.once, case.pays_back))
    return Figures(
        inputs=(*_inputs(reckoning), *_prices(reckoning)),
        steps=tuple(steps.values()),
        told=tuple(steps[one] for one in answering if one is not None),
        bars=bars,
        zero=zero,
        pays_back=reckoning.pays_back.says,
        currency=reckoning.currency,
    )


def told(number: Decimal, currency: str | None, unit: str) -> str:
    """Return a number with its unit, money in its currency."""
    amount = written(number) if currency is None else money(number, currency).replace("-", "\N{MINUS SIGN}")
    return f"{amount} {unit}"


def _inputs(reckoning: Reckoning) -> Iterator[Row]:
    for one in reckoning.inputs:
        declared = one.declared
        origin = declared.your_own or "" if one.is_default else "The champion's own number."
        source = declared.source if one.is_default else None
        yield Row(
            declared.name,
            declared.asks,
            origin,
            *_three(one.estimate, reckoning.currency if declared.money else None, declared.unit),
            proof_title=source.title if source else "",
            proof_address=source.url if source else "",
        )


def _prices(reckoning: Reckoning) -> Iterator[Row]:
    for one in reckoning.prices:
        plan = one.plan
        three = _three(one.estimate, plan.currency, plan.per)
        yield Row(plan.name, plan.says, "From the price list.", *three, plan.source.title, plan.source.url)


def _steps(reckoning: Reckoning, pays_back: str) -> Iterator[Row]:
    for one in reckoning.steps:
        declared = one.declared
        none = NEVER if declared.id == pays_back else NONE
        three = _three(one.estimate, reckoning.currency if declared.money else None, declared.unit, none)
        yield Row(declared.name, declared.says, f"{one.in_words} = {one.in_numbers}", *three)


def _three(estimate: Estimate, currency: str | None, unit: str, none: str = NONE) -> tuple[str, str, str]:
    low, expected, high = (
        none if one is None else told(one, currency, unit) for one in (estimate.low, estimate.expected, estimate.high)
    )
    return low, expected, high


def headlines(reckoning: Reckoning) -> tuple[Headline, ...]:
    """Return the figures that answer the case's questions, in the order in which they are asked."""
    found = (reckoning.pain_now, reckoning.saves, reckoning.price, reckoning.once)
    return tuple(one for one in found if one is not None)


def _bars(reckoning: Reckoning) -> tuple[int, tuple[Bar, ...]]:
    """Return where zero is, and a bar for each headline, all on one scale."""
    shown = [one for one in headlines(reckoning) if None not in _ends(one.about)]
    ends = [Decimal(0), *(end for one in shown for end in _ends(one.about) if end is not None)]
    least, most = min(ends), max(ends)
    scale = Decimal(WIDTH - 4) / ((most - least) or Decimal(1))

    def place(value: Decimal | None) -> int:
        return 2 + int(((value or Decimal(0)) - least) * scale)

    zero = place(Decimal(0))
    bars = []
    for one in shown:
        expected = place(one.about.expected)
        unit = one.step.declared.unit
        about = told(one.about.expected or Decimal(0), reckoning.currency, unit)
        low, high = place(one.about.low), place(one.about.high)
        bars.append(Bar(one.step.declared.name, about, min(zero, expected), abs(expected - zero), low, high))
    return zero, tuple(bars)


def _ends(estimate: Estimate) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return estimate.low, estimate.expected, estimate.high
