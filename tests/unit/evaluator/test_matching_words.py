"""What matching reads in a text: words, stems, terms, negations and tone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.words.misspelling import Spelling, is_slip
from evaluator.words.negation import denied, dismissed
from evaluator.words.splitting import in_parts
from evaluator.words.stemming import stem
from evaluator.words.terms import terms
from evaluator.words.tone import Tone, tone
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import words

KNOWN = vocabulary()


def _aside(text: str) -> list[str]:
    said = list(words(text))
    return [
        word.text for word, aside in zip(said, dismissed(text, said, KNOWN.common), strict=True) if aside is not None
    ]


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


def test_a_known_phrase_is_found_with_other_words_within_it() -> None:
    assert "delet individu" in _keys("they delete some individual records")


def test_the_parts_of_a_phrase_in_different_places_are_no_phrase() -> None:
    assert "delet individu" not in _keys("delete it today, and then look at each of the individual records")


def test_a_word_that_everybody_uses_counts_less_than_a_telling_one() -> None:
    said = list(words("users encrypt"))

    user, encrypt = (term for term in terms(said, [False, False], KNOWN) if term.is_word)

    assert user.weight < encrypt.weight


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("webshop", ["web", "shop"]),
        ("Onlineshops", ["online", "shops"]),
        ("datawarehouse", ["data", "warehouse"]),
        ("ownership", ["ownership"]),
        ("database", ["database"]),
        ("Rindfleisch", ["rindfleisch"]),
    ],
)
def test_a_long_unknown_word_is_read_as_two_known_ones(typed: str, parts: list[str]) -> None:
    found = list(in_parts(words(typed), KNOWN))

    assert [word.text for word in found] == parts
    assert "".join(typed[word.start : word.end] for word in found) == typed


def test_a_word_that_a_statement_uses_is_not_cut() -> None:
    assert [word.text for word in in_parts(words("webshop"), KNOWN, {stem("webshop")})] == ["webshop"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("databse", "database"),
        ("notifcations", "notifications"),
        ("kuberntes", "kubernetes"),
        ("replicaiton", "replication"),
        ("gondolass", "gondolas"),
        ("contrast", "contrast"),
        ("sesion", "sesion"),
    ],
)
def test_one_wrong_letter_in_a_long_word_is_mended_and_a_real_word_is_not(typed: str, meant: str) -> None:
    spelling = Spelling(KNOWN, frozenset({"gondolas"}))

    (mended,) = spelling.mend(words(typed))

    assert mended.text == meant
    assert (mended.start, mended.end) == (0, len(typed))


@given(st.text(alphabet="abcde", min_size=1, max_size=8), st.data())
def test_one_letter_changed_is_a_slip_both_ways(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("xyz"))

    for slip in (word[:place] + letter + word[place + 1 :], word[:place] + letter + word[place:]):
        assert is_slip(slip, word)
        assert is_slip(word, slip)


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


@pytest.mark.parametrize(
    "text",
    ["I don't understand how to open it", "we can not replicate it", "Wouldn't a database be better?"],
)
def test_a_doubt_or_a_question_sets_nothing_aside(text: str) -> None:
    assert _aside(text) == []


def test_every_negation_of_a_statement_counts() -> None:
    said = list(words("Rows are not updated"))

    assert denied("Rows are not updated", said, KNOWN.common) == [None, None, None, said[2].start]


def test_trouble_and_questions_make_the_tone() -> None:
    text = "It fails with an error. Is it possible to lock less?"

    assert tone(text, words(text), KNOWN) == Tone(trouble=2, asking=2)
    assert tone("We don't need tea", words("We don't need tea"), KNOWN) == Tone(0, 0)
    assert tone("We sell tea", words("We sell tea"), KNOWN) == Tone(0, 0)


def test_every_concept_of_a_technology_exists_and_every_form_can_be_found() -> None:
    assert KNOWN.senses[stem("postgres")]
    assert all(phrase.stems for phrases in KNOWN.phrases.values() for phrase in phrases)
    assert len(KNOWN.strangers) > 20
