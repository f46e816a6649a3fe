"""The share of all possible visitors that each verdict and route gets, as exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

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
    return Shares(persona, chart.states, share_of(diagrams, unmarked), share_of(diagrams, marked))


def share_of(diagrams: Diagrams, node: Node) -> dict[End, Fraction]:
    """Return the part of all assignments that ends in each leaf, every value of a variable equally likely."""
    whole = prod(diagrams.sizes)
    parts = {node: whole}
    reached = sorted(diagrams.below([node]), key=lambda one: _first(diagrams, one))
    for here in reached:
        branch = diagrams.at(here)
        children = branch.children if branch is not None else ()
        for child in children:
            parts[child] = parts.get(child, 0) + parts[here] // len(children)
    return {diagrams.value(one): Fraction(parts[one], whole) for one in reached if diagrams.at(one) is None}


def _first(diagrams: Diagrams, node: Node) -> int:
    """Return the variable that a node asks; a leaf comes after all of them."""
    branch = diagrams.at(node)
    return len(diagrams.sizes) if branch is None else branch.variable


def share_together(
    diagrams: Diagrams, nodes: tuple[Node, ...], fixed: Mapping[int, int]
) -> dict[tuple[Any, ...], Fraction]:
    """Return the part of all assignments in which functions have certain values together, where some values are fixed.

    Walks the functions side by side and adds no node to the store, so that threads may do it at once.
    """
    end = len(diagrams.sizes)
    whole = prod(size for variable, size in enumerate(diagrams.sizes) if variable not in fixed)
    begun = tuple(_passed(diagrams, node, fixed) for node in nodes)
    # What waits at each variable, and at the end what has no variable left to ask.
    parts: list[dict[tuple[Node, ...], int]] = [{} for _ in range(end + 1)]
    parts[min(_first(diagrams, node) for node in begun)][begun] = whole
    for variable, size in enumerate(diagrams.sizes):
        for state, part in parts[variable].items():
            for value in range(size):
                after = tuple(_below(diagrams, node, (variable, value), fixed) for node in state)
                waiting = parts[min([_first(diagrams, node) for node in after])]
                waiting[after] = waiting.get(after, 0) + part // size
    found: dict[tuple[Any, ...], Fraction] = {}
    for state, part in parts[end].items():
        together = tuple(diagrams.value(node) for node in state)
        found[together] = found.get(together, Fraction(0)) + Fraction(part, whole)
    return found


def _below(diagrams: Diagrams, node: Node, choice: tuple[int, int], fixed: Mapping[int, int]) -> Node:
    branch = diagrams.at(node)
    if branch is None or branch.variable != choice[0]:
        return node
    return _passed(diagrams, branch.children[choice[1]], fixed)


def _passed(diagrams: Diagrams, node: Node, fixed: Mapping[int, int]) -> Node:
    """Follow a node past the variables that are fixed."""
    while (branch := diagrams.at(node)) is not None and branch.variable in fixed:
        node = branch.children[fixed[branch.variable]]
    return node
