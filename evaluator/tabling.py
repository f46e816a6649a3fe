"""The whole declaration as a table: every way to answer, and where it ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator.charting import FIT_MARKED, Chart, End
from evaluator.deciding import Decider
from evaluator.diagrams import Node


@dataclass(frozen=True, slots=True)
class TableRow:
    """Visitors who end alike: for each question asked, the answers that lead on in the same way.

    ``marked`` tells whether they marked some *is* statement as their case; ``share`` is
    their part of all answers of this persona with or without that mark.
    """

    persona: str
    marked: bool
    answers: Mapping[str, tuple[str, ...]]
    end: End
    share: Fraction


def table(decider: Decider) -> Iterator[TableRow]:
    """Yield the rows of every persona; the shares of one persona and mark add up to 1."""
    for persona, chart in decider.charts.items():
        nothing = chart.fixed({})
        for marked in (False, True):
            node = chart.diagrams.restrict(chart.ends, {**nothing, FIT_MARKED: int(marked)})
            for answers, end, share in _paths(chart, node):
                yield TableRow(persona, marked, answers, end, share)


def _paths(chart: Chart, node: Node) -> Iterator[tuple[dict[str, tuple[str, ...]], End, Fraction]]:
    branch = chart.diagrams.at(node)
    if branch is None:
        yield {}, chart.diagrams.value(node), Fraction(1)
        return
    question = chart.question_at[branch.variable]
    for child in dict.fromkeys(branch.children):
        alike = [answer for answer, each in zip(question.answers, branch.children, strict=True) if each == child]
        part = Fraction(len(alike), len(question.answers))
        for answers, end, share in _paths(chart, child):
            yield {question.id: tuple(alike), **answers}, end, part * share
