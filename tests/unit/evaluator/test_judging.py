"""Verdicts by example, as design.md states them, each with its receipts."""

from collections.abc import Mapping

import pytest

from evaluator.evaluation import Mark
from evaluator.judging import Receipt, Trigger, judge, questions_in, truth_of, truth_of_rule
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE, All, AnyOf, Bound, Choice, Not, Rule, Truth
from evaluator.statements import Weight
from tests.unit.evaluator.declarations import declared, question, statement

YES, NO, UNSURE = Mark.YES, Mark.NO, Mark.NOT_SURE

SEVERAL = Choice(question="writers", options=("several",))
LARGE = Bound(question="size", at_least=2)
QUESTIONS = [question("writers", "one", "several"), question("size", "small", "large", "huge")]

THING = declared(
    [
        statement("nightly"),
        statement("modest", None, Not(part=LARGE)),
        statement("slow", Weight.LIMITS),
        statement("large", Weight.LIMITS, LARGE),
        statement("live", Weight.RULES_OUT),
        statement("shared", Weight.RULES_OUT, SEVERAL),
    ],
    QUESTIONS,
)


@pytest.mark.parametrize(
    ("marks", "answers", "kind"),
    [
        ({}, {}, VerdictKind.CANNOT_TELL),
        ({"nightly": YES}, {}, VerdictKind.FIT),
        ({}, {"size": "small"}, VerdictKind.FIT),
        ({"nightly": UNSURE}, {}, VerdictKind.CANNOT_TELL),
        ({"nightly": NO}, {"size": "large"}, VerdictKind.CANNOT_TELL),
        ({"nightly": YES, "slow": YES}, {}, VerdictKind.FIT_IF),
        ({"nightly": YES, "slow": UNSURE}, {}, VerdictKind.FIT),
        ({"nightly": YES}, {"size": "huge"}, VerdictKind.FIT_IF),
        ({"nightly": YES}, {"size": NOT_SURE}, VerdictKind.FIT),
        ({"nightly": YES, "live": UNSURE}, {}, VerdictKind.FIT_IF),
        ({"nightly": YES}, {"writers": NOT_SURE}, VerdictKind.FIT_IF),
        ({"nightly": YES, "shared": NO}, {"writers": NOT_SURE}, VerdictKind.FIT),
        ({"nightly": YES, "shared": UNSURE}, {"writers": "one"}, VerdictKind.FIT),
        ({"nightly": YES, "live": YES}, {"size": "small"}, VerdictKind.NOT_A_FIT),
        ({"nightly": YES}, {"writers": "several"}, VerdictKind.NOT_A_FIT),
        ({"shared": NO}, {"writers": "several"}, VerdictKind.NOT_A_FIT),
        ({"slow": YES, "live": UNSURE}, {}, VerdictKind.CANNOT_TELL),
    ],
)
def test_the_verdict_is_the_one_that_the_design_states(
    marks: Mapping[str, Mark], answers: Mapping[str, str], kind: VerdictKind
) -> None:
    verdict = judge(THING, marks, answers)

    assert verdict.kind is kind


@pytest.mark.parametrize(
    ("mark", "ruled", "truth"),
    [
        (None, None, Truth.NO),
        (None, Truth.YES, Truth.YES),
        (None, Truth.NOT_SURE, Truth.NOT_SURE),
        (None, Truth.UNANSWERED, Truth.UNANSWERED),
        (YES, None, Truth.YES),
        (YES, Truth.NO, Truth.YES),
        (NO, Truth.YES, Truth.YES),
        (NO, Truth.NOT_SURE, Truth.NO),
        (NO, Truth.UNANSWERED, Truth.NO),
        (UNSURE, None, Truth.NOT_SURE),
        (UNSURE, Truth.NO, Truth.NO),
        (UNSURE, Truth.YES, Truth.YES),
        (UNSURE, Truth.UNANSWERED, Truth.NOT_SURE),
    ],
)
def test_a_mark_and_a_rule_make_a_statement_hold_together(mark: Mark | None, ruled: Truth | None, truth: Truth) -> None:
    assert truth_of(mark, ruled) is truth


@pytest.mark.parametrize(
    ("rule", "truth"),
    [
        (SEVERAL, Truth.YES),
        (LARGE, Truth.NOT_SURE),
        (Choice(question="other", options=("a",)), Truth.UNANSWERED),
        (All(all=(SEVERAL, LARGE)), Truth.NOT_SURE),
        (AnyOf(any=(SEVERAL, LARGE)), Truth.YES),
        (Not(part=SEVERAL), Truth.NO),
        (Not(part=LARGE), Truth.NOT_SURE),
        (All(all=(Not(part=SEVERAL), LARGE)), Truth.NO),
    ],
)
def test_a_rule_is_as_true_as_its_parts(rule: Rule, truth: Truth) -> None:
    questions = {one.id: one for one in QUESTIONS}

    assert truth_of_rule(rule, {"writers": "several", "size": NOT_SURE}, questions) is truth


def test_a_receipt_names_the_mark_and_the_answers_that_made_a_statement_count() -> None:
    verdict = judge(THING, {"shared": YES, "live": YES}, {"writers": "several", "size": "small"})

    mark, answer = Trigger(), Trigger("writers", "several")
    assert verdict.exclusions == (Receipt("live", Truth.YES, (mark,)), Receipt("shared", Truth.YES, (mark, answer)))
    assert verdict.receipts == verdict.exclusions


def test_a_receipt_leaves_out_the_answers_that_had_no_part_in_it() -> None:
    either = AnyOf(any=(SEVERAL, LARGE, Not(part=Choice(question="writers", options=("one",)))))
    thing = declared([statement("odd", None, either)], QUESTIONS)

    verdict = judge(thing, {}, {"writers": "several", "size": "small"})

    assert verdict.fits == (Receipt("odd", Truth.YES, (Trigger("writers", "several"),)),)


def test_a_mark_of_no_is_no_trigger_of_what_the_answers_say() -> None:
    verdict = judge(THING, {"shared": NO}, {"writers": "several"})

    assert verdict.exclusions == (Receipt("shared", Truth.YES, (Trigger("writers", "several"),)),)


def test_conditions_name_exclusions_the_visitor_is_not_sure_of_and_limits_that_hold() -> None:
    verdict = judge(THING, {"nightly": YES, "slow": YES, "live": UNSURE}, {"writers": NOT_SURE, "size": "large"})

    assert verdict.kind is VerdictKind.FIT_IF
    assert verdict.conditions == (
        Receipt("live", Truth.NOT_SURE, (Trigger(),)),
        Receipt("shared", Truth.NOT_SURE, (Trigger("writers", NOT_SURE),)),
        Receipt("slow", Truth.YES, (Trigger(),)),
        Receipt("large", Truth.YES, (Trigger("size", "large"),)),
    )
    assert verdict.receipts == (*verdict.fits, *verdict.conditions)


def test_what_the_visitor_is_not_sure_of_is_what_the_verdict_does_not_cover() -> None:
    verdict = judge(THING, {"nightly": UNSURE}, {"size": NOT_SURE})

    assert verdict.kind is VerdictKind.CANNOT_TELL
    assert [receipt.statement for receipt in verdict.open_statements] == ["nightly", "modest", "large"]


def test_a_mark_on_a_statement_that_is_not_declared_counts_for_nothing() -> None:
    assert judge(THING, {"gone": YES}, {"gone": "a"}) == judge(THING, {}, {})


def test_the_questions_in_a_rule_are_all_those_it_looks_at() -> None:
    assert questions_in(All(all=(SEVERAL, Not(part=LARGE)))) == {"writers", "size"}
    assert questions_in(None) == frozenset()
