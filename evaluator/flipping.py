"""What would flip a verdict: the smallest changes that end in each other one.

Read off the persona's chart by the shortest way through it, a choice costing what it
changes. Source: E. W. Dijkstra, "A Note on Two Problems in Connexion with Graphs",
Numerische Mathematik 1 (1959).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice

from evaluator.changing import CHANGE, NEVER, AnswerChange, Change, Changing
from evaluator.charting import Chart
from evaluator.deciding import Decider, Path
from evaluator.diagrams import Branch, Node
from evaluator.evaluation import Evaluation
from evaluator.routes import VerdictKind

MOST_CHANGES = 3
MOST_SHOWN = 3
"""How many sets of changes are told for one verdict."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One way to another verdict: what would have to be different, and what would then be asked.

    ``further`` are answers to questions that this way asks and the visitor's did not.
    """

    kind: VerdictKind
    changes: tuple[Change, ...]
    further: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class Flips:
    """The smallest flips to each other verdict.

    ``far`` are verdicts that take more than ``MOST_CHANGES`` changes, ``impossible``
    those that no change offered here leads to, such as marks that the answers deny.
    """

    found: tuple[Flip, ...]
    far: tuple[VerdictKind, ...]
    impossible: tuple[VerdictKind, ...]


def flips(decider: Decider, evaluation: Evaluation, path: Path, kind: VerdictKind) -> Flips:
    """Return what would flip the verdict ``kind`` that an evaluation with this path ends in."""
    search = _Search(decider, evaluation, dict(path.answers), frozenset(VerdictKind) - {kind})
    found: list[Flip] = []
    far: list[VerdictKind] = []
    impossible: list[VerdictKind] = []
    for other in [one for one in VerdictKind if one is not kind]:
        if other in search.least:
            found.extend(islice(search.ways(other), MOST_SHOWN))
        else:
            (far if search.leads_to(other) else impossible).append(other)
    return Flips(tuple(found), tuple(far), tuple(impossible))


class _Search:
    """The search for the cheapest ways to each of the wanted verdicts; ``least`` is the cost of those that are near."""

    def __init__(
        self, decider: Decider, evaluation: Evaluation, answers: dict[str, str], wanted: frozenset[VerdictKind]
    ) -> None:
        self._chart: Chart = decider.charts[evaluation.persona]
        self._changing = Changing(decider.declaration, self._chart, evaluation.marks, answers)
        self._costs: dict[Node, int] = {self._chart.kinds: 0}
        self._parents: dict[Node, list[Node]] = {}
        self.least: dict[VerdictKind, int] = {}
        self._explore(wanted)

    def ways(self, kind: VerdictKind) -> Iterator[Flip]:
        """Yield each of the cheapest ways to a verdict that is near."""
        for steps in self._steps(self._chart.kinds, self._leading_to(kind)):
            changes = [change for change in steps if not isinstance(change, AnswerChange) or change.was is not None]
            further = [change for change in steps if isinstance(change, AnswerChange) and change.was is None]
            yield Flip(kind, tuple(changes), tuple(further))

    def leads_to(self, kind: VerdictKind) -> bool:
        """Tell whether any changes at all lead to a verdict."""
        seen: set[Node] = set()
        waiting = [self._chart.kinds] if kind in self._chart.kinds_below[self._chart.kinds] else []
        while waiting:
            node = waiting.pop()
            branch = self._chart.diagrams.at(node)
            if branch is None:
                return True
            for child in self._cheapest(branch):
                if child not in seen and kind in self._chart.kinds_below[child]:
                    seen.add(child)
                    waiting.append(child)
        return False

    def _explore(self, wanted: frozenset[VerdictKind]) -> None:
        """Visit nodes in the order of their cost, until each verdict is found or too far."""
        below, costs = self._chart.kinds_below, self._costs
        missing, bound = wanted & below[self._chart.kinds], (MOST_CHANGES + 1) * CHANGE - 1
        waiting = [(0, self._chart.kinds)]
        while waiting and waiting[0][0] <= bound:
            cost, node = heappop(waiting)
            branch = self._chart.diagrams.at(node)
            if branch is None:
                self.least[self._chart.diagrams.value(node)] = cost
                missing -= below[node]
                bound = bound if missing else cost
            if branch is None or cost > costs[node]:
                continue
            for child, price in self._cheapest(branch).items():
                if not below[child].isdisjoint(wanted):
                    self._reach(waiting, node, child, cost + price)

    def _reach(self, waiting: list[tuple[int, Node]], node: Node, child: Node, cost: int) -> None:
        known = self._costs.get(child, NEVER)
        if cost < known:
            self._costs[child] = cost
            self._parents[child] = [node]
            heappush(waiting, (cost, child))
        elif cost == known:
            self._parents[child].append(node)

    def _cheapest(self, branch: Branch) -> dict[Node, int]:
        """Return the children that can be chosen, and the least price of each."""
        prices = self._changing.prices(branch)
        found: dict[Node, int] = {}
        for child, price in zip(branch.children, prices, strict=True):
            if price < found.get(child, NEVER):
                found[child] = price
        return found

    def _leading_to(self, kind: VerdictKind) -> set[Node]:
        """Return the nodes on the cheapest ways to a verdict."""
        waiting = [self._chart.diagrams.leaf(kind)]
        seen = set(waiting)
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return seen

    def _steps(self, node: Node, leading: set[Node]) -> Iterator[tuple[Change, ...]]:
        branch = self._chart.diagrams.at(node)
        if branch is None:
            yield ()
            return
        for child, price in self._cheapest(branch).items():
            if child in leading and self._costs[child] == self._costs[node] + price:
                prices = self._changing.prices(branch)
                values = [value for value, each in enumerate(branch.children) if each == child]
                alike = [value for value in values if prices[value] == price]
                change = self._changing.change(branch.variable, alike)
                for rest in self._steps(child, leading):
                    yield rest if change is None else (change, *rest)


def changed(evaluation: Evaluation, path: Path, flip: Flip) -> Evaluation:
    """Return the evaluation as it would be after a flip, taking the first of what is left open."""
    answers, marks = dict(path.answers), dict(evaluation.marks)
    for change in (*flip.changes, *flip.further):
        if isinstance(change, AnswerChange):
            answers[change.question] = change.to[0]
        else:
            chosen = change.statements if change.every else change.statements[:1]
            marks.update(dict.fromkeys(chosen, change.to))
    return replace(evaluation, answers=answers, marks=marks)
