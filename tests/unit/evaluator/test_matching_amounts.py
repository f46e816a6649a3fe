"""Numbers with units, and the declared limits that they are compared with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.text(alphabet="0123456789., kKmMgGtTbB/speraday\u00b2\u0663", max_size=200))
def test_any_text_has_finite_quantities_that_lie_in_it(text: str) -> None:
    for found in quantities(text):
        assert found.amount >= 0
        assert 0 <= found.start < found.end <= len(text)
