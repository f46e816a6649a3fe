"""Objections: what a persona usually holds against the product, and the declared answer."""

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Sentence, Source


class Objection(Frozen):
    """One entry of ``objections.yaml``: who raises it, what they say, and an answer that can be checked.

    ``statements`` are those that the objection is about.
    """

    id: Id
    raised_by: tuple[Id, ...] = Field(min_length=1)
    says: Sentence
    answer: Sentence
    statements: tuple[Id, ...] = ()
    proof: tuple[Source, ...] = Field(min_length=1)
