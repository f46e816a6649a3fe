"""Rules as data: what the answers must be for a statement to hold.

A rule is ``all``, ``any`` or ``not`` over conditions on one question each. Answers
that are missing or "not sure" leave a rule open, so truth has four values here:
Kleene's three, with the reason why the third is open kept apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

NOT_SURE = "not-sure"
"""The answer that every question accepts besides its options."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Frozen(BaseModel):
    """A value read from content: it never changes and knows every one of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Truth(StrEnum):
    """Whether a statement holds, and if that is open, why."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"
    UNANSWERED = "unanswered"

    @property
    def is_open(self) -> bool:
        """Tell whether the visitor has not settled this."""
        return self in (Truth.NOT_SURE, Truth.UNANSWERED)


class Choice(Frozen):
    """The answer to one question is one of these options."""

    question: Id
    options: tuple[Id, ...] = Field(alias="in", min_length=1)


class Bound(Frozen):
    """The value of the option chosen lies within these bounds, both inclusive."""

    question: Id
    at_least: float | None = None
    at_most: float | None = None


class All(Frozen):
    """Every part holds."""

    all: tuple["Rule", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """At least one part holds."""

    any: tuple["Rule", ...] = Field(min_length=1)


class Not(Frozen):
    """The part does not hold."""

    part: "Rule" = Field(alias="not")


def _kind_of_rule(value: Any) -> str:
    keys = value if isinstance(value, dict) else {}
    if isinstance(value, Frozen):
        return type(value).__name__
    for key, kind in (("all", "All"), ("any", "AnyOf"), ("not", "Not"), ("in", "Choice"), ("options", "Choice")):
        if key in keys:
            return kind
    return "Bound"


Rule = Annotated[
    Annotated[All, Tag("All")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[Not, Tag("Not")]
    | Annotated[Choice, Tag("Choice")]
    | Annotated[Bound, Tag("Bound")],
    Discriminator(_kind_of_rule),
]

Condition = Choice | Bound

All.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


def conditions(rule: Rule) -> Iterator[Condition]:
    """Yield every condition of a rule, in the order written."""
    match rule:
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from conditions(part)
        case Not(part=part):
            yield from conditions(part)
        case _:
            yield rule


def satisfying(condition: Condition, values: Mapping[str, float | None]) -> frozenset[str]:
    """Return the option ids that satisfy a condition.

    ``values`` maps each option id of the condition's question to its declared number,
    in the question's own unit, or None where it has none.
    """
    if isinstance(condition, Choice):
        return frozenset(condition.options)
    low = condition.at_least if condition.at_least is not None else float("-inf")
    high = condition.at_most if condition.at_most is not None else float("inf")
    return frozenset(option for option, value in values.items() if value is not None and low <= value <= high)


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Combine truths of which all must hold."""
    found = set(truths)
    for truth in (Truth.NO, Truth.NOT_SURE, Truth.UNANSWERED):
        if truth in found:
            return truth
    return Truth.YES


def negation(truth: Truth) -> Truth:
    """Return the opposite; what is open stays open for the same reason."""
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(truth, truth)


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Combine truths of which one must hold."""
    return negation(conjunction(negation(truth) for truth in truths))
