"""Scenarios: visitors whose verdict and route the vendor has agreed on."""

from pydantic import Field

from evaluator.evaluation import Mark
from evaluator.routes import VerdictKind
from evaluator.rules import Frozen, Id
from evaluator.sources import Sentence


class Expectation(Frozen):
    """What a scenario must end in; ``receipts`` are the ids of the statements that must count."""

    verdict: VerdictKind
    route: Id
    receipts: tuple[Id, ...] = ()


class Scenario(Frozen):
    """One entry of ``scenarios.yaml``: a test of the content, not of the code."""

    id: Id
    says: Sentence
    persona: Id
    words: str = Field(default="", max_length=4000)
    marks: dict[Id, Mark] = Field(default_factory=dict)
    answers: dict[Id, Id] = Field(default_factory=dict)
    expect: Expectation
