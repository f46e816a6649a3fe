"""What would flip a verdict: each way judged again, and none smaller left untold."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product as combinations_of

from hypothesis import given, settings

from evaluator.changing import AnswerChange, Change, MarkChange
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.flipping import MOST_CHANGES, Flip, Flips, changed, flips
from evaluator.judging import judge, truth_of_rule
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE, All, AnyOf, Bound, Choice, Truth
from evaluator.statements import Statement, Weight
from tests.unit.evaluator.declarations import completions, declared, end_of, question, statement, visits

EXAMPLES = settings(max_examples=150, deadline=None, derandomize=True)
SMALL = settings(max_examples=120, deadline=None, derandomize=True)

Visit = tuple[Declaration, Evaluation]


def _flips(decider: Decider, evaluation: Evaluation) -> Flips:
    outcome = decider.decide(evaluation)
    return flips(decider, evaluation, outcome.path, outcome.verdict.kind)


def _size(flip: Flip) -> int:
    return sum(len(one.statements) if isinstance(one, MarkChange) and one.every else 1 for one in flip.changes)


@EXAMPLES
@given(visits())
def test_every_flip_gives_its_verdict_when_judged_again(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    path = decider.path(evaluation)

    told = _flips(decider, evaluation)

    for flip in told.found:
        after = changed(evaluation, path, flip)
        assert judge(declaration, after.marks, after.answers).kind is flip.kind
        assert decider.decide(_finished(decider, after, evaluation.answers)).verdict.kind is flip.kind
        assert 1 <= len(flip.changes) <= _size(flip) <= MOST_CHANGES


@EXAMPLES
@given(visits())
def test_every_answer_and_every_statement_that_a_flip_offers_does_it(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    path = decider.path(evaluation)

    told = _flips(decider, evaluation)

    for flip in told.found:
        for one in _each_choice(flip):
            after = changed(evaluation, path, one)
            assert judge(declaration, after.marks, after.answers).kind is flip.kind


@EXAMPLES
@given(visits())
def test_every_other_verdict_is_told_once_as_found_far_or_impossible(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    kind = decider.decide(evaluation).verdict.kind

    told = _flips(decider, evaluation)

    groups = [{flip.kind for flip in told.found}, set(told.far), set(told.impossible)]
    assert sum(len(group) for group in groups) == len(VerdictKind) - 1
    assert set().union(*groups) == set(VerdictKind) - {kind}


@SMALL
@given(visits(most_questions=3, most_statements=4))
def test_no_flip_is_smaller_than_those_told_and_the_impossible_is_impossible(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)

    told = _flips(decider, evaluation)

    least = _least_by_brute_force(declaration, evaluation, dict(decider.path(evaluation).answers))
    assert {flip.kind: _size(flip) for flip in told.found} == {
        kind: size for kind, size in least.items() if 0 < size <= MOST_CHANGES
    }
    assert set(told.far) == {kind for kind, size in least.items() if size > MOST_CHANGES}
    assert set(told.impossible) == set(VerdictKind) - set(least)


def _finished(decider: Decider, evaluation: Evaluation, answers: Mapping[str, str]) -> Evaluation:
    """Answer what the changed path still asks: it matters to the route or a condition, not to the verdict."""
    while (asked := decider.path(evaluation).next_question) is not None:
        evaluation = replace(evaluation, answers={**evaluation.answers, asked.id: answers[asked.id]})
    return evaluation


def _each_choice(flip: Flip) -> Iterator[Flip]:
    """Yield the flip once for each combination of what it leaves open."""
    choices: list[list[Change]] = []
    for change in (*flip.changes, *flip.further):
        if isinstance(change, AnswerChange):
            choices.append([AnswerChange(change.question, change.was, (answer,)) for answer in change.to])
        elif change.every:
            choices.append([change])
        else:
            choices.append([MarkChange((one,), change.to, every=False) for one in change.statements])
    for chosen in combinations_of(*choices):
        yield Flip(flip.kind, tuple(chosen), ())


def _least_by_brute_force(
    declaration: Declaration, evaluation: Evaluation, answered: Mapping[str, str]
) -> dict[VerdictKind, int]:
    """Return the fewest things said that must change for each verdict that can be had."""
    least: dict[VerdictKind, int] = {}
    marked = [
        _marks_open_to(declaration, one, evaluation.marks.get(one.id), answered) for one in declaration.statements
    ]
    wholes = [
        whole
        for whole in completions(declaration, evaluation.persona, {})
        if not any(value == NOT_SURE and answered.get(one) != NOT_SURE for one, value in whole.items())
    ]
    for chosen in combinations_of(*marked):
        marks = {one.id: mark for one, mark in zip(declaration.statements, chosen, strict=True) if mark is not None}
        remarked = sum(marks.get(one.id) is not evaluation.marks.get(one.id) for one in declaration.statements)
        for whole in wholes:
            kind = end_of(declaration, evaluation.persona, marks, whole)[0]
            size = remarked + sum(whole[one] != answer for one, answer in answered.items())
            least[kind] = min(size, least.get(kind, size))
    return least


def _marks_open_to(
    declaration: Declaration, one: Statement, mark: Mark | None, answered: Mapping[str, str]
) -> set[Mark | None]:
    """Return the marks a visitor may come to: never less sure, and not true against their own answers."""
    denied = one.when is not None and truth_of_rule(one.when, answered, declaration.question) is Truth.NO
    marks = {mark}
    if mark in (Mark.YES, Mark.NOT_SURE):
        marks.add(Mark.NO)
    if not denied:
        marks.add(Mark.YES)
    return marks


def test_taking_back_one_exclusion_can_leave_a_condition_that_the_visitor_is_not_sure_of() -> None:
    statements = [statement("good"), statement("bad", Weight.RULES_OUT), statement("perhaps", Weight.RULES_OUT)]
    marks = {"good": Mark.YES, "bad": Mark.YES, "perhaps": Mark.NOT_SURE}

    told = _flips(Decider(declared(statements)), Evaluation("director", "", marks, {}))

    assert Flip(VerdictKind.FIT_IF, (MarkChange(("bad",), Mark.NO, every=True),), ()) in told.found


def test_answers_that_act_alike_are_told_together() -> None:
    small = Bound(question="size", at_most=2)
    declaration = declared([statement("good", None, small)], [question("size", "a", "b", "c")])

    told = _flips(Decider(declaration), Evaluation("director", "", {}, {"size": "c"}))

    assert told.found == (Flip(VerdictKind.FIT, (AnswerChange("size", "c", ("a", "b")),), ()),)


def test_a_verdict_that_takes_more_than_three_changes_is_far() -> None:
    every = All(all=tuple(Choice(question=f"q{number}", options=("a",)) for number in range(4)))
    questions = [question(f"q{number}", "a", "b") for number in range(4)]
    # Each answer alone makes it fit under a condition, so that all four are asked.
    each = [statement(f"s{one.id}", Weight.LIMITS, Choice(question=one.id, options=("b",))) for one in questions]
    declaration = declared([statement("good", None, every), statement("sure"), *each], questions)
    answers = {one.id: "b" for one in questions}

    told = _flips(Decider(declaration), Evaluation("director", "", {"sure": Mark.YES}, answers))

    assert VerdictKind.FIT in told.far
    assert VerdictKind.FIT not in {flip.kind for flip in told.found}


def test_a_verdict_that_nothing_declared_can_give_is_impossible() -> None:
    told = _flips(Decider(declared([statement("good")])), Evaluation("director"))

    assert told.impossible == (VerdictKind.FIT_IF, VerdictKind.NOT_A_FIT)


def test_no_flip_asks_a_visitor_to_become_less_sure() -> None:
    rule = AnyOf(any=(Choice(question="q", options=("a",)),))
    declaration = declared([statement("good"), statement("bad", Weight.RULES_OUT, rule)], [question("q", "a", "b")])

    told = _flips(Decider(declaration), Evaluation("director", "", {"good": Mark.YES}, {"q": "b"}))

    assert VerdictKind.FIT_IF in told.impossible


def test_a_question_that_only_the_flip_asks_is_told_apart_from_what_is_taken_back() -> None:
    out = Choice(question="first", options=("a",))
    rule = Choice(question="second", options=("a",))
    statements = [statement("good", None, rule), statement("bad", Weight.RULES_OUT, out)]
    declaration = declared(statements, [question("first", "a", "b"), question("second", "a", "b")])

    told = _flips(Decider(declaration), Evaluation("director", "", {"good": Mark.NO}, {"first": "a"}))

    change, further = AnswerChange("first", "a", ("b",)), AnswerChange("second", None, ("a",))
    assert Flip(VerdictKind.FIT, (change,), (further,)) in told.found
