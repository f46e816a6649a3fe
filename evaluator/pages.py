"""What visitors read besides statements: use cases, examples, comparisons, prices, pages."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Body, Heading, Sentence, Source, WebAddress


class Fact(Frozen):
    """One entry of ``facts.yaml``: a checkable fact for people who tick boxes."""

    id: Id
    topic: Heading
    says: Sentence
    proof: tuple[Source, ...] = Field(min_length=1)


class UseCase(Frozen):
    """``use-cases/*.md``: something visitors want to do, in general."""

    id: Id
    heading: Heading
    says: Sentence
    statements: tuple[Id, ...] = Field(min_length=1)
    body: Body


class Example(Frozen):
    """``examples/*.md``: a real, public, cited user, what it saved them and what was hard.

    ``size`` is how large their setup is, in a few words that several examples may share;
    ``pains`` are those that its sources tell of.
    ``size`` and ``hard`` may be absent in a value so that older editions are still read;
    a declaration that is served has both.
    """

    id: Id
    heading: Heading
    user: Heading
    industry: Heading
    size: Heading | None = None
    says: Sentence
    saved: Sentence
    hard: Sentence | None = None
    not_proof_of: Sentence
    pains: tuple[Id, ...] = ()
    statements: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    body: Body


class Cell(Frozen):
    """One side of a comparison's row, with the page that it comes from.

    ``review_by`` is given where a cell ages faster than the comparison that it stands in.
    """

    says: Sentence
    source: Source
    review_by: date | None = None


class Row(Frozen):
    """One topic of a comparison; ``better`` names the side that does it better."""

    topic: Heading
    better: Literal["rival", "ours", "neither"]
    rival: Cell
    ours: Cell


class Moving(Frozen):
    """How to move to a rival, and how to move from there."""

    there: Sentence
    back: Sentence
    sources: tuple[Source, ...] = ()


class Comparison(Frozen):
    """``comparisons/*.md``: the product beside a rival; rows the rival wins are shown first.

    Without ``moving`` only in older editions.
    """

    id: Id
    heading: Heading
    rival: Heading
    rival_url: WebAddress
    says: Sentence
    checked_on: date
    review_by: date
    rows: tuple[Row, ...] = Field(min_length=1)
    moving: Moving | None = None
    body: Body

    @property
    def rows_rival_first(self) -> tuple[Row, ...]:
        """The rows: those the rival wins, then the even ones, then ours."""
        order = {"rival": 0, "neither": 1, "ours": 2}
        return tuple(sorted(self.rows, key=lambda row: order[row.better]))

    def is_stale(self, cell: Cell, today: date) -> bool:
        """Tell whether a cell of this comparison should have been looked at again before today."""
        return (cell.review_by or self.review_by) < today


class Plan(Frozen):
    """One line of the price list. ``amount`` is in whole and decimal units of ``currency`` (ISO 4217)."""

    id: Id
    name: Heading
    amount: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    up_to: Decimal | None = Field(default=None, ge=0, max_digits=12, decimal_places=2)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    per: Heading
    says: Sentence
    not_for: Sentence
    source: Source


class Pricing(Frozen):
    """``pricing.yaml``: the real price list."""

    says: Sentence
    plans: tuple[Plan, ...] = Field(min_length=1)


class Page(Frozen):
    """``pages/*.md``: any other page; ``facts`` are shown as rows with their proof."""

    id: Id
    heading: Heading
    says: Sentence
    facts: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()
    body: Body
