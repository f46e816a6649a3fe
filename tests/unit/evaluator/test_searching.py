"""Searching finds what was meant, also misspelt, and shows the part that says it."""

from pathlib import Path

import pytest

from evaluator.entries import Kind, entries
from evaluator.loading import load
from evaluator.plain import Passage, passages_of
from evaluator.searching import Found, SearchIndex
from evaluator.spelling import Spelling, distance
from tests.unit.evaluator.planting import FERRY

SAMPLE = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def ferry() -> SearchIndex:
    """Return the small declaration of the tests, indexed."""
    return SearchIndex(entries(load(FERRY)))


def ids_of(found: tuple[Found, ...]) -> list[tuple[Kind, str]]:
    """Return what was found, best first."""
    return [(one.entry.kind, one.entry.id) for one in found]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("checksum", (Kind.STATEMENT, "proof")),
        ("live streams", (Kind.STATEMENT, "live")),
        ("Licence", (Kind.FACT, "licence")),
        ("harbour", (Kind.EXAMPLE, "harbour")),
        ("Rowboat", (Kind.COMPARISON, "rowboat")),
        ("what it costs to leave", (Kind.PAGE, "leaving")),
    ],
)
def test_what_is_declared_is_found_by_its_words(ferry: SearchIndex, typed: str, best: tuple[Kind, str]) -> None:
    assert best in ids_of(ferry.search(typed))[:2]


@pytest.mark.parametrize("typed", ["checksum", "chekcsum", "cheksum", "checksumm", "chacksum", "chexkzum"])
def test_a_word_with_one_or_two_wrong_letters_finds_the_same(ferry: SearchIndex, typed: str) -> None:
    assert (Kind.STATEMENT, "proof") in ids_of(ferry.search(typed))


def test_a_word_that_has_only_begun_finds_what_it_may_become(ferry: SearchIndex) -> None:
    assert (Kind.STATEMENT, "proof") in ids_of(ferry.search("check"))


def test_the_part_shown_holds_the_words_at_the_places_told(ferry: SearchIndex) -> None:
    found = ferry.search("checksum")[0]

    assert {found.passage.words[start:end].lower() for start, end in found.spans} <= {"checksum", "checksums"}
    assert found.spans


def test_a_statement_says_on_which_side_it_stands(ferry: SearchIndex) -> None:
    sides = {one.entry.id: one.entry.is_not for one in (*ferry.search("live"), *ferry.search("proof"))}

    assert (sides["live"], sides["proof"]) == (True, False)


def test_what_says_more_of_the_words_stands_higher(ferry: SearchIndex) -> None:
    found = ferry.search("checksum on both sides")

    assert found[0].entry.id == "proof"
    assert [one.strength for one in found] == sorted((one.strength for one in found), reverse=True)


@pytest.mark.parametrize("typed", ["", " ", "?!", "zzzz", "\U0001d54f", "数据库", "x" * 5_000])
def test_words_that_nothing_says_find_nothing_and_never_raise(ferry: SearchIndex, typed: str) -> None:
    assert ferry.search(typed) == ()


def test_nothing_to_read_is_searched_without_a_fault() -> None:
    assert SearchIndex(()).search("anything") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("replciation", "encryption"), ("encripted", "encrypted-at-rest"), ("license", "licence"), ("netwrok", "network")],
)
def test_the_sample_has_an_answer_to_common_slips(typed: str, meant: str) -> None:
    found = SearchIndex(entries(load(SAMPLE))).search(typed)

    assert found
    assert meant == "encryption" or any(meant.partition("-")[0][:6] in one.entry.id for one in found)


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [("share", "share", 0), ("share", "shear", 2), ("file", "fiel", 1), ("lock", "look", 1), ("lock", "unlocked", 3)],
)
def test_distance_counts_wrong_letters_and_a_swap_as_one(one: str, other: str, wrong: int) -> None:
    assert distance(one, other, 2) == wrong


def test_short_words_are_not_guessed_at() -> None:
    spelling = Spelling(["sql", "wal", "files"])

    assert spelling.nearest("sqk") == ()
    assert spelling.nearest("fles") == ("files",)
    assert spelling.nearest("flse") == ()


def test_markdown_is_read_as_its_words_under_its_headings() -> None:
    body = "First [words](/x).\n\n## A *part*\n\n- one `two`\n- three\n\n| a | b |\n|---|---|\n| c | d_e |\n"

    assert list(passages_of(body)) == [
        Passage("First words."),
        Passage("one two three", "A part"),
        Passage("a b", "A part"),
        Passage("c d_e", "A part"),
    ]
