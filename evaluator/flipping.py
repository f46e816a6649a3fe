"""What would flip a verdict: the smallest changes that end in each other one.

Read off the persona's chart by dynamic programming: the least cost from a node to a
verdict is the least over its values of what choosing that value costs and what remains.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from evaluator.charting import EXCLUSION_LEVELS, EXCLUSION_MARKED, FIT_MARKED, LIMIT_MARKED, OWN_MARKS, Chart
from evaluator.deciding import Decider, Path
from evaluator.declaration import Declaration
from evaluator.diagrams import Branch, Node
from evaluator.evaluation import Evaluation, Mark
from evaluator.judging import truth_of_rule
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE, Truth

MOST_CHANGES = 3
MOST_SHOWN = 3
"""How many sets of changes are told for one verdict."""

_CHANGE = 1000
"""The cost of taking something back; a question that only then needs an answer costs 1."""

_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """Another answer to one question, any of ``to``; ``was`` is None where it was not asked."""

    question: str
    was: str | None
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkChange:
    """Another mark on statements: on any one of them, or on all where ``every``."""

    statements: tuple[str, ...]
    to: Mark
    every: bool


Change = AnswerChange | MarkChange


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
    those that this declaration never gives a visitor of this persona.
    """

    found: tuple[Flip, ...]
    far: tuple[VerdictKind, ...]
    impossible: tuple[VerdictKind, ...]


def flips(decider: Decider, evaluation: Evaluation, path: Path, kind: VerdictKind) -> Flips:
    """Return what would flip the verdict ``kind`` that an evaluation with this path ends in."""
    found: list[Flip] = []
    far: list[VerdictKind] = []
    impossible: list[VerdictKind] = []
    for other in [one for one in VerdictKind if one is not kind]:
        search = _Search(decider, evaluation, dict(path.answers), other)
        if search.least >= _NEVER:
            impossible.append(other)
        elif search.least // _CHANGE > MOST_CHANGES:
            far.append(other)
        else:
            found.extend(islice(search.ways(), MOST_SHOWN))
    return Flips(tuple(found), tuple(far), tuple(impossible))


class _Search:
    """The search for the cheapest ways to one verdict."""

    def __init__(self, decider: Decider, evaluation: Evaluation, answers: dict[str, str], target: VerdictKind) -> None:
        self._chart: Chart = decider.charts[evaluation.persona]
        self._declaration: Declaration = decider.declaration
        self._marks = evaluation.marks
        self._answers = answers
        self._target = target
        self._now = self._chart.fixed(evaluation.marks)
        self._least: dict[Node, int] = {}

    @property
    def least(self) -> int:
        """The cost of the cheapest way."""
        return self._cost(self._chart.kinds)

    def ways(self) -> Iterator[Flip]:
        """Yield each of the cheapest ways."""
        for steps in self._steps(self._chart.kinds):
            changes = [change for change in steps if not isinstance(change, AnswerChange) or change.was is not None]
            further = [change for change in steps if isinstance(change, AnswerChange) and change.was is None]
            yield Flip(self._target, tuple(changes), tuple(further))

    def _cost(self, node: Node) -> int:
        branch = self._chart.diagrams.at(node)
        if branch is None:
            return 0 if self._chart.diagrams.value(node) is self._target else _NEVER
        if node not in self._least:
            self._least[node] = min(self._through(branch, value) for value in range(len(branch.children)))
        return self._least[node]

    def _through(self, branch: Branch, value: int) -> int:
        price = self._price(branch.variable, value)
        return _NEVER if price >= _NEVER else min(_NEVER, price + self._cost(branch.children[value]))

    def _steps(self, node: Node) -> Iterator[tuple[Change, ...]]:
        branch = self._chart.diagrams.at(node)
        if branch is None:
            yield ()
            return
        cheapest = [value for value in range(len(branch.children)) if self._through(branch, value) == self._cost(node)]
        for child in dict.fromkeys(branch.children[value] for value in cheapest):
            alike = [value for value in cheapest if branch.children[value] == child]
            change = self._change(branch.variable, alike)
            for rest in self._steps(child):
                yield rest if change is None else (change, *rest)

    def _price(self, variable: int, value: int) -> int:
        """Return what it costs to choose a value; never to become less sure than before."""
        question = self._chart.question_at.get(variable)
        if question is not None:
            answer = question.answers[value]
            if self._answers.get(question.id) == answer:
                return 0
            if answer == NOT_SURE:
                return _NEVER
            return _CHANGE if question.id in self._answers else 1
        if self._now[variable] == value:
            return 0
        change = self._change(variable, [value])
        if not isinstance(change, MarkChange) or not change.statements:
            return _NEVER
        return _CHANGE * (len(change.statements) if change.every else 1)

    def _change(self, variable: int, alike: list[int]) -> Change | None:
        """Return the change to any of these values, which all lead on alike; None where nothing changes."""
        question = self._chart.question_at.get(variable)
        if question is not None:
            was, to = self._answers.get(question.id), tuple(question.answers[value] for value in alike)
            return None if was in to else AnswerChange(question.id, was, to)
        if self._now[variable] in alike:
            return None
        if variable in self._chart.exclusion_at:
            one = self._chart.exclusion_at[variable].id
            unsure = self._marks.get(one) is Mark.NOT_SURE and OWN_MARKS[alike[0]] is Mark.NO
            return MarkChange((one,), Mark.NO, every=True) if unsure else None
        return self._group_change(variable, alike[0])

    def _group_change(self, variable: int, value: int) -> MarkChange | None:
        """Return the marks that move a variable shared by many statements."""
        group = [one.id for one in self._declaration.statements if _belongs(variable, one.kind, one.rules_out)]
        if variable == EXCLUSION_MARKED and EXCLUSION_LEVELS[value] is Truth.NOT_SURE:
            # Not sure is never chosen, but it can be what is left when "yes" is taken back.
            taken_back = tuple(one for one in group if self._marks.get(one) is Mark.YES)
            left = any(self._weighs(one) for one in group if one not in taken_back)
            return MarkChange(taken_back, Mark.NO, every=True) if left else None
        if not value:
            return MarkChange(tuple(one for one in group if self._weighs(one)), Mark.NO, every=True)
        free = tuple(one for one in group if self._marks.get(one) is not Mark.YES and not self._answered(one))
        return MarkChange(free, Mark.YES, every=False)

    def _weighs(self, statement: str) -> bool:
        mark = self._marks.get(statement)
        one = self._declaration.statement[statement]
        return mark is Mark.YES or (mark is Mark.NOT_SURE and one.rules_out and one.when is None)

    def _answered(self, statement: str) -> bool:
        """Tell whether the answers already say that a statement does not hold."""
        rule = self._declaration.statement[statement].when
        return rule is not None and truth_of_rule(rule, self._answers, self._declaration.question) is Truth.NO


def _belongs(variable: int, kind: str, rules_out: bool) -> bool:
    group = FIT_MARKED if kind == "is" else EXCLUSION_MARKED if rules_out else LIMIT_MARKED
    return variable == group


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
