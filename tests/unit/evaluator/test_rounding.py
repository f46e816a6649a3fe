"""Rounding: to the unit of a currency, and to what an estimate can promise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.reckoning.rounding import about_at_least, about_at_most, to_hundredths, to_unit, written


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("1234.565", "EUR", "1234.56"),
        ("1234.575", "USD", "1234.58"),
        ("1234.5", "JPY", "1234"),
        ("1.23456", "KWD", "1.235"),
        ("1.23456", "CLF", "1.2346"),
        ("-0.001", "EUR", "0.00"),
    ],
)
def test_money_is_rounded_to_the_smallest_unit_of_its_currency(amount: str, currency: str, rounded: str) -> None:
    assert str(to_unit(Decimal(amount), currency)) == rounded


@pytest.mark.parametrize(
    ("amount", "at_least", "at_most"),
    [
        ("12345", "12000", "13000"),
        ("12000", "12000", "12000"),
        ("99.5", "99", "100"),
        ("9.5", "9", "10"),
        ("0.4", "0", "1"),
        ("0", "0", "0"),
        ("-12345", "-13000", "-12000"),
        ("999999", "990000", "1000000"),
    ],
)
def test_an_estimate_keeps_two_digits_and_whole_units(amount: str, at_least: str, at_most: str) -> None:
    assert str(about_at_least(Decimal(amount))) == at_least
    assert str(about_at_most(Decimal(amount))) == at_most


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_an_estimate_is_off_by_less_than_a_tenth_and_on_the_side_it_says(amount: Decimal) -> None:
    least, most = about_at_least(amount), about_at_most(amount)

    assert least <= amount <= most
    assert most - least <= max(Decimal(1), abs(amount) / 10)


def test_what_is_not_money_has_at_most_two_decimals() -> None:
    assert to_hundredths(Decimal("1.005")) == Decimal("1.00")


@pytest.mark.parametrize(
    ("number", "text"),
    [("1234567.50", "1,234,567.5"), ("100", "100"), ("0.00", "0"), ("1E+3", "1,000"), ("-5", "\N{MINUS SIGN}5")],
)
def test_a_number_is_written_with_separators_and_without_idle_zeros(number: str, text: str) -> None:
    assert written(Decimal(number)) == text
