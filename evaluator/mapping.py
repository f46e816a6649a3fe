"""A map of the declaration: which question touches what, what that leads to, and how often.

Shares are exact parts of all ways to answer, nothing marked, each answer and each
persona equally likely. A statement counts where it is a reason of the verdict: an
exclusion beside a *fit* does not, and neither does an *is* beside a *not a fit*.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluator.charting import Chart, End
from evaluator.declaration import Declaration
from evaluator.diagrams import Diagrams, Node
from evaluator.judging import questions_in
from evaluator.routes import VerdictKind
from evaluator.rules import Truth
from evaluator.shares import share_together
from evaluator.statements import Statement

QUALIFICATION = "?qualified"
"""What stands among the statements and is none: whether a visitor qualifies. No id looks like this."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one thing to the next, and the share of all answers that take it."""

    source: str
    target: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Map:
    """What leads where; questions, statements, verdicts and routes by id.

    ``touches`` run from questions to statements with a rule or to QUALIFICATION,
    ``reasons`` from statements to the verdicts they are a reason of, ``admits`` from
    QUALIFICATION to the routes that ask for it, ``ways`` from verdicts to routes.
    ``personas`` tells each persona's share of each way.
    """

    touches: tuple[Edge, ...]
    reasons: tuple[Edge, ...]
    admits: tuple[Edge, ...]
    ways: tuple[Edge, ...]
    qualified: Fraction
    personas: Mapping[str, tuple[Edge, ...]]

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that answers touch, as declared."""
        return tuple(dict.fromkeys(edge.target for edge in self.touches if edge.target != QUALIFICATION))

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes that some visitor takes, as declared."""
        return tuple(dict.fromkeys(edge.target for edge in self.ways))

    def counts(self, statement: str) -> Fraction:
        """Return the share of all answers in which a statement counts, or a visitor qualifies."""
        if statement == QUALIFICATION:
            return self.qualified
        return sum((edge.share for edge in self.reasons if edge.source == statement), Fraction(0))

    def share_of(self, kind: VerdictKind) -> Fraction:
        """Return the share of a verdict."""
        return sum((edge.share for edge in self.ways if edge.source == kind.value), Fraction(0))


def map_of(declaration: Declaration, charts: Mapping[str, Chart]) -> Map:
    """Return the map of a declaration, read off its charts."""
    ruled = [one for one in declaration.statements if one.when is not None]
    reasons = tuple(edge for one in ruled for edge in _reasons(charts, one))
    counted = {one.id: sum((edge.share for edge in reasons if edge.source == one.id), Fraction(0)) for one in ruled}
    qualified = _mean(charts, lambda chart: (chart.qualified,)).get((Truth.YES,), Fraction(0))
    named = {one.id: questions_in(one.when) for one in ruled}
    named[QUALIFICATION] = questions_in(declaration.routes.qualification.when)
    counted[QUALIFICATION] = qualified
    touches = tuple(
        Edge(question.id, one, counted[one])
        for one in named
        for question in declaration.questions
        if question.id in named[one]
    )
    personas = {persona: tuple(_ways(declaration, {persona: chart})) for persona, chart in charts.items()}
    admits, ways = _admits(declaration, charts), _ways(declaration, charts)
    return Map(touches, reasons, tuple(admits), tuple(ways), qualified, personas)


def _mean(charts: Mapping[str, Chart], nodes: Callable[[Chart], tuple[Node, ...]]) -> dict[tuple[Any, ...], Fraction]:
    """Return how often functions have which values together, where nothing is marked."""
    total: dict[tuple[Any, ...], Fraction] = {}
    # Personas who are asked the same share most of their nodes.
    known: dict[tuple[Diagrams, tuple[Node, ...]], dict[tuple[Any, ...], Fraction]] = {}
    for chart in charts.values():
        which = (chart.diagrams, nodes(chart))
        known[which] = known.get(which) or share_together(*which, chart.fixed({}))
        for values, share in known[which].items():
            total[values] = total.get(values, Fraction(0)) + share / len(charts)
    return total


def _reasons(charts: Mapping[str, Chart], statement: Statement) -> Iterator[Edge]:
    shares = _mean(charts, lambda chart: (chart.kinds, chart.truths[statement.id]))
    for kind in VerdictKind:
        share = sum(shares.get((kind, truth), Fraction(0)) for truth in Truth if _is_reason(statement, kind, truth))
        if share:
            yield Edge(statement.id, kind.value, Fraction(share))


def _is_reason(statement: Statement, kind: VerdictKind, truth: Truth) -> bool:
    if kind is VerdictKind.NOT_A_FIT:
        return statement.rules_out and truth is Truth.YES
    if kind is VerdictKind.FIT_IF and statement.rules_out:
        return truth is Truth.NOT_SURE
    return kind in (VerdictKind.FIT, VerdictKind.FIT_IF) and truth is Truth.YES


def _ways(declaration: Declaration, charts: Mapping[str, Chart]) -> Iterator[Edge]:
    shares = _mean(charts, lambda chart: (chart.ends,))
    for route in declaration.routes.routes:
        for kind in VerdictKind:
            if share := shares.get((End(kind, route.id),)):
                yield Edge(kind.value, route.id, share)


def _admits(declaration: Declaration, charts: Mapping[str, Chart]) -> Iterator[Edge]:
    shares = _mean(charts, lambda chart: (chart.ends, chart.qualified))
    for route in declaration.routes.routes:
        if route.when is not None and route.when.qualified:
            taken = [shares.get((End(kind, route.id), Truth.YES), Fraction(0)) for kind in VerdictKind]
            if any(taken):
                yield Edge(QUALIFICATION, route.id, sum(taken, Fraction(0)))
