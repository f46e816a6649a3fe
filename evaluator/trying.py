"""Trying the scenarios: the vendor's own tests of the content."""

from collections.abc import Iterator

from evaluator.deciding import Decider, Outcome
from evaluator.declaration import Declaration
from evaluator.diagrams import TooEntangled
from evaluator.errors import Problem
from evaluator.evaluation import Evaluation
from evaluator.flipping import flips
from evaluator.origins import Origin, Origins
from evaluator.proving import check_proof
from evaluator.routes import VerdictKind
from evaluator.scenarios import Scenario
from evaluator.telling import change_in_words


def check_decisions(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield a problem for each scenario that ends elsewhere than agreed, and each fault that the proof finds."""
    decider = Decider(declaration)
    try:
        _ = decider.charts
    except TooEntangled:
        first = next(iter(declaration.questions), None)
        origin = origins.of("questions", first.id) if first else origins.of("routes")
        fault = "the rules tie too many questions together to follow every combination of answers"
        remedy = "Put questions that the same rules name next to each other, or let each rule name fewer of them"
        yield origin.problem((), fault, remedy)
        return
    yield from _check_scenarios(decider, origins)
    yield from check_proof(decider, origins)


def _check_scenarios(decider: Decider, origins: Origins) -> Iterator[Problem]:
    for scenario in decider.declaration.scenarios:
        if scenario.persona not in decider.declaration.persona:
            continue
        yield from _try(decider, scenario, origins.of("scenarios", scenario.id))


def _difference(decider: Decider, evaluation: Evaluation, outcome: Outcome, wanted: VerdictKind) -> str:
    """Return what made the difference to the verdict agreed on: the smallest change that would give it."""
    found = flips(decider, evaluation, outcome.path, outcome.verdict.kind).found
    for flip in found:
        if flip.kind is wanted:
            changes = (*flip.changes, *flip.further)
            told = ", and ".join(change_in_words(decider.declaration, change) for change in changes)
            return f"It would be {wanted} if {told}: correct the scenario or the rules behind that, or agree anew"
    return "No small change gives that: correct the scenario or the rules of these statements, or agree anew"


def _try(decider: Decider, scenario: Scenario, origin: Origin) -> Iterator[Problem]:
    evaluation = Evaluation(scenario.persona, scenario.words, scenario.marks, scenario.answers)
    outcome = decider.decide(evaluation)
    expect = scenario.expect
    question = outcome.path.next_question
    if question is not None:
        fault = f"the scenario “{scenario.id}” does not answer “{question.id}”, which still matters"
        yield origin.problem(("answers",), fault, f"Add “{question.id}:” with one of: {', '.join(question.answers)}")
        return
    counted = [receipt.statement for receipt in outcome.verdict.receipts]
    because = ", ".join(counted) or "nothing that holds"
    if outcome.verdict.kind is not expect.verdict:
        fault = f"the scenario “{scenario.id}” ends in {outcome.verdict.kind}, not {expect.verdict}: {because}"
        remedy = _difference(decider, evaluation, outcome, expect.verdict)
        yield origin.problem(("expect", "verdict"), fault, remedy)
    if outcome.route.id != expect.route:
        fault = f"the scenario “{scenario.id}” is routed to {outcome.route.id}, not {expect.route}"
        yield origin.problem(("expect", "route"), fault, "Correct routes.yaml, or agree anew")
    for missing in [one for one in expect.receipts if one not in counted]:
        fault = f"in the scenario “{scenario.id}” the statement “{missing}” does not count; what counts: {because}"
        yield origin.problem(("expect", "receipts"), fault, "Correct the rule of that statement, or agree anew")
