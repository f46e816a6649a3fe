"""Formulas: what they come to, exactly, and how faults in them are told."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.reckoning.formulas import TOO_LARGE
from evaluator.reckoning.parsing import LONGEST, FormulaFault, parse

NAMES = {"a": Decimal(7), "b-c": Decimal("2.5"), "none": None, "zero": Decimal(0)}

WORKED_OUT = {
    "1 + 2 * 3": "7",
    "(1 + 2) * 3": "9",
    "10 - 4 - 3": "3",
    "100 / 10 / 5": "2",
    "a * b-c": "17.5",
    "a - b-c": "4.5",
    "min(a, 3, 9)": "3",
    "max(0, a - 10)": "0",
    "max(min(a, 2), 1) * 0.1": "0.2",
    "  7.25": "7.25",
}

FAULTS = {
    "": "the formula breaks off: a number or a name is missing at its end",
    "1 +": "the formula breaks off: a number or a name is missing at its end",
    "(1 + 2": "the formula breaks off: “)” is missing at its end",
    "1 2": "“2” has no place after “1”",
    "* 2": "“*” has no place at the beginning of a formula",
    "a ** 2": "“*” has no place after “a *”",
    "1, 2": "“,” has no place after “1”",
    "(1, 2)": "“,” has no place after “( 1”",
    "sum(1, 2)": "there is no function “sum”",
    "__import__('os')": "“_” has no place at the beginning of a formula",
    "a.b": "“.” has no place after “a”",
    "Hours * 2": "“H” has no place at the beginning of a formula",
    "-1": "“-” has no place at the beginning of a formula",
    "(" * 21 + "1" + ")" * 21: "parentheses stand more than 20 deep",
    "1 + " * LONGEST + "1": f"the formula is longer than {LONGEST} characters",
}


@pytest.mark.parametrize(("text", "expected"), WORKED_OUT.items())
def test_a_formula_is_worked_out_as_at_school(text: str, expected: str) -> None:
    assert parse(text).worked_out(NAMES) == Decimal(expected)


@pytest.mark.parametrize(("text", "fault"), FAULTS.items())
def test_a_formula_that_cannot_be_read_says_what_is_wrong_and_what_mends_it(text: str, fault: str) -> None:
    with pytest.raises(FormulaFault) as raised:
        parse(text)

    assert raised.value.fault.startswith(fault)
    assert raised.value.remedy


@pytest.mark.parametrize("text", ["1 / zero", "zero / zero", "a / (a - 7)", "none + 1", "min(1, none)", "0 * none"])
def test_what_cannot_be_reckoned_is_none_and_not_an_error(text: str) -> None:
    assert parse(text).worked_out(NAMES) is None


def test_a_figure_that_grows_beyond_reason_cannot_be_reckoned() -> None:
    grown = parse("*".join(["large"] * 40))

    assert grown.worked_out({"large": Decimal(10) ** 15}) is None
    assert grown.worked_out({"large": Decimal(10) ** 300}) is None
    assert parse("large").worked_out({"large": TOO_LARGE - 1}) == TOO_LARGE - 1


def test_names_are_listed_once_in_the_order_written() -> None:
    assert parse("b + price:plan-one * (a - b) / max(c, a)").names == ("b", "price:plan-one", "a", "c")


def test_a_formula_is_told_with_words_for_its_names() -> None:
    told = parse("(a + b-c) * 0.50 - max(a, 1) / price:x").told({"a": "Hours", "b-c": "Days", "price:x": "Plan"})

    assert told == "(Hours + Days) \N{MULTIPLICATION SIGN} 0.50 \N{MINUS SIGN} the greatest of (Hours; 1) ÷ Plan"


amounts = st.decimals(min_value=0, max_value=10**9, places=2)


@given(first=amounts, second=amounts, third=amounts)
def test_money_is_added_and_multiplied_without_losing_a_cent(first: Decimal, second: Decimal, third: Decimal) -> None:
    found = parse("(a + b) * 12 - c").worked_out({"a": first, "b": second, "c": third})

    assert found is not None
    assert Fraction(found) == (Fraction(first) + Fraction(second)) * 12 - Fraction(third)


@given(st.text(max_size=80) | st.text("ab1 .+-*/(),minx:price", max_size=80))
def test_any_text_is_read_or_refused_and_never_breaks_the_reader(text: str) -> None:
    try:
        formula = parse(text)
    except FormulaFault as fault:
        assert fault.fault
        return

    found = formula.worked_out(dict.fromkeys(formula.names, Decimal(3)))
    assert found is None or found.is_finite()
