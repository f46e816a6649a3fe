"""The business case: figures and their ranges, honest rounding, and when it does not pay back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.business_case import BusinessCase, Input, Step
from evaluator.loading import load
from evaluator.pages import Plan, Pricing
from evaluator.reckoning.business import Estimate, InputsRefused, Reckoning, priced_plans, reckon
from evaluator.reckoning.payback import PaysBack
from evaluator.sources import Source
from tests.unit.evaluator.planting import FERRY

SOURCE = Source(title="Prices", url="https://thing.example/prices", checked_on=date(2026, 11, 22))


def number(identifier: str, default: str, spread: str = "0", most: str = "1000000") -> Input:
    """Build an input from 0 to ``most``."""
    return Input(
        id=identifier,
        name=identifier,
        asks="How much?",
        unit="a year",
        default=Decimal(default),
        minimum=Decimal(0),
        maximum=Decimal(most),
        spread=Decimal(spread),
        your_own="Your own number.",
    )


def step(identifier: str, formula: str, *, money: bool = True) -> Step:
    """Build a step; one that is not money is in months."""
    unit = "a year" if money else "months"
    return Step(id=identifier, name=identifier, says="It is so.", unit=unit, money=money, formula=formula)


def case(*inputs: Input, **formulas: str) -> BusinessCase:
    """Build a business case whose steps are pain, saves, price, once and months, in euros."""
    standard = {
        "pain": "pains",
        "saves": "pain",
        "price": "0",
        "once": "100",
        "months": "once / ((saves - price) / 12)",
    }
    steps = [step(name, text, money=name != "months") for name, text in (standard | formulas).items()]
    return BusinessCase(
        says="What it costs.",
        currency="EUR",
        inputs=inputs,
        steps=tuple(steps),
        pain_now="pain",
        saves="saves",
        price="price",
        once="once",
        pays_back="months",
    )


def prices(amount: str, up_to: str | None = None) -> Pricing:
    """Build a price list with one plan."""
    plan = Plan(
        id="plan",
        name="Plan",
        amount=Decimal(amount),
        up_to=None if up_to is None else Decimal(up_to),
        currency="EUR",
        per="a year",
        says="All of it.",
        not_for="Nobody.",
        source=SOURCE,
    )
    return Pricing(says="What it costs.", plans=(plan,))


def of(reckoning: Reckoning, identifier: str) -> Estimate:
    """Return the estimate of a step."""
    return next(one.estimate for one in reckoning.steps if one.declared.id == identifier)


def exactly(low: str, expected: str, high: str) -> Estimate:
    """Build an estimate."""
    return Estimate(Decimal(low), Decimal(expected), Decimal(high))


def test_ferrys_case_is_reckoned_from_its_defaults() -> None:
    ferry = load(FERRY)
    assert ferry.business_case is not None

    reckoning = reckon(ferry.business_case, ferry.pricing, {})

    assert reckoning.currency == "EUR"
    assert of(reckoning, "pain-now") == exactly("2160", "5760", "10800")
    assert of(reckoning, "price") == exactly("900", "2700.25", "4500.50")
    assert reckoning.pays_back == PaysBack(4, 16, None)
    assert all(one.is_default for one in reckoning.inputs)


def test_every_step_is_shown_in_words_and_in_numbers() -> None:
    ferry = load(FERRY)
    assert ferry.business_case is not None

    first = reckon(ferry.business_case, ferry.pricing, {"nights": Decimal("2.5")}).steps[0]

    assert (
        first.in_words.replace("\N{MULTIPLICATION SIGN}", "*") == "Bad nights * Hours of repair * Cost of an hour * 12"
    )
    assert first.in_numbers.replace("\N{MULTIPLICATION SIGN}", "*") == "2.5 * 3 * 80 * 12"


def test_the_range_of_an_input_ends_at_its_bounds() -> None:
    reckoning = reckon(case(number("pains", "80", spread="50", most="100")), None, {})

    assert reckoning.inputs[0].estimate == exactly("40", "80", "100")


def test_numbers_that_pull_against_each_other_do_so_in_the_range() -> None:
    declared = case(number("pains", "100", spread="10"), saves="pain", price="pain * 0.5", months="saves / price")

    reckoning = reckon(declared, None, {})

    assert reckoning.pays_back == PaysBack(2, 2, 2)


def test_a_price_that_is_a_range_is_expected_in_its_middle() -> None:
    declared = case(number("pains", "9000"), price="price:plan")

    reckoning = reckon(declared, prices("1000", "4000"), {})

    assert of(reckoning, "price") == exactly("1000", "2500", "4000")
    assert [one.plan.id for one in reckoning.prices] == ["plan"]
    assert [plan.id for plan in priced_plans(declared, prices("1000"))] == ["plan"]


def test_headlines_are_rounded_against_the_product() -> None:
    declared = case(number("pains", "12345", spread="10"), price="pains / 10", once="pains / 3")

    reckoning = reckon(declared, None, {})

    assert reckoning.pain_now.about == exactly("11000", "12000", "13000")
    assert reckoning.price.about == exactly("1200", "1300", "1400")
    assert reckoning.once is not None
    assert reckoning.once.about == exactly("3800", "4200", "4600")


def test_a_figure_without_a_range_is_told_to_the_cent() -> None:
    reckoning = reckon(case(number("pains", "12345.67")), None, {})

    assert reckoning.pain_now.about == exactly("12345.67", "12345.67", "12345.67")


@pytest.mark.parametrize(
    ("number_of", "says"),
    [
        ("-1", "“pains” must be a number from 0 to 1,000,000"),
        ("1000000.01", "“pains” must be a number from 0 to 1,000,000"),
        ("NaN", "“pains” must be a number from 0 to 1,000,000"),
        ("Infinity", "“pains” must be a number from 0 to 1,000,000"),
        ("0.00001", "“pains” must have at most 4 decimals"),
    ],
)
def test_a_number_out_of_bounds_is_refused_naming_the_bounds(number_of: str, says: str) -> None:
    with pytest.raises(InputsRefused) as refused:
        reckon(case(number("pains", "1")), None, {"pains": Decimal(number_of)})

    assert [fault.says for fault in refused.value.faults] == [says]


def test_all_numbers_that_are_refused_are_told_at_once() -> None:
    declared = case(number("pains", "1"), number("more", "1"))

    with pytest.raises(InputsRefused) as refused:
        reckon(declared, None, {"pains": Decimal(-1), "more": Decimal(-1), "other": Decimal(1)})

    assert [fault.input for fault in refused.value.faults] == ["pains", "more", "other"]


@pytest.mark.parametrize(
    ("pains", "formulas", "says"),
    [
        ("100", {}, "With these numbers it pays back after 12 months."),
        ("1200", {}, "With these numbers it pays back from the first month on."),
        ("100", {"once": "0"}, "With these numbers it pays back from the first month on."),
        ("100", {"price": "100"}, "With these numbers it does not pay back."),
        ("100", {"price": "200"}, "With these numbers it does not pay back."),
        # 0 / -8.3 is a zero that must not read as "at once".
        ("100", {"price": "200", "once": "0"}, "With these numbers it does not pay back."),
        ("0", {"once": "0"}, "With these numbers it does not pay back."),
        ("9.9", {}, "With these numbers it takes more than ten years to pay back."),
    ],
)
def test_it_is_said_plainly_whether_it_pays_back(pains: str, formulas: Mapping[str, str], says: str) -> None:
    reckoning = reckon(case(number("pains", pains), **formulas), None, {})

    assert reckoning.pays_back.says == says


@given(
    pains=st.decimals(min_value=0, max_value=10**6, places=2),
    spread=st.integers(0, 100),
    share=st.decimals(min_value=0, max_value=2, places=2),
)
def test_low_expected_and_high_stand_in_order_and_rounding_never_favours_the_product(
    pains: Decimal, spread: int, share: Decimal
) -> None:
    declared = case(
        number("pains", "1", str(spread)), number("share", "1", "10"), saves="pain * share", price="pain / 7"
    )

    reckoning = reckon(declared, None, {"pains": pains, "share": share})

    for headline in (reckoning.pain_now, reckoning.saves, reckoning.price):
        exact, about = headline.step.estimate, headline.about
        assert exact.low is not None and exact.expected is not None and exact.high is not None
        assert about.low is not None and about.expected is not None and about.high is not None
        assert exact.low <= exact.expected <= exact.high
        assert about.low <= about.expected <= about.high
        sign = -1 if headline is reckoning.price else 1
        assert sign * about.expected <= sign * exact.expected


def test_the_samples_case_can_be_reckoned_at_every_bound() -> None:
    sample = load(Path(__file__).parents[3] / "content")
    declared = sample.business_case
    assert declared is not None

    for one in declared.inputs:
        for bound in (one.minimum, one.maximum):
            reckoning = reckon(declared, sample.pricing, {one.id: bound})

            assert reckoning.pain_now.about.expected is not None
