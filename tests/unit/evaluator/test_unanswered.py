"""Questions that people asked become entries that wait for an answer, and name nobody."""

import pytest

from evaluator.learning import Group
from evaluator.loading import load
from evaluator.reading import read_yaml
from evaluator.unanswered import entry_for, unanswered, without_names
from tests.unit.evaluator.planting import FERRY

NAMES = ("Ada Lovelace", "ada@engines.example", "Engines & Co")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Can ada@engines.example see it? And https://engines.example/a?", "Can … see it? And …"),
        ("Ada here: does ADA LOVELACE of Engines & Co pay?", "… here: does … of … pay?"),
        ("Ring +49 (30) 123456-7 after 2026, or 10,000 files?", "Ring … after 2026, or 10,000 files?"),
        ("Does it run on 10 machines in Canada?", "Does it run on 10 machines in Canada?"),
    ],
)
def test_a_question_loses_names_addresses_and_numbers_to_ring(asked: str, left: str) -> None:
    assert without_names(asked, NAMES) == left


def test_what_an_entry_answers_in_these_or_other_words_is_left_out() -> None:
    asked = ["does it go on where it stopped", "What happens after a cut??", "How fast?", "", "???"]

    assert unanswered(asked, load(FERRY).faq) == ["How fast?"]


def test_an_entry_can_be_read_and_lacks_only_its_answer_and_sources() -> None:
    group = Group((('How "fast" is it: really?', 2), ("How fast?", 1)), ("nightly",))

    (entry,) = read_yaml("faq.yaml", entry_for(group, {"how-fast-is-it-really"}).encode()).value

    assert entry == {
        "id": "how-fast-is-it-really-2",
        "asks": 'How "fast" is it: really?',
        "asked_as": ["How fast?"],
        "answer": "",
        "statements": ["nightly"],
        "sources": [],
    }


@pytest.mark.parametrize(
    ("words", "id"),
    [("为什么?", "question"), ("Żółć " + "and more " * 20, "and-more-and-more-and-more-and-more-and-more-and")],
)
def test_an_id_is_made_of_any_words(words: str, id: str) -> None:
    assert entry_for(Group(((words, 1),), ()), ()).startswith(f"- id: {id}")
