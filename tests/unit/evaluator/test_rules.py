"""Rules as data, and truth with four values."""

from itertools import product as combinations_of

import pytest
from pydantic import TypeAdapter, ValidationError

from evaluator.rules import (
    All,
    AnyOf,
    Bound,
    Choice,
    Not,
    Rule,
    Truth,
    conditions,
    conjunction,
    disjunction,
    negation,
    satisfying,
)

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
YES, NO, NOT_SURE, UNANSWERED = Truth.YES, Truth.NO, Truth.NOT_SURE, Truth.UNANSWERED


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (YES, NOT_SURE, NOT_SURE),
        (YES, UNANSWERED, UNANSWERED),
        (NO, NO, NO),
        (NO, NOT_SURE, NO),
        (NO, UNANSWERED, NO),
        (NOT_SURE, NOT_SURE, NOT_SURE),
        (NOT_SURE, UNANSWERED, NOT_SURE),
        (UNANSWERED, UNANSWERED, UNANSWERED),
    ],
)
def test_all_follows_kleenes_table_in_either_order(one: Truth, other: Truth, both: Truth) -> None:
    assert conjunction((one, other)) is both
    assert conjunction((other, one)) is both


@pytest.mark.parametrize(
    ("one", "other", "either"),
    [
        (YES, YES, YES),
        (YES, NO, YES),
        (YES, NOT_SURE, YES),
        (YES, UNANSWERED, YES),
        (NO, NO, NO),
        (NO, NOT_SURE, NOT_SURE),
        (NO, UNANSWERED, UNANSWERED),
        (NOT_SURE, NOT_SURE, NOT_SURE),
        (NOT_SURE, UNANSWERED, NOT_SURE),
        (UNANSWERED, UNANSWERED, UNANSWERED),
    ],
)
def test_any_follows_kleenes_table_in_either_order(one: Truth, other: Truth, either: Truth) -> None:
    assert disjunction((one, other)) is either
    assert disjunction((other, one)) is either


@pytest.mark.parametrize(("truth", "opposite"), [(YES, NO), (NO, YES), (NOT_SURE, NOT_SURE), (UNANSWERED, UNANSWERED)])
def test_not_swaps_yes_and_no_and_leaves_what_is_open_open(truth: Truth, opposite: Truth) -> None:
    assert negation(truth) is opposite
    assert truth.is_open is (truth is opposite)


def test_grouping_makes_no_difference() -> None:
    for one, two, three in combinations_of(Truth, repeat=3):
        assert conjunction((one, conjunction((two, three)))) is conjunction((one, two, three))
        assert disjunction((one, disjunction((two, three)))) is disjunction((one, two, three))


def test_each_form_of_rule_is_told_by_its_key() -> None:
    written = {
        "all": [
            {"any": [{"question": "q", "in": ["a", "b"]}]},
            {"not": {"question": "size", "at_least": "10", "at_most": "20.5"}},
        ]
    }

    rule = RULE.validate_python(written)

    bound = Bound(question="size", at_least=10, at_most=20.5)
    assert rule == All(all=(AnyOf(any=(Choice(question="q", options=("a", "b")),)), Not(part=bound)))
    assert [one.question for one in conditions(rule)] == ["q", "size"]


@pytest.mark.parametrize(
    "written",
    [
        "text",
        [],
        {},
        {"all": []},
        {"any": []},
        {"not": "text"},
        {"question": "q", "in": []},
        {"question": "q", "in": ["A b"]},
        {"question": "q", "at_least": "many"},
        {"in": ["a"]},
        {"all": [{"question": "q", "in": ["a"]}], "any": [{"question": "q", "in": ["a"]}]},
        {"question": "q", "in": ["a"], "at_least": "1"},
    ],
)
def test_a_rule_of_no_known_form_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        RULE.validate_python(written)


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (2, None, {"two", "three"}),
        (None, 2, {"one", "two"}),
        (2, 2, {"two"}),
        (2.5, 2.9, set()),
        (None, None, {"one", "two", "three"}),
    ],
)
def test_bounds_are_inclusive_and_pass_over_options_without_a_number(
    low: float | None, high: float | None, found: set[str]
) -> None:
    values = {"one": 1.0, "two": 2.0, "three": 3.0, "other": None}

    assert satisfying(Bound(question="q", at_least=low, at_most=high), values) == found
