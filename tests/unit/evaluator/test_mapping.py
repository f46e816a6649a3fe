"""The map: each edge is drawn for what happens, as often as counting says, and for nothing else."""

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings

from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation
from evaluator.judging import judge, truth_of_rule
from evaluator.loading import load
from evaluator.mapping import QUALIFICATION, Map
from evaluator.rules import Truth
from tests.unit.evaluator.declarations import completions, end_of, visits
from tests.unit.evaluator.planting import FERRY

EXAMPLES = settings(max_examples=80, deadline=None, derandomize=True)

Visit = tuple[Declaration, Evaluation]
Counted = dict[tuple[str, str], Fraction]


def counted(declaration: Declaration) -> tuple[Counted, Counted, Fraction]:
    """Return the shares of reasons and of ways, and who qualifies, by judging every way to answer."""
    reasons, ways, qualified = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Fraction(0)
    totals: tuple[Counted, Counted] = ({}, {})
    for persona in declaration.persona:
        everything = list(completions(declaration, persona, {}))
        reasons.clear()
        ways.clear()
        for answers in everything:
            verdict = judge(declaration, {}, answers)
            reasons.update((receipt.statement, verdict.kind.value) for receipt in verdict.receipts)
            ways[(verdict.kind.value, end_of(declaration, persona, {}, answers)[2])] += 1
            truth = truth_of_rule(declaration.routes.qualification.when, answers, declaration.question)
            qualified += Fraction(truth is Truth.YES, len(everything) * len(declaration.personas))
        for total, numbers in zip(totals, (reasons, ways), strict=True):
            for edge, number in numbers.items():
                total[edge] = total.get(edge, Fraction(0)) + Fraction(number, len(everything)) / len(
                    declaration.personas
                )
    return *totals, qualified


@EXAMPLES
@given(visits(most_questions=3, most_statements=5))
def test_every_edge_has_the_share_that_judging_every_way_to_answer_gives(visit: Visit) -> None:
    declaration, _ = visit

    found = Decider(declaration).map

    reasons, ways, qualified = counted(declaration)
    assert {(edge.source, edge.target): edge.share for edge in found.reasons} == {
        edge: share for edge, share in reasons.items() if edge[1] != "cannot-tell"
    }
    assert {(edge.source, edge.target): edge.share for edge in found.ways} == ways
    assert found.qualified == qualified


@EXAMPLES
@given(visits(most_questions=3, most_statements=5))
def test_all_visitors_go_somewhere(visit: Visit) -> None:
    found = Decider(visit[0]).map

    assert sum(edge.share for edge in found.ways) == 1
    assert all(sum(edge.share for edge in ways) == 1 for ways in found.personas.values())


def test_questions_lead_to_the_statements_whose_rules_name_them_and_to_the_qualification() -> None:
    found: Map = Decider(load(FERRY)).map

    touches = {(edge.source, edge.target) for edge in found.touches}
    assert touches == {
        ("watchers", "two-way"),
        ("watchers", "modest"),
        ("volume", "modest"),
        ("volume", "huge"),
        ("deadline", QUALIFICATION),
    }
    assert [(edge.source, edge.target) for edge in found.admits] == [(QUALIFICATION, "sales")]
