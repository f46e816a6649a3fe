"""How few questions and readings a verdict takes, and what deciding, flipping and proving cost.

python bench/questions.py [CONTENT]

Questions are counted over all ways to answer, not sampled. Readings are counted for the
words of the scenarios, and for each declared phrase with a matcher that never heard it.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from statistics import fmean, median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generating import Chance, Shape, generated, visitor
from evaluator.charting import FIT_MARKED, Chart
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.diagrams import Node
from evaluator.evaluation import Mark
from evaluator.flipping import flips
from evaluator.loading import load
from evaluator.matching import Matcher, matcher_of
from evaluator.proving import prove

VISITORS = 200
"""How many visitors are drawn where cost is measured."""

SHAPES = (
    Shape(10, 5, 20, 2),
    Shape(12, 6, 24, 1),
    Shape(12, 6, 24, 2),
    Shape(12, 6, 24, 3),
    Shape(12, 6, 12, 2, neighbours=False),
    Shape(12, 6, 18, 2, neighbours=False),
    Shape(12, 6, 12, 3, neighbours=False),
)

Report = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Print the report as a table, and as one JSON line."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "content"
    declaration = load(folder)
    report: Report = {}
    for name, row in rows(declaration):
        report[name] = {key: round(value, 4) for key, value in row.items()}
        told = "   ".join(f"{key} {value:,.2f}" for key, value in row.items())
        sys.stdout.write(f"{name:<56} {told}\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps(report) + "\n")
    return 0


def rows(declaration: Declaration) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each row of the report."""
    decider = Decider(declaration)
    for persona, chart in decider.charts.items():
        asked = {
            "nothing marked": float(questions_asked(chart, 0)),
            "an is marked": float(questions_asked(chart, 1)),
            "ask everything": float(len(chart.questions)),
        }
        yield f"questions until the verdict, {persona}", asked
    matcher = matcher_of(declaration)
    yield "readings, words of the scenarios", readings(declaration, _of_scenarios(declaration, matcher))
    yield "readings, phrases with a matcher that never heard them", readings(declaration, _of_phrases(declaration))
    yield "cost, this declaration", cost(declaration)
    for shape in SHAPES:
        yield f"cost, {shape}", worst(cost(generated(declaration, shape, seed)) for seed in range(3))


def questions_asked(chart: Chart, marked: int) -> Fraction:
    """Return the mean number of questions until nothing can change any more, over all ways to answer."""
    diagrams = chart.diagrams
    fixed = {**chart.fixed({}), FIT_MARKED: marked}
    known: dict[frozenset[Node], Fraction] = {}

    def visit(nodes: frozenset[Node]) -> Fraction:
        if nodes not in known:
            asked = {branch.variable for node in nodes if (branch := diagrams.at(node)) is not None}
            known[nodes] = 1 + following(nodes, min(asked)) if asked else Fraction(0)
        return known[nodes]

    def following(nodes: frozenset[Node], variable: int) -> Fraction:
        values = range(diagrams.sizes[variable])
        after = [frozenset(_child(chart, node, variable, value) for node in nodes) for value in values]
        return sum((visit(one) for one in after), Fraction(0)) / len(after)

    return visit(frozenset(diagrams.restrict(node, fixed) for node in (chart.ends, *chart.conditions.values())))


def readings(declaration: Declaration, offered: Iterable[tuple[list[str], frozenset[str]]]) -> dict[str, float]:
    """Return the mean number of statements read until a right one; who finds none reads on through the list."""
    counts: list[int] = []
    found = 0
    for proposals, right in offered:
        rest = [one.id for one in declaration.statements if one.id not in proposals]
        found += bool(right.intersection(proposals))
        counts.append(next(place for place, one in enumerate([*proposals, *rest], start=1) if one in right))
    return {
        "texts": len(counts),
        "until the right one": fmean(counts) if counts else 0.0,
        "proposed": found / max(len(counts), 1),
        "the whole list": float(len(declaration.statements)),
    }


def cost(declaration: Declaration) -> dict[str, float]:
    """Return what charting and proving take in seconds, and what a visitor's decision and flips do in milliseconds."""
    decider = Decider(declaration)
    charting = _seconds(lambda: decider.charts)
    proving = _seconds(lambda: prove(decider))
    chance = Chance(1)
    deciding: list[float] = []
    flipping: list[float] = []
    for _ in range(VISITORS):
        evaluation = visitor(declaration, chance)
        deciding.append(_seconds(partial(decider.decide, evaluation)) * 1000)
        outcome = decider.decide(evaluation)
        flipping.append(_seconds(partial(flips, decider, evaluation, outcome.path, outcome.verdict.kind)) * 1000)
    return {
        "chart s": charting,
        "prove s": proving,
        "decide ms": median(deciding),
        "worst ms": max(deciding),
        "flips ms": median(flipping),
        "worst flips ms": max(flipping),
    }


def worst(costs: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the greatest of each figure."""
    several = list(costs)
    return {name: max(one[name] for one in several) for name in several[0]}


def _of_scenarios(declaration: Declaration, matcher: Matcher) -> Iterator[tuple[list[str], frozenset[str]]]:
    for scenario in declaration.scenarios:
        right = frozenset(one for one, mark in scenario.marks.items() if mark is Mark.YES)
        if scenario.words and right:
            yield [match.statement for match in matcher.match(scenario.words)], right


def _of_phrases(declaration: Declaration) -> Iterator[tuple[list[str], frozenset[str]]]:
    pains = {pain.id: pain.says for pain in declaration.product.pains}
    for place, statement in enumerate(declaration.statements):
        for phrase in statement.heard_as:
            statements = list(declaration.statements)
            rest = tuple(one for one in statement.heard_as if one != phrase)
            statements[place] = statement.model_copy(update={"heard_as": rest})
            matches = Matcher(statements, pains).match(phrase)
            yield [match.statement for match in matches], frozenset([statement.id])


def _child(chart: Chart, node: Node, variable: int, value: int) -> Node:
    branch = chart.diagrams.at(node)
    return branch.children[value] if branch is not None and branch.variable == variable else node


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work, which other programs on the machine do not lengthen."""
    # As timeit does: a collection of all garbage that happens to fall here belongs to no single call.
    gc.disable()
    started = time.thread_time()
    work()
    taken = time.thread_time() - started
    gc.enable()
    return taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
