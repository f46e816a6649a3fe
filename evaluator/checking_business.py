"""Checking the business case: names resolve, figures can be reckoned, and every default says where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluator.business_case import MOST_INPUTS, BusinessCase, Input
from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins
from evaluator.pages import Plan, Pricing
from evaluator.reckoning.formulas import PRICE, Formula
from evaluator.reckoning.parsing import FormulaFault, parse

ROLES = ("pain_now", "saves", "price", "once", "pays_back")
"""The keys of a business case that name a step."""

MONTHS = "months"
"""The unit of the step that tells when it pays back."""


def check_business_case(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every fault in the business case, where there is one."""
    case = declaration.business_case
    if case is None:
        return
    plans = None if origins.anything_broken("pricing") else _plans(declaration.pricing)
    formulas = tuple(_read(step.formula) for step in case.steps)
    checks = _Business(case, origins.of("business_case"), plans, formulas)
    yield from checks.inputs()
    yield from checks.steps()
    yield from checks.roles()


def _plans(pricing: Pricing | None) -> dict[str, Plan]:
    return {plan.id: plan for plan in pricing.plans} if pricing is not None else {}


@dataclass(frozen=True, slots=True)
class _Business:
    """``plans`` is None where the price list could not be read; ``formulas`` are those of the steps, in order."""

    case: BusinessCase
    origin: Origin
    plans: Mapping[str, Plan] | None
    formulas: tuple[Formula | FormulaFault, ...]

    def inputs(self) -> Iterator[Problem]:
        used = {name for one in self.formulas if isinstance(one, Formula) for name in one.names}
        for number, one in enumerate(self.case.inputs):
            for key, fault, remedy in _faults_of(one):
                yield self.origin.problem(("inputs", number, key), fault, remedy)
            if one.id not in used and not any(isinstance(each, FormulaFault) for each in self.formulas):
                fault = f"no step uses the input “{one.id}”"
                yield self.origin.problem(("inputs", number, "id"), fault, "Name it in a formula or remove it")

    def steps(self) -> Iterator[Problem]:
        ids = [*(one.id for one in self.case.inputs), *(one.id for one in self.case.steps)]
        first = len(self.case.inputs)
        for place, identifier in enumerate(ids):
            spot = ("inputs", place, "id") if place < first else ("steps", place - first, "id")
            if identifier in ids[:place]:
                fault = f"the id “{identifier}” is taken by an earlier input or step"
                yield self.origin.problem(spot, fault, "Give one of the two another id")
            if identifier[0].isdigit():
                fault = f"the id “{identifier}” begins with a digit, so that a formula would read a number"
                yield self.origin.problem(spot, fault, "Begin it with a letter")
        for number in range(len(self.case.steps)):
            yield from self._formula(number, frozenset(ids[: first + number]), frozenset(ids))
        if self.plans is not None:
            yield from self._prices(self.plans)
            yield from self._reckoned(self.plans)

    def roles(self) -> Iterator[Problem]:
        steps = {step.id: step for step in self.case.steps}
        for role in ROLES:
            named = getattr(self.case, role)
            if named is None:
                continue
            if named not in steps:
                names = ", ".join(steps)
                yield self.origin.problem((role,), f"no step has the id “{named}”", f"Use one of: {names}")
            elif role == "pays_back" and (steps[named].money or steps[named].unit != MONTHS):
                fault = f"the step “{named}” tells when it pays back and is not counted in {MONTHS}"
                yield self.origin.problem((role,), fault, f"Give it “unit: {MONTHS}” and no “money:”")
            elif role != "pays_back" and not steps[named].money:
                fault = f"the step “{named}” is not money"
                yield self.origin.problem((role,), fault, "Give the step “money: true” or name another")

    def _formula(self, number: int, before: frozenset[str], anywhere: frozenset[str]) -> Iterator[Problem]:
        place = ("steps", number, "formula")
        formula = self.formulas[number]
        if isinstance(formula, FormulaFault):
            written = self.case.steps[number].formula
            yield self.origin.problem(place, f"“{written}”: {formula.fault}", formula.remedy)
            return
        for name in formula.names:
            if name.startswith(PRICE) or name in before:
                continue
            if name in anywhere:
                fault = f"“{name}” is worked out here or later, and a step uses only what stands before it"
                yield self.origin.problem(place, fault, "Move that step up, or use another name")
            else:
                yield self.origin.problem(place, f"no input and no step has the id “{name}”", _hint(name, before))

    def _prices(self, plans: Mapping[str, Plan]) -> Iterator[Problem]:
        ranged = {one.id for one in self.case.inputs if one.spread}
        for number, name in self._prices_named():
            plan = plans.get(name.removeprefix(PRICE))
            if plan is None:
                fault = f"no plan of the price list has the id “{name.removeprefix(PRICE)}”"
                remedy = f"Use one of: {', '.join(plans) or 'none'}"
                yield self.origin.problem(("steps", number, "formula"), fault, remedy)
            elif plan.currency != self.case.currency:
                fault = f"the plan “{plan.id}” is priced in {plan.currency}, this case in {self.case.currency}"
                yield self.origin.problem(("currency",), fault, "Reckon in the currency of the price list")
            elif plan.up_to is not None:
                ranged.add(name)
        if len(ranged) > MOST_INPUTS:
            fault = f"{len(ranged)} numbers here have a range, and {MOST_INPUTS} is the most"
            yield self.origin.problem(("inputs",), fault, "Set the spread of those that matter least to 0")

    def _prices_named(self) -> Iterator[tuple[int, str]]:
        for number, formula in enumerate(self.formulas):
            if isinstance(formula, Formula):
                yield from ((number, name) for name in formula.names if name.startswith(PRICE))

    def _reckoned(self, plans: Mapping[str, Plan]) -> Iterator[Problem]:
        """Yield a problem for each step that the defaults leave open; when it pays back may be."""
        values: dict[str, Decimal | None] = {one.id: one.default for one in self.case.inputs}
        values |= {f"{PRICE}{plan.id}": plan.amount for plan in plans.values()}
        for number, step in enumerate(self.case.steps):
            formula = self.formulas[number]
            if isinstance(formula, FormulaFault) or not {*formula.names} <= {*values}:
                return
            values[step.id] = formula.worked_out(values)
            if values[step.id] is None and step.id != self.case.pays_back:
                fault = f"with the defaults “{step.formula}” cannot be reckoned: it divides by zero or grows too large"
                yield self.origin.problem(("steps", number, "formula"), fault, "Change the formula or the defaults")


def _read(text: str) -> Formula | FormulaFault:
    try:
        return parse(text)
    except FormulaFault as fault:
        return fault


def _faults_of(one: Input) -> Iterator[tuple[str, str, str]]:
    if one.minimum > one.maximum:
        yield "minimum", f"the minimum of “{one.id}” is above its maximum", "Exchange or correct the two"
    elif not one.minimum <= one.default <= one.maximum:
        fault = f"the default of “{one.id}” is not between its minimum {one.minimum} and its maximum {one.maximum}"
        yield "default", fault, "Correct the default or the bounds"
    if (one.source is None) == (one.your_own is None):
        fault = f"the default of “{one.id}” has to come from somewhere: either from a source or from the visitor"
        yield "default", fault, "Give it “source:”, or “your_own:” with words that say there is no public figure"


def _hint(name: str, known: frozenset[str]) -> str:
    parts = name.split("-")
    if any("-".join(parts[:cut]) in known for cut in range(1, len(parts))):
        return "For a minus, put a space on both sides of it"
    return f"Use one of: {', '.join(sorted(known))}"
