"""What matching reads in a text: words, stems, terms, negations and tone."""

import pytest

from evaluator.words.negation import denied, dismissed
from evaluator.words.stemming import stem
from evaluator.words.terms import terms
from evaluator.words.tone import Tone, tone
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import words

KNOWN = vocabulary()


def _aside(text: str) -> list[str]:
    said = list(words(text))
    return [word.text for word, aside in zip(said, dismissed(text, said, KNOWN.common), strict=True) if aside]


def _keys(text: str) -> set[str]:
    said = list(words(text))
    return {term.key for term in terms(said, [False] * len(said), KNOWN)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("replicate", "replication"),
        ("databases", "database"),
        ("querying", "queries"),
        ("deployed", "deployments"),
        ("planning", "plans"),
        ("scalable", "scale"),
        ("boxes", "box"),
    ],
)
def test_inflected_and_derived_words_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("server", "service"), ("test", "text"), ("class", "clas"), ("s3", "s")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_hyphens_humps_and_underscores_separate_words_and_accents_are_folded() -> None:
    found = [word.text for word in words("write-intensive maxConnections max_size Émile's caf\u00e9")]

    assert found == ["write", "intensive", "max", "connections", "max", "size", "emile", "cafe"]


def test_a_word_knows_where_it_was_typed() -> None:
    text = "\U0001f680 go: DB"

    assert [text[word.start : word.end] for word in words(text)] == ["go", "DB"]


def test_an_abbreviation_counts_as_its_long_form() -> None:
    assert stem("kubernetes") in _keys("our k8s pods")


def test_words_written_apart_are_also_read_as_one() -> None:
    assert stem("database") in _keys("a data-base")


def test_a_known_phrase_is_one_term() -> None:
    found = _keys("they edit at the same time")

    assert " ".join(stem(word) for word in ("at", "the", "same", "time")) in found


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("We don't need a server, only invoices", ["need", "a", "server"]),
        ("not sensor data but invoices", ["sensor", "data"]),
        ("without any administrator", ["any", "administrator"]),
        ("It cannot write", []),
        ("the import does not work", []),
    ],
)
def test_a_wish_that_is_denied_is_set_aside_and_a_complaint_is_not(text: str, aside: list[str]) -> None:
    assert _aside(text) == aside


def test_every_negation_of_a_statement_counts() -> None:
    said = list(words("Rows are not updated"))

    assert denied("Rows are not updated", said, KNOWN.common) == [False, False, False, True]


def test_trouble_and_questions_make_the_tone() -> None:
    text = "It fails with an error. Is it possible to lock less?"

    assert tone(text, words(text), KNOWN) == Tone(trouble=2, asking=2)
    assert tone("We sell tea", words("We sell tea"), KNOWN) == Tone(0, 0)


def test_every_concept_of_a_technology_exists_and_every_form_can_be_found() -> None:
    assert KNOWN.senses[stem("postgres")]
    assert all(phrase.stems for phrases in KNOWN.phrases.values() for phrase in phrases)
    assert len(KNOWN.strangers) > 20
