"""Evaluations: nothing lost, nothing doubled, on however many devices."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candor.records import evaluations
from candor.records.database import Database
from candor.records.evaluations import Opening, Spoken, Started, StoredEvaluation
from candor.records.tokens import new_token

# What contract 4 lets in: no NUL, no lone surrogates.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4000)


@pytest.fixture
def opening() -> Opening:
    return Opening(new_token(), "v1", "director", "a shop's web site", {"utm_source": "news"})


@pytest.fixture
def started(database: Database, opening: Opening, now: datetime) -> Opening:
    evaluations.start(database, opening, now)
    return opening


def found(database: Database, token: str, now: datetime) -> StoredEvaluation:
    evaluation = evaluations.find(database, token, now)
    assert evaluation is not None
    return evaluation


def test_an_evaluation_is_found_by_its_token(database: Database, started: Opening, now: datetime) -> None:
    evaluation = found(database, started.token, now)

    assert evaluation == StoredEvaluation(
        id=evaluation.id,
        content_version="v1",
        persona="director",
        words="a shop's web site",
        marks={},
        answers={},
        arrival={"utm_source": "news"},
        created_at=now,
        updated_at=now,
    )


def test_a_double_click_starts_one_evaluation(database: Database, opening: Opening, now: datetime) -> None:
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda _: evaluations.start(database, opening, now), range(8)))

    assert sorted(outcomes) == [Started.NEW] + [Started.SAME] * 7


def test_another_opening_under_a_used_token_is_told_apart(database: Database, started: Opening, now: datetime) -> None:
    others = [replace(started, words="a bank"), replace(started, persona="developer")]

    again = [evaluations.start(database, other, now) for other in others]

    assert again == [Started.DIFFERENT, Started.DIFFERENT]
    assert found(database, started.token, now).words == "a shop's web site"


def test_an_opening_is_compared_with_the_first_one_not_with_later_edits(
    database: Database, started: Opening, now: datetime
) -> None:
    evaluations.restate(database, started.token, "developer", "an app", now)

    assert evaluations.start(database, started, now) is Started.SAME
    assert evaluations.start(database, replace(started, words="an app"), now) is Started.DIFFERENT
    assert found(database, started.token, now).words == "an app"


def test_restating_keeps_marks_and_answers(database: Database, started: Opening, now: datetime) -> None:
    evaluations.mark(database, started.token, {"modest": "yes"}, now)
    evaluations.answer(database, started.token, "size", "small", now)

    restated = evaluations.restate(database, started.token, "developer", "an app", now + timedelta(hours=1))

    assert restated == found(database, started.token, now)
    assert restated is not None
    assert (restated.persona, restated.words) == ("developer", "an app")
    assert (restated.marks, restated.answers) == ({"modest": "yes"}, {"size": "small"})
    assert restated.updated_at == now + timedelta(hours=1)


def test_marks_add_up_and_the_newer_one_counts(database: Database, started: Opening, now: datetime) -> None:
    evaluations.mark(database, started.token, {"modest": "yes", "huge": "no"}, now)

    marked = evaluations.mark(database, started.token, {"huge": "not-sure", "live": "no"}, now)

    assert marked is not None
    assert marked.marks == {"modest": "yes", "huge": "not-sure", "live": "no"}


def test_the_newer_answer_to_a_question_counts(database: Database, started: Opening, now: datetime) -> None:
    evaluations.answer(database, started.token, "size", "small", now)

    answered = evaluations.answer(database, started.token, "size", "large", now)

    assert answered is not None
    assert answered.answers == {"size": "large"}


def test_devices_that_answer_at_once_lose_no_answer(database: Database, started: Opening, now: datetime) -> None:
    questions = [f"question-{number}" for number in range(40)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda name: evaluations.answer(database, started.token, name, "yes", now), questions))

    assert found(database, started.token, now).answers == dict.fromkeys(questions, "yes")


def test_a_link_lives_180_days(database: Database, started: Opening, now: datetime) -> None:
    life = timedelta(days=180)

    assert evaluations.find(database, started.token, now + life - timedelta(seconds=1)) is not None
    assert evaluations.find(database, started.token, now + life) is None
    assert evaluations.start(database, started, now + life) is Started.DIFFERENT


def test_nothing_can_be_done_to_an_evaluation_that_is_absent_or_expired(
    database: Database, started: Opening, now: datetime
) -> None:
    for token, moment in (("absent", now), (started.token, now + timedelta(days=181))):
        assert evaluations.find(database, token, moment) is None
        assert evaluations.restate(database, token, "developer", "words", moment) is None
        assert evaluations.mark(database, token, {"modest": "yes"}, moment) is None
        assert evaluations.answer(database, token, "size", "small", moment) is None

    assert found(database, started.token, now).marks == {}


def test_the_token_is_not_stored(database: Database, started: Opening) -> None:
    with database.reading() as connection:
        stored = [str(value) for row in connection.rows("SELECT * FROM evaluations") for value in row.values()]

    assert not any(started.token in value for value in stored)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TEXT, answer=TEXT)
def test_any_text_comes_back_as_it_was_typed(database: Database, now: datetime, words: str, answer: str) -> None:
    token = new_token()

    evaluations.start(database, Opening(token, "v1", "director", words, {}), now)
    evaluations.answer(database, token, "question", answer, now)

    assert found(database, token, now).words == words
    assert found(database, token, now).answers == {"question": answer}


@pytest.mark.parametrize(
    "words", ["👩🏽‍💻 🏳️‍🌈", "مرحبا بالعالم \u202eabc", "שלום", "e\u0301 é", "'; DROP TABLE leads --", "a\r\nb\tc"]
)
def test_emoji_and_right_to_left_text_come_back(database: Database, now: datetime, words: str) -> None:
    token = new_token()

    evaluations.start(database, Opening(token, "v1", "director", words, {}), now)

    assert found(database, token, now).words == words


def test_spoken_words_come_without_a_person_and_only_since_a_moment(database: Database, now: datetime) -> None:
    for words, age in (("old words", 40), ("new words", 1), ("", 1)):
        opening = Opening(new_token(), "v1", "director", words, {"utm_source": "news"})
        evaluations.start(database, opening, now - timedelta(days=age))
        evaluations.mark(database, opening.token, {"nightly": "no"}, now - timedelta(days=age))

    spoken = evaluations.spoken(database, now - timedelta(days=30))

    assert spoken == (Spoken("new words", {"nightly": "no"}),)
