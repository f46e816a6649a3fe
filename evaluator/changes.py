"""Still true? What changed in the declaration since a result was given, and what the verdict would be now."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.pages import Plan
from evaluator.reckoning.business import priced_plans
from evaluator.rejudging import VerdictNow, evaluation_of, verdict_now
from evaluator.results import Result
from evaluator.sources import Source
from evaluator.statements import Correction, Statement, Weight


class Part(StrEnum):
    """What of a statement changed."""

    VANISHED = "vanished"
    SIDE = "side"
    WORDING = "wording"
    WEIGHT = "weight"
    RULE = "rule"
    PROOF = "proof"
    INSTEAD = "instead"


@dataclass(frozen=True, slots=True)
class Rewording:
    """One text of a statement as it was and as it is; None where there was or is none."""

    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement of the result that reads or counts otherwise now; ``now`` is None where it vanished."""

    id: str
    then: Statement
    now: Statement | None
    parts: tuple[Part, ...]
    rewordings: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True)
class CorrectionMade:
    """A correction made since, of a statement that the result rests on."""

    statement: Statement
    correction: Correction


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price of the business case that differs; ``now`` is None where it is no longer in the list."""

    then: Plan
    now: Plan | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a result was given; ``verdict`` is None where its persona is gone."""

    version: str
    statements: tuple[StatementChange, ...]
    exclusions: tuple[Statement, ...]
    corrections: tuple[CorrectionMade, ...]
    prices: tuple[PriceChange, ...]
    verdict: VerdictNow | None
    verdict_differs: bool

    @property
    def touch_it(self) -> bool:
        """Tell whether anything changed that the result or its numbers rest on."""
        several = (self.statements, self.exclusions, self.corrections, self.prices)
        asks = self.verdict is not None and self.verdict.asks is not None
        return self.verdict_differs or asks or any(several)


def changes(then: Declaration, now: Decider, result: Result) -> Changes:
    """Return what changed since a result that ``then`` gave."""
    current = now.declaration
    verdict = verdict_now(now, evaluation_of(result, then))
    return Changes(
        version=current.version,
        statements=tuple(_statements(then, current, result)),
        exclusions=tuple(one for one in current.is_not_for if _is_new_exclusion(one, then)),
        corrections=tuple(_corrections(then, current, result)),
        prices=tuple(_prices(then, current)),
        verdict=verdict,
        verdict_differs=verdict is None or verdict.kind is not result.kind,
    )


def _touched(then: Declaration, result: Result) -> Iterator[Statement]:
    """Yield the statements that a result rests on: those that counted and those that were marked."""
    told = (*result.fits, *result.exclusions, *result.conditions)
    ids = dict.fromkeys([*(one.id for one in told), *(one.id for one in result.marks)])
    return (then.statement[one] for one in ids if one in then.statement)


def _statements(then: Declaration, now: Declaration, result: Result) -> Iterator[StatementChange]:
    for before in _touched(then, result):
        after = now.statement.get(before.id)
        if after is None:
            yield StatementChange(before.id, before, None, (Part.VANISHED,), ())
            continue
        rewordings = tuple(_rewordings(before, after))
        parts = tuple(_parts(before, after, reworded=bool(rewordings)))
        if parts:
            yield StatementChange(before.id, before, after, parts, rewordings)


def _parts(before: Statement, after: Statement, *, reworded: bool) -> Iterator[Part]:
    differs = {
        Part.SIDE: before.kind != after.kind,
        Part.WORDING: reworded,
        Part.WEIGHT: before.weight is not after.weight and before.kind == after.kind,
        Part.RULE: before.when != after.when,
        Part.PROOF: _shown(before.proof) != _shown(after.proof),
        Part.INSTEAD: before.instead != after.instead,
    }
    return (part for part, changed in differs.items() if changed)


def _rewordings(before: Statement, after: Statement) -> Iterator[Rewording]:
    for one, other in zip(_texts(before), _texts(after), strict=True):
        if one != other:
            yield Rewording(one, other)


def _texts(statement: Statement) -> tuple[str | None, ...]:
    own = (statement.heading, statement.says, statement.condition)
    return (*own, statement.for_developer, statement.for_director, statement.for_executive, statement.body)


def _shown(proof: tuple[Source, ...]) -> tuple[tuple[str, str | None], ...]:
    """Return what a proof is, whenever it was last looked at: looking again changes nothing."""
    return tuple((source.url, source.shows) for source in proof)


def _is_new_exclusion(statement: Statement, then: Declaration) -> bool:
    """Tell whether this speaks against the product now and did not, or not as much, before."""
    before = then.statement.get(statement.id)
    if before is None or before.kind == "is":
        return True
    return statement.weight is Weight.RULES_OUT and before.weight is not Weight.RULES_OUT


def _corrections(then: Declaration, now: Declaration, result: Result) -> Iterator[CorrectionMade]:
    for before in _touched(then, result):
        after = now.statement.get(before.id)
        made = after.corrects if after is not None else None
        if after is not None and made is not None and (before.corrects is None or made.on > before.corrects.on):
            yield CorrectionMade(after, made)


def _prices(then: Declaration, now: Declaration) -> Iterator[PriceChange]:
    after = {plan.id: plan for plan in now.pricing.plans} if now.pricing is not None else {}
    for plan in priced_plans(then.business_case, then.pricing) if then.business_case is not None else ():
        other = after.get(plan.id)
        if other is None or _cost(plan) != _cost(other):
            yield PriceChange(plan, other)


def _cost(plan: Plan) -> tuple[object, ...]:
    return plan.amount, plan.up_to, plan.currency, plan.per
