"""Changing one thing of an evaluation: what each other answer or mark would cost, and in what words it is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.charting import EXCLUSION_LEVELS, EXCLUSION_MARKED, FIT_MARKED, LIMIT_MARKED, OWN_MARKS, Chart
from evaluator.declaration import Declaration
from evaluator.diagrams import Branch
from evaluator.evaluation import Mark
from evaluator.judging import truth_of_rule
from evaluator.rules import NOT_SURE, Truth

CHANGE = 1000
"""The cost of taking something back; a question that only then needs an answer costs 1."""

NEVER = 10**9


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


class Changing:
    """What a visitor's marks and answers can be changed to, variable by variable of their chart."""

    def __init__(
        self, declaration: Declaration, chart: Chart, marks: Mapping[str, Mark], answers: Mapping[str, str]
    ) -> None:
        self._declaration = declaration
        self._chart = chart
        self._marks = marks
        self._answers = answers
        self._now = chart.fixed(marks)
        self._prices: dict[int, tuple[int, ...]] = {}

    def prices(self, branch: Branch) -> tuple[int, ...]:
        """Return what it costs to choose each value of the variable that a node asks."""
        if branch.variable not in self._prices:
            values = range(len(branch.children))
            self._prices[branch.variable] = tuple(self._price(branch.variable, value) for value in values)
        return self._prices[branch.variable]

    def _price(self, variable: int, value: int) -> int:
        """Return what it costs to choose a value; never to become less sure than before."""
        question = self._chart.question_at.get(variable)
        if question is not None:
            answer = question.answers[value]
            if self._answers.get(question.id) == answer:
                return 0
            if answer == NOT_SURE:
                return NEVER
            return CHANGE if question.id in self._answers else 1
        if self._now[variable] == value:
            return 0
        change = self.change(variable, [value])
        if not isinstance(change, MarkChange) or not change.statements:
            return NEVER
        return CHANGE * (len(change.statements) if change.every else 1)

    def change(self, variable: int, alike: list[int]) -> Change | None:
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
