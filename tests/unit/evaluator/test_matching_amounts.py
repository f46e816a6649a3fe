"""Numbers with units, and the declared limits that they are compared with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.rules import All, Bound
from evaluator.words.limits import limits, speaking, speaks_against
from evaluator.words.quantities import quantities
from tests.unit.evaluator.declared import statement


@pytest.mark.parametrize(
    ("text", "of", "amount", "is_rate"),
    [
        ("2 TB", "byte", 2e12, False),
        ("1,5 GB of photographs", "byte", 1.5e9, False),
        ("50k writes/s", "writ", 50_000, True),
        ("100,000 hits a day", "hit", 100_000 / 86_400, True),
        ("about 500 rps", "request", 500, True),
        ("1.5 million rows", "row", 1.5e6, False),
        ("300 ms", "second", 0.3, False),
        ("in the terabyte range", "byte", 1e12, False),
        ("tens of thousands of jobs", "job", 10_000, False),
        ("15k concurrent users", "user", 15_000, False),
    ],
)
def test_a_quantity_is_read_in_base_units(text: str, of: str, amount: float, is_rate: bool) -> None:
    (found,) = quantities(text)

    assert (found.of, found.is_rate) == (of, is_rate)
    assert found.amount == pytest.approx(amount)


def test_a_bare_number_or_a_version_is_no_quantity() -> None:
    assert quantities("Python 3.11 and 42") == []


def test_who_is_over_a_limit_is_spoken_to_by_the_statement_about_it() -> None:
    found = limits(statement("not-large", "Sites may be no larger than 1 GB."))

    assert speaking(found, quantities("we have 3.5 GB"))
    assert speaks_against(found, quantities("we have 20 MB"))
    assert not speaking(found, quantities("we have 3 cats"))
    assert not speaks_against(found, quantities("we have 3 cats"))


def test_who_is_within_a_limit_is_spoken_to_by_what_the_product_is_for() -> None:
    found = limits(statement("small", "It is for less than a terabyte of data."))

    assert speaking(found, quantities("200 GB"))
    assert speaks_against(found, quantities("40 TB"))


def test_a_least_amount_is_a_floor() -> None:
    found = limits(statement("batches", "It is for batches of more than 1000 rows."))

    assert speaking(found, quantities("5000 rows at once"))
    assert not speaking(found, quantities("10 rows at once"))
    assert not speaks_against(found, quantities("10 rows at once"))


@pytest.mark.parametrize(
    "text",
    ["it never reaches 1 TB", "we won't have more than 1 TB", "less than 1 TB", "it does not grow beyond 1 TB"],
)
def test_an_amount_named_as_one_that_is_never_reached_is_told_apart(text: str) -> None:
    (found,) = quantities(text)

    assert found.stays_below


@pytest.mark.parametrize("text", ["it cannot hold 1 TB", "it can't get 1 TB into memory", "not fast. 1 TB of mail"])
def test_a_complaint_about_an_amount_is_no_denial_of_it(text: str) -> None:
    (found,) = quantities(text)

    assert not found.stays_below


def test_who_stays_below_a_limit_is_not_spoken_to_by_what_begins_there() -> None:
    found = limits(statement("not-large", "Sites may be no larger than 1 GB."))

    assert speaks_against(found, quantities("we never reach 1 GB"))
    assert not speaking(found, quantities("we never reach 50 GB"))
    assert not speaks_against(found, quantities("we never reach 50 GB"))


def test_the_bounds_of_a_rule_are_limits_in_the_unit_of_their_question() -> None:
    bounds = All(all=(Bound(question="size", at_least=1_001), Bound(question="size", at_most=5_000)))
    ruled = statement("not-middling", "It is not for middling files.").model_copy(update={"when": bounds})

    found = limits(ruled, {"size": "gigabytes"})

    assert speaking(found, quantities("2 TB"))
    assert speaks_against(found, quantities("9 TB"))
    assert speaks_against(found, quantities("20 GB"))
    assert limits(ruled) == ()


def test_a_bound_on_time_from_now_is_no_amount_that_words_are_compared_with() -> None:
    late = statement("late", "It comes late.").model_copy(update={"when": Bound(question="term", at_least=6)})

    assert limits(late, {"term": "months from now"}) == ()


@given(st.text(alphabet="0123456789., kKmMgGtTbB/speraday\u00b2\u0663", max_size=200))
def test_any_text_has_finite_quantities_that_lie_in_it(text: str) -> None:
    for found in quantities(text):
        assert found.amount >= 0
        assert 0 <= found.start < found.end <= len(text)
