"""Still true? What changed since a result was given, and what the verdict would be now."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from evaluator.changes import Changes, Part, changes
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.loading import load
from evaluator.rejudging import evaluation_of
from evaluator.results import Result, result_of
from evaluator.routes import VerdictKind
from evaluator.rules import Choice
from evaluator.statements import Correction, Statement, Weight
from tests.unit.evaluator.declarations import declared, question, statement, visits
from tests.unit.evaluator.planting import FERRY

FITS = statement("fits")
LIMIT = statement("limit", Weight.LIMITS, Choice(question="size", options=("large",)))
NEVER = statement("never", Weight.RULES_OUT)
SIZE = question("size", "small", "large")
THEN = declared([FITS, LIMIT], [SIZE])
VISITOR = Evaluation("director", "", {"fits": Mark.YES}, {"size": "large"})
MARCH = Correction(on=date(2026, 3, 1), says="It said that it fits everybody.")


def altered(declaration: Declaration, **fields: Any) -> Declaration:
    """Return a declaration with other fields; a mere copy would keep what the first has cached."""
    kept = {name: getattr(declaration, name) for name in Declaration.model_fields}
    return Declaration(**{**kept, **fields})


def given_then() -> Result:
    """Return the result that the visitor was given."""
    return result_of(Decider(THEN), VISITOR, {})


def now(**fields: Any) -> Declaration:
    """Return the declaration as it is now, with other fields."""
    return altered(THEN, version="1" * 16, **fields)


def since(current: Declaration) -> Changes:
    """Return what changed for the visitor's result."""
    return changes(THEN, Decider(current), given_then())


def test_the_same_declaration_changes_nothing() -> None:
    found = since(THEN)

    assert not found.touch_it
    assert found.verdict is not None
    assert (found.verdict.kind, found.verdict.asks) == (VerdictKind.FIT_IF, None)


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"says": "It says less."}, (Part.WORDING,)),
        ({"for_director": "It saves time."}, (Part.WORDING,)),
        ({"when": Choice(question="size", options=("small",))}, (Part.RULE,)),
        ({"proof": ()}, (Part.PROOF,)),
        ({"kind": "is-not", "weight": Weight.LIMITS}, (Part.SIDE,)),
    ],
)
def test_what_changed_of_a_statement_is_named(fields: Mapping[str, object], parts: tuple[Part, ...]) -> None:
    found = since(now(statements=(FITS.model_copy(update=fields), LIMIT)))

    assert [(one.id, one.parts) for one in found.statements] == [("fits", parts)]


def test_both_wordings_of_what_was_reworded_are_told() -> None:
    found = since(now(statements=(FITS.model_copy(update={"says": "It says less."}), LIMIT)))

    assert [(one.then, one.now) for one in found.statements[0].rewordings] == [("It says fits.", "It says less.")]


def test_a_limit_that_now_rules_out_changes_the_verdict() -> None:
    found = since(now(statements=(FITS, LIMIT.model_copy(update={"weight": Weight.RULES_OUT}))))

    assert [(one.id, one.parts) for one in found.statements] == [("limit", (Part.WEIGHT,))]
    assert [one.id for one in found.exclusions] == ["limit"]
    assert found.verdict_differs
    assert found.verdict is not None
    assert found.verdict.kind is VerdictKind.NOT_A_FIT


def test_a_proof_that_was_only_looked_at_again_is_no_change() -> None:
    later = tuple(one.model_copy(update={"checked_on": one.checked_on + timedelta(30)}) for one in FITS.proof)

    assert not since(now(statements=(FITS.model_copy(update={"proof": later}), LIMIT))).touch_it


def test_a_statement_that_vanished_is_told_and_its_mark_dropped() -> None:
    found = since(now(statements=(LIMIT,)))

    assert [(one.id, one.now, one.parts) for one in found.statements] == [("fits", None, (Part.VANISHED,))]
    assert found.verdict is not None
    assert found.verdict.kind is VerdictKind.CANNOT_TELL


def test_a_question_that_vanished_takes_its_answer_with_it() -> None:
    found = since(now(questions=(), statements=(FITS, LIMIT.model_copy(update={"when": None}))))

    assert found.verdict is not None
    assert found.verdict.kind is VerdictKind.FIT


def test_a_new_exclusion_is_told_and_the_question_that_it_asks() -> None:
    asked = question("place", "here", "there")
    rules_out = statement("never", Weight.RULES_OUT, Choice(question="place", options=("there",)))

    found = since(now(statements=(FITS, LIMIT, rules_out), questions=(SIZE, asked)))

    assert [one.id for one in found.exclusions] == ["never"]
    assert found.touch_it
    assert found.verdict is not None
    assert found.verdict.asks == "What of place?"


def test_a_persona_that_is_gone_leaves_no_verdict_of_now() -> None:
    found = since(now(personas=THEN.personas[:1]))

    assert found.verdict is None
    assert found.verdict_differs


def corrected(one: Statement, correction: Correction) -> Statement:
    """Return a statement that the vendor has corrected."""
    return one.model_copy(update={"corrects": correction})


def test_a_correction_of_what_the_result_rests_on_is_told() -> None:
    found = since(now(statements=(corrected(FITS, MARCH), LIMIT)))

    assert [(one.statement.id, one.correction) for one in found.corrections] == [("fits", MARCH)]
    assert found.touch_it


def test_a_correction_of_another_statement_is_not_told() -> None:
    found = since(now(statements=(FITS, LIMIT, corrected(NEVER, MARCH))))

    assert found.corrections == ()


def test_a_correction_that_the_result_had_seen_is_told_again_only_when_a_later_one_is_made() -> None:
    then = altered(THEN, statements=(corrected(FITS, MARCH), LIMIT))
    later = MARCH.model_copy(update={"on": date(2026, 4, 1)})
    result = result_of(Decider(then), VISITOR, {})

    same = changes(then, Decider(then), result)
    again = changes(then, Decider(now(statements=(corrected(FITS, later), LIMIT))), result)

    assert same.corrections == ()
    assert [one.correction for one in again.corrections] == [later]


def test_a_price_that_the_numbers_rest_on_is_told_when_it_rises() -> None:
    ferry = load(FERRY)
    assert ferry.pricing is not None
    plans = tuple(
        plan.model_copy(update={"amount": Decimal(1000)}) if plan.id == "support" else plan
        for plan in ferry.pricing.plans
    )
    dearer = altered(ferry, pricing=ferry.pricing.model_copy(update={"plans": plans}))
    result = result_of(Decider(ferry), Evaluation("developer", "", {"nightly": Mark.YES}, {"watchers": "one"}), {})

    found = changes(ferry, Decider(dearer), result)

    assert [(one.then.amount, one.now and one.now.amount) for one in found.prices] == [(Decimal(900), Decimal(1000))]


@given(visits())
def test_a_result_is_judged_again_to_itself_also_when_it_was_stored_without_its_evaluation(
    visit: tuple[Declaration, Evaluation],
) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    result = result_of(decider, evaluation, {})
    stored_before = Result.model_validate_json(result.model_dump_json(exclude={"marked", "answered"}))

    assert evaluation_of(result, declaration) == evaluation
    for one in (result, stored_before):
        found = changes(declaration, decider, one)
        assert not found.touch_it
        assert found.verdict is not None
        assert found.verdict.sentence == result.sentence
