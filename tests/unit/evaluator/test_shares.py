"""Shares: exact, whole, and what counting every state one by one gives."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import prod

from hypothesis import given, settings

from evaluator.charting import FIT_MARKED, Chart, End, asked_questions
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.rules import Truth
from evaluator.shares import share_together, shares_of
from tests.unit.evaluator.declarations import completions, end_of, statement, visits

EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True)

Visit = tuple[Declaration, Evaluation]


def counted(declaration: Declaration, persona: str, marks: dict[str, Mark]) -> dict[End, Fraction]:
    """Return the shares by judging every way to answer."""
    ends = Counter[End]()
    for answers in completions(declaration, persona, {}):
        kind, _, route = end_of(declaration, persona, marks, answers)
        ends[End(kind, route)] += 1
    return {end: Fraction(number, ends.total()) for end, number in ends.items()}


@EXAMPLES
@given(visits())
def test_shares_are_what_judging_every_way_to_answer_gives_and_add_up_to_one(visit: Visit) -> None:
    declaration, _ = visit

    for persona, chart in Decider(declaration).charts.items():
        shares = shares_of(persona, chart)

        assert shares.unmarked == counted(declaration, persona, {})
        assert sum(shares.unmarked.values()) == sum(shares.marked.values()) == 1


@EXAMPLES
@given(visits())
def test_marked_shares_are_those_of_a_visitor_who_marked_an_is_statement(visit: Visit) -> None:
    declaration, _ = visit
    declaration = declaration.model_copy(update={"statements": (*declaration.statements, statement("mine"))})

    for persona, chart in Decider(declaration).charts.items():
        assert shares_of(persona, chart).marked == counted(declaration, persona, {"mine": Mark.YES})


@EXAMPLES
@given(visits())
def test_states_are_all_combinations_of_answers_and_of_marks_that_matter(visit: Visit) -> None:
    declaration, _ = visit
    exclusions = [one for one in declaration.is_not_for if one.rules_out]
    ruled = [one for one in exclusions if one.when is not None]
    marks = (1 + bool(declaration.is_for)) * (1 + any(one.limits for one in declaration.is_not_for))
    marks *= (1 + bool(exclusions) + (len(ruled) < len(exclusions))) * 3 ** len(ruled)

    for persona, chart in Decider(declaration).charts.items():
        answers = prod(len(one.answers) for one in asked_questions(declaration, persona))
        assert shares_of(persona, chart).states == answers * marks


@EXAMPLES
@given(visits())
def test_shares_together_are_what_counting_both_gives(visit: Visit) -> None:
    declaration, _ = visit

    for persona, chart in Decider(declaration).charts.items():
        fixed = {**chart.fixed({}), FIT_MARKED: 1}
        together = share_together(chart.diagrams, (chart.kinds, chart.qualified), fixed)

        assert sum(together.values()) == 1
        assert _of(together, lambda both: both[1] is Truth.YES) == _qualified(declaration, chart, persona)


def _of(together: dict[tuple[object, ...], Fraction], wanted: Callable[[tuple[object, ...]], bool]) -> Fraction:
    return sum((share for both, share in together.items() if wanted(both)), Fraction(0))


def _qualified(declaration: Declaration, chart: Chart, persona: str) -> Fraction:
    decider = Decider(declaration)
    everything = list(completions(declaration, persona, {}))
    held = 0
    for answers in everything:
        values = {
            number: one.answers.index(answers[one.id]) for number, one in decider.charts[persona].question_at.items()
        }
        held += chart.diagrams.value(chart.diagrams.restrict(chart.qualified, values)) is Truth.YES
    return Fraction(held, len(everything))
