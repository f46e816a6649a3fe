"""Which question comes next and where an evaluation ends, over generated declarations.

Each property is checked against brute force: judging every completion as it is.
"""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.charting import End
from evaluator.checking import check
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.routes import Route, RouteWhen, VerdictKind
from evaluator.rules import NOT_SURE, All, Choice
from evaluator.statements import Weight
from tests.unit.evaluator.declarations import completions, declared, end_of, question, statement, visits
from tests.unit.evaluator.origins import origins_of

EXAMPLES = settings(max_examples=200, deadline=None, derandomize=True)

Visit = tuple[Declaration, Evaluation]


@EXAMPLES
@given(visits())
def test_every_evaluation_ends_in_one_verdict_and_one_declared_route(visit: Visit) -> None:
    declaration, evaluation = visit

    outcome = Decider(declaration).decide(evaluation)

    assert outcome.verdict.kind in VerdictKind
    assert outcome.route in declaration.routes.routes
    assert outcome.path.next_question is None


@EXAMPLES
@given(visits())
def test_nobody_who_is_ruled_out_reaches_a_person_where_checking_finds_no_fault(visit: Visit) -> None:
    declaration, evaluation = visit
    faults = [one.fault for one in check(declaration, origins_of(declaration))]

    outcome = Decider(declaration).decide(evaluation)

    to_a_person = declaration.destination[outcome.route.to].leads_to == "contact"
    ruled_out = outcome.verdict.kind is VerdictKind.NOT_A_FIT
    assert not (to_a_person and ruled_out) or any("to a person where it is ruled out" in fault for fault in faults)


@EXAMPLES
@given(visits())
def test_no_asked_question_is_irrelevant(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    given_answers: dict[str, str] = {}

    while (asked := decider.path(replace(evaluation, answers=given_answers)).next_question) is not None:
        ends = {
            answer: {
                frozenset((one, value) for one, value in whole.items() if one != asked.id): end_of(
                    declaration, evaluation.persona, evaluation.marks, whole
                )
                for whole in completions(declaration, evaluation.persona, {**given_answers, asked.id: answer})
            }
            for answer in asked.answers
        }
        first, *others = ends.values()
        assert any(other[rest] != first[rest] for other in others for rest in first)
        given_answers[asked.id] = evaluation.answers[asked.id]


@EXAMPLES
@given(visits())
def test_no_skipped_question_was_relevant(visit: Visit) -> None:
    declaration, evaluation = visit
    persona, marks = evaluation.persona, evaluation.marks

    outcome = Decider(declaration).decide(evaluation)

    answered = dict(outcome.path.answers)
    end = end_of(declaration, persona, marks, answered)
    assert end[::2] == (outcome.verdict.kind, outcome.route.id)
    assert {end_of(declaration, persona, marks, whole) for whole in completions(declaration, persona, answered)} == {
        end
    }


@EXAMPLES
@given(visits(), st.randoms(use_true_random=False))
def test_answers_in_any_order_give_the_same_outcome(visit: Visit, order: Random) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    shuffled = list(evaluation.answers.items())
    order.shuffle(shuffled)

    at_once = decider.decide(evaluation)
    backwards = decider.decide(replace(evaluation, answers=dict(shuffled)))

    assert backwards == at_once


@EXAMPLES
@given(visits(), st.integers(0, 15))
def test_answering_step_by_step_from_some_answers_ends_where_all_at_once_does(visit: Visit, ahead: int) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    said = {one: answer for number, (one, answer) in enumerate(evaluation.answers.items()) if ahead >> number & 1}

    most = len(declaration.questions)
    while (path := decider.path(replace(evaluation, answers=said))).next_question is not None:
        assert path.upcoming <= most
        most = path.upcoming - 1
        said[path.next_question.id] = evaluation.answers[path.next_question.id]

    assert decider.decide(replace(evaluation, answers=said)) == decider.decide(evaluation)


@EXAMPLES
@given(visits(), st.data())
def test_an_answer_that_is_no_longer_on_the_path_does_not_count(visit: Visit, data: st.DataObject) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    outcome = decider.decide(evaluation)
    on_path = dict(outcome.path.answers)

    others = {
        one.id: data.draw(st.sampled_from((*one.answers, "no-option")))
        for one in declaration.questions
        if one.id not in on_path
    }

    assert decider.decide(replace(evaluation, answers=on_path)) == outcome
    assert decider.decide(replace(evaluation, answers={**others, **on_path})) == outcome


@EXAMPLES
@given(visits())
def test_the_verdict_and_route_judged_are_those_of_the_chart(visit: Visit) -> None:
    declaration, evaluation = visit
    decider = Decider(declaration)
    chart = decider.charts[evaluation.persona]
    values = chart.fixed(evaluation.marks)
    for number, one in chart.question_at.items():
        values[number] = one.answers.index(evaluation.answers[one.id])

    leaf = chart.diagrams.restrict(chart.ends, values)

    outcome = decider.decide(evaluation)
    assert chart.diagrams.value(leaf) == End(outcome.verdict.kind, outcome.route.id)


def test_nothing_is_asked_about_an_exclusion_that_a_mark_of_no_has_settled() -> None:
    rule = All(all=(Choice(question="first", options=("a",)), Choice(question="second", options=("a",))))
    questions = [question("first", "a", "b"), question("second", "a", "b")]
    decider = Decider(declared([statement("good"), statement("bad", Weight.RULES_OUT, rule)], questions))
    marks = {"good": Mark.YES, "bad": Mark.NO}

    outcome = decider.decide(Evaluation("director", "", marks, {"first": NOT_SURE}))

    assert outcome.path.next_question is None
    assert outcome.verdict.kind is VerdictKind.FIT


def test_a_question_of_the_qualification_is_asked_only_where_the_route_depends_on_it() -> None:
    declaration = declared(
        [statement("good"), statement("bad", Weight.RULES_OUT, Choice(question="first", options=("a",)))],
        [question("first", "a", "b"), question("when", "soon", "later")],
        [Route(id="sales", to="sales", because="Soon.", when=RouteWhen(verdict=(VerdictKind.FIT,), qualified=True))],
        Choice(question="when", options=("soon",)),
    )
    decider = Decider(declaration)
    marks = {"good": Mark.YES}

    out = decider.path(Evaluation("director", "", marks, {"first": "a"}))
    fits = decider.path(Evaluation("director", "", marks, {"first": "b"}))

    assert out.next_question is None
    assert fits.next_question is declaration.question["when"]


def test_a_question_that_this_persona_is_not_asked_leaves_its_rule_unanswered() -> None:
    rule = All(all=(Choice(question="q", options=("a",)),))
    declaration = declared([statement("good", None, rule)], [question("q", "a", "b", asked_of=["director"])])
    decider = Decider(declaration)

    told = decider.decide(Evaluation("developer", "", {}, {"q": "a"}))

    assert told.verdict.kind is VerdictKind.CANNOT_TELL
    assert told.path.answers == ()
