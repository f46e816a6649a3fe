"""Proving a declaration as a whole: where every combination of answers and marks ends.

Nothing is sampled: a persona's chart holds every state, so that walking it walks them
all, however many there are. ``docs/verdict.md`` says how.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.charting import Chart, End
from evaluator.checking_routes import in_words, leads_to_alternatives, leads_to_contact, taken_before
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.diagrams import Node
from evaluator.errors import Problem
from evaluator.origins import Origins
from evaluator.reading import Place
from evaluator.routes import VerdictKind
from evaluator.rules import Rule, Truth
from evaluator.shares import Shares, shares_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that the proof found: the field and entry of the declaration, the place in it, and the words."""

    name: str
    identifier: str
    place: Place
    fault: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What is so in every state: the shares, the faults, and what is odd without being a fault."""

    states: int
    shares: tuple[Shares, ...]
    faults: tuple[Finding, ...]
    notes: tuple[str, ...]


class _Proving:
    """The charts of all personas, and what they reach."""

    def __init__(self, decider: Decider) -> None:
        self.declaration: Declaration = decider.declaration
        self.charts: dict[str, Chart] = decider.charts
        self.reached: set[tuple[str, End]] = set()
        self.options: dict[str, set[tuple[int, ...]]] = {}
        for persona, chart in self.charts.items():
            self._walk(persona, chart)

    def _walk(self, persona: str, chart: Chart) -> None:
        diagrams = chart.diagrams
        ends = diagrams.below([chart.ends])
        self.reached |= {(persona, diagrams.value(node)) for node in ends if diagrams.at(node) is None}
        for node in ends | diagrams.below(chart.conditions.values()):
            branch = diagrams.at(node)
            question = chart.question_at.get(branch.variable) if branch is not None else None
            if branch is not None and question is not None:
                known = [branch.children.index(child) for child in branch.children]
                self.options.setdefault(question.id, set()).add(tuple(known))


def prove(decider: Decider) -> Proof:
    """Return what holds over every combination of persona, marks and answers."""
    proving = _Proving(decider)
    shares = tuple(shares_of(persona, chart) for persona, chart in decider.charts.items())
    rules = (*_idle_questions(proving), *_empty_rules(proving), *_contradicted(proving))
    faults = (*rules, *_unreached_routes(proving), *_misrouted(proving))
    notes = (*_alike_options(proving), *_unreached_kinds(proving))
    return Proof(sum(one.states for one in shares), shares, faults, notes)


def check_proof(decider: Decider, origins: Origins) -> Iterator[Problem]:
    """Yield a problem for each fault that the proof of a declaration finds."""
    for finding in prove(decider).faults:
        origin = origins.of(finding.name, finding.identifier)
        yield origin.problem(finding.place, finding.fault, finding.remedy)


def _idle_questions(proving: _Proving) -> Iterator[Finding]:
    for question in proving.declaration.questions:
        if question.id not in proving.options:
            fault = f"the question “{question.id}” is never asked: no answer to it changes a verdict or a route"
            remedy = "Name it in a rule, ask it of a persona it matters for, or remove it"
            yield Finding("questions", question.id, (), fault, remedy)


def _empty_rules(proving: _Proving) -> Iterator[Finding]:
    for statement in proving.declaration.statements:
        if statement.when is not None and not any(
            _holds_somewhere(chart, statement.when) for chart in proving.charts.values()
        ):
            fault = f"no combination of answers makes the statement “{statement.id}” hold"
            yield Finding("statements", statement.id, ("when",), fault, "Correct its rule, or leave it to marks alone")


def _contradicted(proving: _Proving) -> Iterator[Finding]:
    """Tell each *is* whose answers are all ruled out by one *is not*: the two claim opposite things."""
    charts = tuple(proving.charts.values())
    exclusions = [
        (one.id, [chart.rule_node(one.when) for chart in charts])
        for one in proving.declaration.is_not_for
        if one.rules_out and one.when is not None
    ]
    for claimed in proving.declaration.is_for:
        if claimed.when is None or not any(_holds_somewhere(chart, claimed.when) for chart in charts):
            continue
        nodes = [chart.rule_node(claimed.when) for chart in charts]
        by = next((name for name, rules in exclusions if not _is_ever_alone(charts, nodes, rules)), None)
        if by is not None:
            fault = f"whenever answers make “{claimed.id}” hold, “{by}” rules out what it is for"
            remedy = "Correct one of the two rules, or keep only the claim that is true"
            yield Finding("statements", claimed.id, ("when",), fault, remedy)


def _is_ever_alone(charts: Sequence[Chart], nodes: Sequence[Node], others: Sequence[Node]) -> bool:
    """Tell whether a rule holds somewhere without the other; equal functions are one node, and so is never."""
    return any(
        chart.diagrams.combine(_alone, node, other) != chart.diagrams.leaf(False)
        for chart, node, other in zip(charts, nodes, others, strict=True)
    )


def _alone(truth: Truth, other: Truth) -> bool:
    return truth is Truth.YES and other is not Truth.YES


def _holds_somewhere(chart: Chart, rule: Rule) -> bool:
    diagrams = chart.diagrams
    below = diagrams.below([chart.rule_node(rule)])
    return any(diagrams.at(node) is None and diagrams.value(node) is Truth.YES for node in below)


def _unreached_routes(proving: _Proving) -> Iterator[Finding]:
    routes = proving.declaration.routes.routes
    taken = {end.route for _, end in proving.reached}
    for number, route in enumerate(routes):
        if route.id in taken or route.when is None:
            continue
        takers = taken_before(routes[:number], route)
        if None not in takers:
            continue
        named = in_words(takers)
        why = f"some go to {named} before, and " if named else ""
        fault = f"no visitor reaches the route “{route.id}”: {why}no answers give the rest of what it asks for"
        remedy = "Correct what it asks for or the qualification, move it up, or remove it"
        yield Finding("routes", "", ("routes", number), fault, remedy)


def _misrouted(proving: _Proving) -> Iterator[Finding]:
    routes = proving.declaration.routes.routes
    for persona, end in sorted(proving.reached, key=str):
        number = next(place for place, route in enumerate(routes) if route.id == end.route)
        if end.kind is VerdictKind.NOT_A_FIT and leads_to_contact(proving.declaration, routes[number]):
            fault = f"the route “{end.route}” would send the persona “{persona}” to a person where it is ruled out"
            yield Finding("routes", "", ("routes", number), fault, "Leave not-a-fit out of its “verdict:”")
        if end.kind is not VerdictKind.NOT_A_FIT and leads_to_alternatives(proving.declaration, routes[number]):
            fault = f"the route “{end.route}” would offer the persona “{persona}” what to use instead of a {end.kind}"
            yield Finding("routes", "", ("routes", number), fault, "Let its “verdict:” be not-a-fit alone")


def _alike_options(proving: _Proving) -> Iterator[str]:
    """Tell options that lead to the same everywhere; the partition of a node lists each value's first equal."""
    for question in proving.declaration.questions:
        partitions = proving.options.get(question.id, set())
        labels = [option.label for option in question.options]
        for later in range(1, len(labels)):
            for first in range(later):
                if partitions and all(each[first] == each[later] for each in partitions):
                    yield f"“{labels[first]}” and “{labels[later]}” make no difference to “{question.asks}”"
                    break


def _unreached_kinds(proving: _Proving) -> Iterator[str]:
    for kind in VerdictKind:
        if kind not in {end.kind for _, end in proving.reached}:
            yield f"no visitor ever gets the verdict {kind}"
