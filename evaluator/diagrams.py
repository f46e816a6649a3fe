"""Decision diagrams: a function of many small choices, held as a shared graph.

An ordered, reduced diagram with several values a variable. Two equal functions are the
same node, and a node asks only a variable on which the function still depends. Source
of the method: R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation",
IEEE Transactions on Computers C-35 (1986); several values a variable as in A. Srinivasan
et al., "Algorithms for Discrete Function Manipulation", ICCAD 1990.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = int

MOST_NODES = 500_000
"""How large a store may grow by combining, some 250 MB; rules that people write need a hundredth of it."""

MOST_VARIABLES = 600
"""How many variables a store may have: a walk down them all must not exhaust Python's stack."""


class TooEntangled(Exception):
    """The functions combined in a store depend on too many things at once to be held."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node that asks a variable; one child for each of its values, in order."""

    variable: int
    children: tuple[Node, ...]


class Diagrams:
    """A store of nodes over variables 0, 1, 2, … in that order; ``sizes`` counts each one's values."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        if len(self.sizes) > MOST_VARIABLES:
            raise TooEntangled(f"{len(self.sizes)} variables are more than {MOST_VARIABLES}")
        self._branches: list[Branch | None] = []
        self._values: list[Hashable] = []
        self._leaves: dict[tuple[type, Hashable], Node] = {}
        self._known: dict[Branch, Node] = {}
        self._applied: dict[tuple[Any, Node, Node], Node] = {}

    def __len__(self) -> int:
        return len(self._branches)

    def leaf(self, value: Hashable) -> Node:
        """Return the constant function."""
        # Members of two string enums can be equal; they are still different leaves.
        key = (type(value), value)
        if key not in self._leaves:
            self._leaves[key] = self._add(None, value)
        return self._leaves[key]

    def branch(self, variable: int, children: Sequence[Node]) -> Node:
        """Return the function that is ``children[v]`` where the variable has value ``v``."""
        if len(set(children)) == 1:
            return children[0]
        branch = Branch(variable, tuple(children))
        if branch not in self._known:
            self._known[branch] = self._add(branch, None)
        return self._known[branch]

    def variable(self, variable: int, values: Sequence[Hashable]) -> Node:
        """Return the function that maps a variable's values to these leaves."""
        return self.branch(variable, [self.leaf(value) for value in values])

    def at(self, node: Node) -> Branch | None:
        """Return what a node asks, or None where it is a leaf."""
        return self._branches[node]

    def value(self, node: Node) -> Any:
        """Return the value of a leaf."""
        return self._values[node]

    def below(self, nodes: Iterable[Node]) -> set[Node]:
        """Return every node that these reach, themselves and leaves included."""
        seen: set[Node] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            branch = self._branches[node]
            if node not in seen and branch is not None:
                waiting.extend(branch.children)
            seen.add(node)
        return seen

    def combine(self, operation: Callable[[Any, Any], Hashable], left: Node, right: Node) -> Node:
        """Return the function ``operation(left, right)``, taken value by value.

        Results are remembered by the operation's identity: pass the same callable again.
        Raises TooEntangled where the store grows beyond ``MOST_NODES``.
        """
        key = (operation, left, right)
        known = self._applied.get(key)
        if known is not None:
            return known
        one, other = self._branches[left], self._branches[right]
        if one is None and other is None:
            node = self.leaf(operation(self._values[left], self._values[right]))
        else:
            variable = min(branch.variable for branch in (one, other) if branch is not None)
            children: list[Node] = []
            # A loop, not a comprehension, which would take a second frame of the stack a variable.
            for a, b in zip(self._children(left, variable), self._children(right, variable), strict=True):
                children.append(self.combine(operation, a, b))
            node = self.branch(variable, children)
        if len(self._branches) > MOST_NODES:
            raise TooEntangled(f"more than {MOST_NODES} nodes")
        self._applied[key] = node
        return node

    def both(self, left: Node, right: Node) -> Node:
        """Return the conjunction of two functions to bool; where one is constant the other need not be walked."""
        for one, other in ((left, right), (right, left)):
            if self._branches[one] is None:
                return other if self._values[one] else one
        key = (bool, left, right)
        if key not in self._applied:
            variable = min(branch.variable for branch in (self._branches[left], self._branches[right]) if branch)
            children: list[Node] = []
            for a, b in zip(self._children(left, variable), self._children(right, variable), strict=True):
                children.append(self.both(a, b))
            self._applied[key] = self.branch(variable, children)
        return self._applied[key]

    def forget(self) -> None:
        """Forget which functions were combined to which: the memory is free for other things, the nodes stay."""
        self._applied.clear()

    def restrict(self, node: Node, values: Mapping[int, int]) -> Node:
        """Return the function with some variables fixed to values."""
        seen: dict[Node, Node] = {}

        def visit(here: Node) -> Node:
            branch = self._branches[here]
            if branch is None:
                return here
            if here not in seen:
                fixed = values.get(branch.variable)
                if fixed is not None:
                    seen[here] = visit(branch.children[fixed])
                else:
                    children: list[Node] = []
                    for child in branch.children:
                        children.append(visit(child))
                    seen[here] = self.branch(branch.variable, children)
            return seen[here]

        return visit(node)

    def _children(self, node: Node, variable: int) -> tuple[Node, ...]:
        branch = self._branches[node]
        if branch is not None and branch.variable == variable:
            return branch.children
        return (node,) * self.sizes[variable]

    def _add(self, branch: Branch | None, value: Hashable) -> Node:
        self._branches.append(branch)
        self._values.append(value)
        return len(self._branches) - 1
