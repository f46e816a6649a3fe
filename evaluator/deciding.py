"""Deciding: which question comes next, and where an evaluation ends."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock

from evaluator.charting import Chart, asked_questions
from evaluator.declaration import Declaration
from evaluator.diagrams import Diagrams, Node
from evaluator.evaluation import Evaluation, Mark
from evaluator.judging import Verdict, judge, truth_of_rule
from evaluator.mapping import Map, map_of
from evaluator.questions import Question
from evaluator.routes import Route
from evaluator.routing import route_for
from evaluator.rules import Truth

CHARTED_MARKS = 512
"""How many different sets of marks are kept charted for one declaration."""


@dataclass(frozen=True, slots=True)
class Path:
    """The way through the questions: the answers that count, in order, and what is asked next.

    ``upcoming`` is the most that may still be asked, the next one included.
    """

    answers: tuple[tuple[str, str], ...]
    next_question: Question | None
    upcoming: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict and its route; ``qualified`` tells why inside sales was or was not offered."""

    verdict: Verdict
    route: Route
    qualified: Truth
    path: Path


class Decider:
    """Decides evaluations of one declaration; safe to share between threads once charted.

    A question is asked only while its answer can still change the verdict, its
    conditions or the route. Whether it can is read off the persona's chart.
    """

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self._charting = Lock()
        self._fixed = lru_cache(maxsize=CHARTED_MARKS)(self._restricted)
        self._left = lru_cache(maxsize=CHARTED_MARKS)(self._still_asked)

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The chart of each persona; raises TooEntangled where one cannot be held."""
        stores: dict[tuple[Question, ...], Diagrams] = {}
        charts: dict[str, Chart] = {}
        for persona in self.declaration.personas:
            asked = asked_questions(self.declaration, persona.id)
            charts[persona.id] = Chart(self.declaration, persona.id, stores.get(asked))
            stores[asked] = charts[persona.id].diagrams
        for store in stores.values():
            store.forget()
        return charts

    @cached_property
    def map(self) -> Map:
        """The map of the declaration."""
        return map_of(self.declaration, self.charts)

    def path(self, evaluation: Evaluation) -> Path:
        """Return the answers that still count, and the next question that matters, if any."""
        chart = self.charts[evaluation.persona]
        nodes = self._fixed(evaluation.persona, tuple(sorted(evaluation.marks.items())))
        taken: list[tuple[str, str]] = []
        while (variable := _first_asked(chart, nodes)) is not None:
            question = chart.question_at[variable]
            answer = evaluation.answers.get(question.id)
            if answer not in question.answers:
                return Path(tuple(taken), question, self._left(evaluation.persona, nodes))
            taken.append((question.id, answer))
            value = question.answers.index(answer)
            nodes = frozenset(_child(chart, node, variable, value) for node in nodes)
        return Path(tuple(taken), None, 0)

    def decide(self, evaluation: Evaluation) -> Outcome:
        """Return the verdict and route for what the visitor has said so far."""
        declaration = self.declaration
        path = self.path(evaluation)
        answers = dict(path.answers)
        verdict = judge(declaration, evaluation.marks, answers)
        qualified = truth_of_rule(declaration.routes.qualification.when, answers, declaration.question)
        tier = declaration.tier_of(evaluation.persona)
        route = route_for(declaration.routes, tier, verdict.kind, qualified is Truth.YES)
        return Outcome(verdict, route, qualified, path)

    def _still_asked(self, persona: str, nodes: frozenset[Node]) -> int:
        return len(_asked(self.charts[persona], nodes))

    def _restricted(self, persona: str, marks: tuple[tuple[str, Mark], ...]) -> frozenset[Node]:
        chart = self.charts[persona]
        said = dict(marks)
        # What is marked true is a condition already, whatever its question says.
        conditions = [node for one, node in chart.conditions.items() if said.get(one) is not Mark.YES]
        fixed = chart.fixed(said)
        with self._charting:
            return frozenset(chart.diagrams.restrict(node, fixed) for node in (chart.ends, *conditions))


def _child(chart: Chart, node: Node, variable: int, value: int) -> Node:
    """Follow one answer; in an ordered diagram only a topmost variable can be the first asked."""
    branch = chart.diagrams.at(node)
    return branch.children[value] if branch is not None and branch.variable == variable else node


def _first_asked(chart: Chart, nodes: frozenset[Node]) -> int | None:
    branches = (chart.diagrams.at(node) for node in nodes)
    return min((branch.variable for branch in branches if branch is not None), default=None)


def _asked(chart: Chart, nodes: frozenset[Node]) -> set[int]:
    """Return every variable that the diagrams below these nodes ask."""
    branches = (chart.diagrams.at(node) for node in chart.diagrams.below(nodes))
    return {branch.variable for branch in branches if branch is not None}
