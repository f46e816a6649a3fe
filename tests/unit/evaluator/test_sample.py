"""The sample declaration as a whole: every combination of answers ends in one verdict and one route."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from math import prod
from pathlib import Path

import pytest

from evaluator.charting import asked_questions
from evaluator.deciding import Decider, Outcome
from evaluator.evaluation import Evaluation, Mark
from evaluator.loading import load
from evaluator.routes import Tier, VerdictKind
from evaluator.rules import Truth
from tests.unit.evaluator.declarations import completions, end_of

CONTENT = Path(__file__).parents[3] / "content"
TIERS = tuple(Tier)
EVERY = 53
"""Of the full combinations, every so-manieth is judged as a whole; prime to all numbers of answers."""


@cache
def _sample() -> Decider:
    return Decider(load(CONTENT))


def _persona(tier: Tier) -> str:
    return next(one.id for one in _sample().declaration.personas if one.tier is tier)


def _mark_patterns() -> Iterator[dict[str, Mark]]:
    """Yield no mark, each mark alone, each with something that fits, and all of a kind at once."""
    statements = _sample().declaration.statements
    fitting = next(one.id for one in statements if one.kind == "is")
    yield {}
    for one in statements:
        for mark in Mark:
            yield {one.id: mark}
            yield {fitting: Mark.YES, one.id: mark}
    for mark in Mark:
        yield {one.id: mark for one in statements if one.kind == "is"}
        yield {one.id: mark for one in statements}


def _walks(decider: Decider, persona: str, marks: Mapping[str, Mark]) -> Iterator[Outcome]:
    """Yield the outcome of every way through the questions, answering only what is asked."""
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        answers = waiting.pop()
        outcome = decider.decide(Evaluation(persona, "", marks, answers))
        asked = outcome.path.next_question
        if asked is None:
            yield outcome
        else:
            waiting.extend({**answers, asked.id: answer} for answer in asked.answers)


def _assert_sound(outcome: Outcome, tier: Tier) -> None:
    declaration = _sample().declaration
    offered = [declaration.destination[one].leads_to for one in (outcome.route.to, *outcome.route.also)]
    assert outcome.verdict.kind in VerdictKind
    assert declaration.routes.routes.count(outcome.route) == 1
    if "contact" in offered:
        assert tier is Tier.MIDDLE
        assert outcome.verdict.kind in (VerdictKind.FIT, VerdictKind.FIT_IF)
        assert outcome.qualified is Truth.YES


@pytest.mark.parametrize("tier", TIERS)
def test_every_combination_of_answers_ends_in_one_verdict_and_route_and_none_ruled_out_meets_sales(tier: Tier) -> None:
    decider, persona = _sample(), _persona(tier)
    answers_of = {one.id: len(one.answers) for one in asked_questions(decider.declaration, persona)}

    covered = 0
    for outcome in _walks(decider, persona, {}):
        _assert_sound(outcome, tier)
        taken = dict(outcome.path.answers)
        covered += prod(number for question, number in answers_of.items() if question not in taken)

    assert covered == prod(answers_of.values())


@pytest.mark.parametrize("tier", TIERS)
def test_with_any_marks_answering_everything_ends_where_answering_what_is_asked_does(tier: Tier) -> None:
    decider, persona = _sample(), _persona(tier)
    patterns = list(_mark_patterns())

    for number, answers in enumerate(islice(completions(decider.declaration, persona, {}), 0, None, EVERY)):
        marks = patterns[number % len(patterns)]
        outcome = decider.decide(Evaluation(persona, "", marks, answers))

        _assert_sound(outcome, tier)
        kind, conditions, route = end_of(decider.declaration, persona, marks, answers)
        assert (outcome.verdict.kind, outcome.route.id) == (kind, route)
        if kind is VerdictKind.FIT_IF:
            assert tuple(receipt.statement for receipt in outcome.verdict.conditions) == conditions


def test_every_verdict_is_reached_by_somebody() -> None:
    decider, persona = _sample(), _persona(Tier.BOTTOM)

    reached = {outcome.verdict.kind for outcome in _walks(decider, persona, {})}

    assert reached == set(VerdictKind)
