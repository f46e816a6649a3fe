"""Reckoning a business case: every step as low, expected and high, and when it pays back.

Steps are worked out unrounded in decimals; only what is shown is rounded. The low and
the high of a step are its least and its greatest over every combination of the ends of
all ranges, so that numbers which pull against each other do so here as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from evaluator.business_case import BusinessCase, Input, Step
from evaluator.pages import Plan, Pricing
from evaluator.reckoning.formulas import EXACT, PRICE, Formula
from evaluator.reckoning.parsing import parse
from evaluator.reckoning.payback import PaysBack, months, pays_back
from evaluator.reckoning.rounding import about_at_least, about_at_most, to_hundredths, to_unit, written

FINEST = -4
"""The exponent of the finest number that an input takes: four decimals."""

Values = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class InputFault:
    """Why the number for one input is refused, in words that name its bounds."""

    input: str
    says: str


class InputsRefused(ValueError):
    """Numbers lie outside what the business case takes; ``faults`` has one entry for each."""

    def __init__(self, faults: tuple[InputFault, ...]) -> None:
        super().__init__("; ".join(fault.says for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its range; None stands for what cannot be reckoned.

    Low and high are both None where one of the combinations cannot be reckoned.
    """

    low: Decimal | None
    expected: Decimal | None
    high: Decimal | None

    @property
    def is_exact(self) -> bool:
        """Tell whether the figure has no range."""
        return self.expected is not None and self.low == self.expected == self.high


@dataclass(frozen=True, slots=True)
class ReckonedInput:
    """One input with the number used, and the ends of its range."""

    declared: Input
    estimate: Estimate
    is_default: bool


@dataclass(frozen=True, slots=True)
class ReckonedPrice:
    """One plan that the steps use; where its price is a range, the middle is expected."""

    plan: Plan
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class ReckonedStep:
    """One step: its formula in words and in the numbers expected, and what it comes to.

    ``estimate`` is rounded to the unit of the currency, or to hundredths where it is not
    money. That of the step which tells when it pays back is in whole months, and None
    there means that it does not.
    """

    declared: Step
    in_words: str
    in_numbers: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Headline:
    """A step that answers a question of the case.

    ``about`` has two significant digits where the step has a range, rounded against the
    product: what it saves down, what it costs up.
    """

    step: ReckonedStep
    about: Estimate


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A business case worked out: money in ``currency``, all steps in order, and the answers."""

    currency: str
    inputs: tuple[ReckonedInput, ...]
    prices: tuple[ReckonedPrice, ...]
    steps: tuple[ReckonedStep, ...]
    pain_now: Headline
    saves: Headline
    price: Headline
    once: Headline | None
    pays_back: PaysBack


def input_faults(case: BusinessCase, inputs: Mapping[str, Decimal]) -> tuple[InputFault, ...]:
    """Return a fault for each number that the business case does not take."""
    declared = {one.id: one for one in case.inputs}
    return tuple(_faults(declared, inputs))


def reckon(case: BusinessCase, pricing: Pricing | None, inputs: Mapping[str, Decimal]) -> Reckoning:
    """Return the business case with these numbers; an input without one keeps its default.

    Raises InputsRefused for numbers outside the bounds, all of them at once.
    """
    faults = input_faults(case, inputs)
    if faults:
        raise InputsRefused(faults)
    formulas = [parse(step.formula) for step in case.steps]
    used = tuple(_input(one, inputs.get(one.id, one.default)) for one in case.inputs)
    prices = tuple(_prices(pricing, formulas))
    given = {one.declared.id: one.estimate for one in used}
    given |= {f"{PRICE}{one.plan.id}": one.estimate for one in prices}
    points = _worked_out(case, formulas, given)
    teller = _Teller(case, prices)
    steps = {step.id: teller.step(step, formula, points) for step, formula in zip(case.steps, formulas, strict=True)}
    found = pays_back([months(case, values) for values in points])
    steps[case.pays_back] = replace(steps[case.pays_back], estimate=_in_months(found))
    return Reckoning(
        currency=case.currency,
        inputs=used,
        prices=prices,
        steps=tuple(steps.values()),
        pain_now=_headline(steps[case.pain_now], about_at_least),
        saves=_headline(steps[case.saves], about_at_least),
        price=_headline(steps[case.price], about_at_most),
        once=None if case.once is None else _headline(steps[case.once], about_at_most),
        pays_back=found,
    )


def priced_plans(case: BusinessCase, pricing: Pricing | None) -> tuple[Plan, ...]:
    """Return the plans of the price list that a business case reckons with."""
    return tuple(one.plan for one in _prices(pricing, [parse(step.formula) for step in case.steps]))


def _faults(declared: Mapping[str, Input], inputs: Mapping[str, Decimal]) -> Iterator[InputFault]:
    for identifier, number in inputs.items():
        one = declared.get(identifier)
        if one is None:
            yield InputFault(identifier, f"This business case has no number called “{identifier}”")
        elif not number.is_finite() or not one.minimum <= number <= one.maximum:
            bounds = f"{written(one.minimum)} to {written(one.maximum)}"
            yield InputFault(identifier, f"“{one.name}” must be a number from {bounds}")
        elif number != 0 and int(number.normalize().as_tuple().exponent) < FINEST:
            yield InputFault(identifier, f"“{one.name}” must have at most {-FINEST} decimals")


def _input(one: Input, number: Decimal) -> ReckonedInput:
    off = EXACT.divide(EXACT.multiply(abs(number), one.spread), Decimal(100))
    low = max(one.minimum, EXACT.subtract(number, off))
    high = min(one.maximum, EXACT.add(number, off))
    return ReckonedInput(one, Estimate(low, number, high), number == one.default)


def _prices(pricing: Pricing | None, formulas: Sequence[Formula]) -> Iterator[ReckonedPrice]:
    named = {name.removeprefix(PRICE) for formula in formulas for name in formula.names if name.startswith(PRICE)}
    for plan in pricing.plans if pricing is not None else ():
        if plan.id in named:
            top = plan.amount if plan.up_to is None else plan.up_to
            middle = EXACT.divide(EXACT.add(plan.amount, top), Decimal(2))
            yield ReckonedPrice(plan, Estimate(plan.amount, middle, top))


def _worked_out(case: BusinessCase, formulas: Sequence[Formula], given: Mapping[str, Estimate]) -> list[Values]:
    """Return the values expected, and then those at every combination of the ends of all ranges."""
    ends = [dict.fromkeys((one.low, one.high)) for one in given.values()]
    points: list[Values] = [{name: one.expected for name, one in given.items()}]
    points += [dict(zip(given, corner, strict=True)) for corner in product(*ends)]
    for values in points:
        for step, formula in zip(case.steps, formulas, strict=True):
            values[step.id] = formula.worked_out(values)
    return points


class _Teller:
    """Shows figures of one business case: names, money and rounding."""

    def __init__(self, case: BusinessCase, prices: Sequence[ReckonedPrice]) -> None:
        self._currency = case.currency
        self._names = {f"{PRICE}{one.plan.id}": one.plan.name for one in prices}
        self._names |= {one.id: one.name for one in case.inputs}
        self._names |= {one.id: one.name for one in case.steps}
        self._steps = {one.id for one in case.steps}
        self._money = {one.id for one in case.steps if one.money}

    def step(self, step: Step, formula: Formula, points: Sequence[Values]) -> ReckonedStep:
        """Tell one step; the first of the points has the values expected."""
        everywhere = [values[step.id] for values in points]
        known = [value for value in everywhere if value is not None]
        low, high = (min(known), max(known)) if len(known) == len(everywhere) else (None, None)
        rounded = (self._rounded(step.id, value) for value in (low, everywhere[0], high))
        numbers = {name: self._number(name, points[0][name]) for name in formula.names}
        return ReckonedStep(step, formula.told(self._names), formula.told(numbers), Estimate(*rounded))

    def _rounded(self, name: str, value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        return to_unit(value, self._currency) if name in self._money else to_hundredths(value)

    def _number(self, name: str, value: Decimal | None) -> str:
        shown = self._rounded(name, value) if name in self._steps else value
        return "?" if shown is None else written(shown)


def _in_months(found: PaysBack) -> Estimate:
    ends = (None if one is None else Decimal(one) for one in (found.soonest, found.expected, found.latest))
    return Estimate(*ends)


def _headline(step: ReckonedStep, about: Callable[[Decimal], Decimal]) -> Headline:
    estimate = step.estimate
    if estimate.is_exact:
        return Headline(step, estimate)
    told = (None if one is None else about(one) for one in (estimate.low, estimate.expected, estimate.high))
    return Headline(step, Estimate(*told))
