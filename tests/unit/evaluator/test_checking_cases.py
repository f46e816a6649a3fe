"""Faults in what a case is made of, planted in a sound declaration and told at their line."""

from pathlib import Path

import pytest

from tests.unit.evaluator.planting import planted

BUSINESS = "business-case.yaml"
OBJECTIONS = "objections.yaml"
DIRECTOR = "personas/director.md"

CHANGE = "formula: days * 8 * hourly"

FAULTS = (
    (BUSINESS, CHANGE, "formula: days * 8 * wage", "no input and no step has the id “wage”. Use one of: days"),
    (BUSINESS, CHANGE, "formula: days-8 * hourly", "no input and no step has the id “days-8”. For a minus, put"),
    (BUSINESS, CHANGE, "formula: days * (8", "“days * (8”: the formula breaks off: “)” is missing"),
    (BUSINESS, CHANGE, "formula: days * months", "“months” is worked out here or later, and a step uses"),
    (BUSINESS, CHANGE, "formula: days * change", "“change” is worked out here or later, and a step uses"),
    (BUSINESS, CHANGE, "formula: days / (hourly - 80)", "with the defaults “days / (hourly - 80)” cannot be"),
    (BUSINESS, CHANGE, "formula: 3200", "no step uses the input “days”. Name it in a formula or remove"),
    (BUSINESS, "price:free + price:support", "price:gift", "no plan of the price list has the id “gift”. Use one of:"),
    (BUSINESS, "currency: EUR", "currency: USD", "the plan “free” is priced in EUR, this case in USD. Reckon in the"),
    (BUSINESS, "currency: EUR", "currency: euro", "“currency” has a form that is not allowed"),
    (BUSINESS, "- id: hours", "- id: nights", "the id “nights” is taken by an earlier input or step"),
    (BUSINESS, "- id: hours", "- id: 8hours", "the id “8hours” begins with a digit, so that a formula would read"),
    (BUSINESS, 'default: "80"', 'default: "8000"', "the default of “hourly” is not between its minimum 0 and its max"),
    (BUSINESS, 'maximum: "31"', 'maximum: "-1"', "the minimum of “nights” is above its maximum"),
    (BUSINESS, 'default: "80"', 'default: "NaN"', "“default”: input should be a finite number"),
    (BUSINESS, 'spread: "40"', 'spread: "140"', "“spread”: input should be less than or equal to 100"),
    (BUSINESS, "    source: {title: Harbour log", "    # {title: Harbour log", "the default of “hours” has to come f"),
    (BUSINESS, "pain_now: pain-now", "pain_now: pains", "no step has the id “pains”. Use one of: pain-now, saved"),
    (BUSINESS, "saves: saved", "saves: months", "the step “months” is not money. Give the step “money: true”"),
    (BUSINESS, "pays_back: months", "pays_back: change", "the step “change” tells when it pays back and is not count"),
    (BUSINESS, "pays_back: months", "payback: months", "unknown key “payback”. Did you mean “pays_back”"),
    (BUSINESS, "pays_back: months", "", "“pays_back” is missing"),
    (OBJECTIONS, "raised_by: [executive]", "raised_by: [boss]", "no persona has the id “boss”. Use one of: developer"),
    (OBJECTIONS, "statements: [two-way]", "statements: [both]", "no statement has the id “both”"),
    (OBJECTIONS, "- id: growth", "- id: nights", "the id “nights” is taken at"),
    (DIRECTOR, "heading: Efficiency", "headline: Efficiency", "“heading” is missing"),
    (DIRECTOR, "      - nightly\n", "      - daily\n", "no statement has the id “daily”"),
    (DIRECTOR, "      - support\n", "      - price\n", "no fact has the id “price”"),
    (DIRECTOR, "      - modest\n", "      - nightly\n", "the statement “nightly” stands in an earlier section of thi"),
    (DIRECTOR, "    statements:\n      - nightly\n", "", "the section “Efficiency” has nothing to show"),
    ("is/proof.md", "for_director: ", "for_directors: ", "unknown key “for_directors”. Did you mean “for_director”"),
    ("is/proof.md", "for_director: ", "corrects: {on: 2026-02-30, says: x}\nfor_director: ", "“on” is not a day"),
)  # fmt: skip


def line_of(text: str, piece: str) -> int:
    """Return the line on which a piece of text stands."""
    return text[: text.index(piece)].count("\n") + 1


@pytest.mark.parametrize(("path", "old", "new", "fault"), FAULTS, ids=[one[3] for one in FAULTS])
def test_a_fault_in_what_a_case_is_made_of_is_told_with_words_that_help(
    path: str, old: str, new: str, fault: str, tmp_path: Path
) -> None:
    garden = planted(tmp_path)
    garden.replace(path, old, new)

    told = garden.faults()

    assert [one for one in told if one.partition(": ")[2].startswith(fault)], "\n".join(told)


def test_a_fault_in_a_formula_stands_at_the_line_of_the_formula(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace(BUSINESS, CHANGE, "formula: days * (8")
    line = line_of((garden.folder / BUSINESS).read_text(encoding="utf-8"), "formula: days * (8")

    assert [one for one in garden.faults() if one.startswith(f"{BUSINESS}:{line}:")]


def test_a_broken_price_list_is_not_told_as_missing_plans(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("pricing.yaml", 'amount: "900"', 'amount: "much"')

    assert not [one for one in garden.faults() if "no plan" in one]


def test_more_ranges_than_can_be_reckoned_are_refused(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    more = "".join(
        f"  - {{id: more-{letter}, name: More, asks: More?, unit: more, default: 1, minimum: 0, maximum: 2,"
        " spread: 10, your_own: Yours.}\n"
        for letter in "abcdef"
    )
    names = " + ".join(f"more-{letter}" for letter in "abcdef")
    garden.replace(BUSINESS, "steps:\n", f"{more}steps:\n")
    garden.replace(BUSINESS, CHANGE, f"{CHANGE} * ({names})")
    assert garden.faults() == []

    garden.replace(BUSINESS, 'maximum: "24"', 'maximum: "24"\n    spread: 10')

    assert [one for one in garden.faults() if "11 numbers here have a range, and 10 is the most" in one]


@pytest.mark.parametrize("path", [BUSINESS, OBJECTIONS])
def test_a_declaration_without_it_is_sound(path: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.remove(path)

    assert garden.faults() == []
