"""The share of all possible visitors that each verdict and route gets, as exact fractions."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from evaluator.charting import FIT_MARKED, Chart, End
from evaluator.diagrams import Diagrams, Node


@dataclass(frozen=True, slots=True)
class Shares:
    """How one persona's states divide over the ends, as exact parts of 1.

    ``unmarked`` is what answers alone lead to, ``marked`` where the visitor has marked
    some *is* statement as their case as well; every answer counts as equally likely.
    ``states`` counts the combinations of answers and of marks that matter.
    """

    persona: str
    states: int
    unmarked: dict[End, Fraction]
    marked: dict[End, Fraction]


def shares_of(persona: str, chart: Chart) -> Shares:
    """Return one persona's shares, counted over the whole chart."""
    diagrams = chart.diagrams
    nothing = chart.fixed({})
    unmarked = diagrams.restrict(chart.ends, nothing)
    marked = diagrams.restrict(chart.ends, {**nothing, FIT_MARKED: 1})
    return Shares(persona, prod(diagrams.sizes), share_of(diagrams, unmarked), share_of(diagrams, marked))


def share_of(diagrams: Diagrams, node: Node) -> dict[End, Fraction]:
    """Return the part of all assignments that ends in each leaf, every value of a variable equally likely."""
    known: dict[Node, dict[End, Fraction]] = {}

    def visit(here: Node) -> dict[End, Fraction]:
        branch = diagrams.at(here)
        if branch is None:
            return {diagrams.value(here): Fraction(1)}
        if here not in known:
            total: dict[End, Fraction] = {}
            for child in branch.children:
                for end, part in visit(child).items():
                    total[end] = total.get(end, Fraction(0)) + part / len(branch.children)
            known[here] = total
        return known[here]

    return visit(node)
