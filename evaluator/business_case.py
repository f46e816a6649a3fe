"""The business case as the vendor declares it: what a champion fills in, and every step from there to a figure."""

from decimal import Decimal

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Heading, Sentence, Source

MOST_INPUTS = 10
"""How many inputs there may be: with the spread of each, a figure is worked out 2 to the power of them times."""

MOST_STEPS = 30


class Input(Frozen):
    """One number that a champion can change.

    ``default`` comes from ``source``, or ``your_own`` says that no public figure exists.
    ``spread`` is how far off the number may be, in percent of it, either way.
    """

    id: Id
    name: Heading
    asks: Sentence
    unit: Heading
    money: bool = False
    default: Decimal = Field(max_digits=15, decimal_places=4)
    minimum: Decimal = Field(max_digits=15, decimal_places=4)
    maximum: Decimal = Field(max_digits=15, decimal_places=4)
    spread: Decimal = Field(default=Decimal(0), ge=0, le=100, decimal_places=2)
    source: Source | None = None
    your_own: Sentence | None = None


class Step(Frozen):
    """One figure worked out from inputs, prices (``price:plan``) and earlier steps.

    ``unit`` is what it counts; for a step of ``money`` it says how often, as in "a year".
    """

    id: Id
    name: Heading
    says: Sentence
    unit: Heading
    money: bool = False
    formula: str = Field(min_length=1, max_length=1000)


class BusinessCase(Frozen):
    """``business-case.yaml``: inputs, the steps in order, and which of them answer what.

    ``pain_now`` is what the trouble costs a year, ``saves`` what the product saves of
    that a year before its price is taken off, ``price`` what the product costs a year,
    ``once`` what changing to it costs once, all in money of ``currency`` (ISO 4217).
    ``pays_back`` is the number of months until what is saved has paid for it.
    """

    says: Sentence
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    inputs: tuple[Input, ...] = Field(min_length=1, max_length=MOST_INPUTS)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)
    pain_now: Id
    saves: Id
    price: Id
    once: Id | None = None
    pays_back: Id
