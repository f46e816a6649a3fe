"""Each kind of fault in content, planted in a sound declaration and told at its line."""

from pathlib import Path

import pytest

from evaluator.reading import read_yaml
from tests.unit.evaluator.planting import planted

PLANTED = read_yaml("faults.yaml", Path(__file__).with_name("faults.yaml").read_bytes()).value

PROOF = (
    "proof:\n"
    "  - {title: Modest volumes, url: https://ferry.example/modest, checked_on: 2026-11-22, shows: That this is so.}\n"
)
ROWBOAT = "instead:\n  - {name: Rowboat, url: https://rowboat.example/, because: It merges changes from both sides.}\n"


@pytest.mark.parametrize("fault", PLANTED, ids=[f"{one['in']}:{one['told']}" for one in PLANTED])
def test_a_planted_fault_is_told_at_its_line_with_words_that_help(fault: dict[str, str], tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace(fault["in"], fault["replace"], fault["by"])

    told = garden.faults()

    start = f"{fault['in']}:{fault['told']}" if fault["told"][0].isdigit() else fault["told"]
    assert any(one.startswith(start) for one in told), "\n".join(told)


def test_the_declaration_that_faults_are_planted_in_has_none(tmp_path: Path) -> None:
    assert planted(tmp_path).faults() == []


def test_ten_faults_of_different_kinds_are_all_told_in_one_run(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("personas/developer.md", "statements: [nightly]", "statments: [nightly]")
    garden.replace("facts.yaml", "  topic: Support\n", "  topic: Support\n  topic: Help\n")
    garden.replace("use-cases/archive.md", "statements: [", "statements: [gone, ")
    garden.replace("is/modest.md", PROOF, "")
    garden.replace("is-not/live.md", "It starts once a minute at most.\n", "")
    garden.replace("is-not/two-way.md", ROWBOAT, "")
    garden.replace("is-not/huge.md", "at_least: 1001", "in: [enormous]")
    garden.replace(
        "routes.yaml",
        "    when: {tier: [top], verdict: [fit, fit-if]}\n",
        "    when: {tier: [top], verdict: [not-a-fit]}\n",
    )
    garden.replace("routes.yaml", "may know.", "may know.\n    when: {verdict: [cannot-tell]}")
    garden.replace("scenarios.yaml", "expect: {verdict: not-a-fit", "expect: {verdict: fit-if")

    told = "\n".join(garden.faults())

    for start in (
        "personas/developer.md:10:1: unknown key “statments”. Did you mean “statements”?",
        "facts.yaml:8:3: the key “topic” stands here a second time",
        "use-cases/archive.md:4:14: no statement has the id “gone”",
        "is/modest.md:2:1: this statement has no proof",
        "is-not/live.md:2:1: this statement has no reason",
        "is-not/two-way.md:2:1: this says what not to use and not what to use instead",
        "is-not/huge.md:8:31: no option of “volume” has the id “enormous”",
        "routes.yaml:41:5: the route “facts” can never match: “instead” before it takes every such visitor",
        "routes.yaml:50:5: the last route has a condition",
        "scenarios.yaml:12:12: the scenario “two-way” ends in not-a-fit, not fit-if: two-way",
    ):
        assert f"\n{start}" in f"\n{told}", told


def test_faults_beside_a_file_of_wrong_shape_are_told_in_the_same_run(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", "name: Ferry\n", "")
    garden.replace("routes.yaml", "qualification:\n  says: A decision within three months.\n", "qualification:\n")
    garden.replace("is/proof.md", "heading: Proof of arrival\n", "")
    garden.replace("is/proof.md", "heard_as:\n  - auditors ask whether the file arrived\n", "")
    garden.replace("is/modest.md", PROOF, "")
    garden.replace("personas/director.md", "facts: [licence]", "facts: [price]")

    told = garden.faults()

    assert [one.split(". ")[0] for one in told if not one.startswith("scenarios.yaml:1:3: the scenarios were not")] == [
        "is/modest.md:2:1: this statement has no proof",
        "is/proof.md:2:1: no visitor's words lead here",
        "is/proof.md:2:1: “heading” is missing",
        "personas/director.md:9:9: no fact has the id “price”",
        "product.yaml:1:1: “name” is missing",
        "routes.yaml:1:1: “says” is missing",
    ]


@pytest.mark.parametrize(
    "path", ["product.yaml", "routes.yaml", "questions.yaml", "scenarios.yaml", "facts.yaml", "is-not/two-way.md"]
)
def test_a_file_that_cannot_be_read_hides_no_other_fault_and_makes_none_up(path: str, tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add(path, "\x00")
    garden.replace("is/modest.md", PROOF, "")

    told = garden.faults()

    elsewhere = [one for one in told if not one.startswith(path) and "the scenarios were not tried" not in one]
    assert elsewhere == ["is/modest.md:2:1: this statement has no proof. " + elsewhere[0].partition(". ")[2]]
    assert any(one.startswith(path) and "a control character stands here" in one for one in told)


def test_an_id_used_in_is_and_in_is_not_is_told_with_the_place_of_the_first(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.add("is-not/nightly.md", (garden.folder / "is-not/live.md").read_text(encoding="utf-8"))

    told = garden.faults()

    assert told[0].startswith("is/nightly.md:2:1: the id “nightly” is taken at ")
    assert "is-not/nightly.md:2. Give one of the two another id." in told[0]
