"""Decision diagrams: equal functions are one node, and no node asks in vain."""

from itertools import product as combinations_of
from operator import add, ge

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.diagrams import MOST_VARIABLES, Diagrams, Node, TooEntangled
from evaluator.evaluation import Mark
from evaluator.rules import Truth

SIZES = (2, 3, 2)
STATES = tuple(combinations_of(*(range(size) for size in SIZES)))

Table = dict[tuple[int, ...], int]
TABLES = st.lists(st.integers(0, 2), min_size=len(STATES), max_size=len(STATES)).map(
    lambda values: dict(zip(STATES, values, strict=True))
)
EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True)


def _drawn(diagrams: Diagrams, table: Table, so_far: tuple[int, ...] = ()) -> Node:
    if len(so_far) == len(SIZES):
        return diagrams.leaf(table[so_far])
    children = [_drawn(diagrams, table, (*so_far, value)) for value in range(SIZES[len(so_far)])]
    return diagrams.branch(len(so_far), children)


def _read(diagrams: Diagrams, node: Node) -> Table:
    return {state: diagrams.value(diagrams.restrict(node, dict(enumerate(state)))) for state in STATES}


@EXAMPLES
@given(TABLES)
def test_a_diagram_gives_back_the_function_it_was_drawn_from(table: Table) -> None:
    diagrams = Diagrams(SIZES)

    node = _drawn(diagrams, table)

    assert _read(diagrams, node) == table


@EXAMPLES
@given(TABLES)
def test_the_first_variable_asked_is_the_first_on_which_the_function_depends(table: Table) -> None:
    diagrams = Diagrams(SIZES)

    branch = diagrams.at(_drawn(diagrams, table))

    depends = [
        variable
        for variable, size in enumerate(SIZES)
        if any(table[_with(state, variable, value)] != table[state] for state in STATES for value in range(size))
    ]
    assert (branch.variable if branch is not None else None) == (depends[0] if depends else None)


@EXAMPLES
@given(TABLES, TABLES)
def test_combining_works_value_by_value_and_ends_in_the_same_node_either_way(one: Table, other: Table) -> None:
    diagrams = Diagrams(SIZES)

    total = diagrams.combine(add, _drawn(diagrams, one), _drawn(diagrams, other))

    assert total == _drawn(diagrams, {state: one[state] + other[state] for state in STATES})


@EXAMPLES
@given(TABLES, st.integers(0, 2), st.integers(0, 1))
def test_fixing_a_variable_leaves_a_function_of_the_others(table: Table, variable: int, value: int) -> None:
    diagrams = Diagrams(SIZES)

    fixed = diagrams.restrict(_drawn(diagrams, table), {variable: value})

    assert _read(diagrams, fixed) == {state: table[_with(state, variable, value)] for state in STATES}


def test_equal_members_of_two_enums_stay_different_leaves() -> None:
    diagrams = Diagrams(SIZES)

    ruled, marked = diagrams.leaf(Truth.NO), diagrams.leaf(Mark.NO)

    assert (diagrams.value(ruled), diagrams.value(marked)) == (Truth.NO, Mark.NO)
    assert ruled != marked


def _with(state: tuple[int, ...], variable: int, value: int) -> tuple[int, ...]:
    return (*state[:variable], value, *state[variable + 1 :])


@EXAMPLES
@given(TABLES, TABLES)
def test_both_is_the_conjunction_of_two_functions_to_truth(one: Table, other: Table) -> None:
    diagrams = Diagrams(SIZES)
    left = diagrams.combine(ge, _drawn(diagrams, one), diagrams.leaf(1))
    right = diagrams.combine(ge, _drawn(diagrams, other), diagrams.leaf(1))

    both = diagrams.both(left, right)

    assert _read(diagrams, both) == {state: one[state] >= 1 and other[state] >= 1 for state in STATES}


def test_more_variables_than_the_stack_can_hold_are_refused() -> None:
    with pytest.raises(TooEntangled):
        Diagrams([2] * (MOST_VARIABLES + 1))


def test_as_many_variables_as_are_allowed_are_combined_without_exhausting_the_stack() -> None:
    diagrams = Diagrams([2] * MOST_VARIABLES)
    node = diagrams.leaf(False)
    for variable in reversed(range(MOST_VARIABLES)):
        node = diagrams.branch(variable, [node, diagrams.leaf(True)])

    combined = diagrams.combine(ge, node, diagrams.leaf(True))

    assert combined == diagrams.both(node, node) == diagrams.restrict(node, {}) == node
