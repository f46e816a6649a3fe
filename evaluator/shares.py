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
    whole = prod(diagrams.sizes)
    parts = {node: whole}
    reached = sorted(diagrams.below([node]), key=lambda one: _depth(diagrams, one))
    for here in reached:
        branch = diagrams.at(here)
        children = branch.children if branch is not None else ()
        for child in children:
            parts[child] = parts.get(child, 0) + parts[here] // len(children)
    return {diagrams.value(one): Fraction(parts[one], whole) for one in reached if diagrams.at(one) is None}


def _depth(diagrams: Diagrams, node: Node) -> int:
    """Return how far below the top a node stands; leaves come last."""
    branch = diagrams.at(node)
    return len(diagrams.sizes) if branch is None else branch.variable
