"""The questions: asked only while they matter, answered once, changed at will."""

import pytest

from candor import Site
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import NIGHTLY, Visitor, begin, errors_on, go_through, token_in

DIRECTOR = Visitor("director")


def question_on(page: Fetched) -> str:
    """Return the id of the question that a page asks."""
    assert "/questions/" in page.address, page.address
    return page.address.rpartition("/")[2]


def answers_on(page: Fetched) -> dict[str, str]:
    """Return what the answers page shows: the answer by what was asked."""
    rows = [row for row in page.tree.iter("div") if row.get("class") == "answers__row"]
    return {"".join(row[0].itertext()): "".join(row[1].itertext()) for row in rows}


WATCHERS = "From how many machines is the same file changed at the same time?"
VOLUME = "How much has to be carried in a night?"
DEADLINE = "When does this have to work?"


def test_a_question_says_why_it_is_asked_and_where_the_visitor_is(client: CheckedClient) -> None:
    page = begin(client, DIRECTOR)

    assert page.heading == WATCHERS
    assert "Why this is asked: Ferry carries a file one way" in page.text
    assert "Question 1, at most 3 in all" in page.text
    assert "answer" not in page.fields()


def test_not_sure_is_always_an_answer(client: CheckedClient) -> None:
    page = client.submit(begin(client, Visitor(words=NIGHTLY)), 0, **{"mark-nightly": "yes"})

    after = client.submit(page, answer="not-sure")

    assert "Not sure" in page.text
    assert question_on(after) == "volume"
    assert answers_on(client.get(f"/fit/{token_in(page)}/answers"))[WATCHERS] == "Not sure"


@pytest.mark.parametrize("answer", [None, "", "king", "huge", "ONE", "one "])
def test_a_missing_or_unknown_answer_comes_back_with_a_link_to_the_field(
    client: CheckedClient, answer: str | None
) -> None:
    page = begin(client, DIRECTOR)

    refused = client.posted(page.address, {} if answer is None else {"answer": answer})

    assert refused.title.startswith(f"Error: {WATCHERS}")
    assert set(errors_on(refused)) == {"answer"}
    assert question_on(client.submit(client.get(page.address), answer="one")) == "volume"


def test_a_question_is_asked_only_of_those_it_concerns(client: CheckedClient) -> None:
    address = go_through(client, Visitor("developer")).address

    assert DEADLINE not in answers_on(client.get(address.replace("/verdict", "/answers")))


def test_a_question_is_asked_only_while_it_matters(client: CheckedClient) -> None:
    page = begin(client, DIRECTOR)

    after = client.submit(page, answer="several")

    assert after.address.endswith("/verdict")


def test_a_question_that_is_not_declared_is_not_found(client: CheckedClient) -> None:
    token = token_in(begin(client, DIRECTOR))

    client.get(f"/fit/{token}/questions/unheard-of", 404)
    client.posted(f"/fit/{token}/questions/unheard-of", {"answer": "one"}, 404)


def test_t12_a_skipped_question_leads_to_the_one_that_comes_next(client: CheckedClient) -> None:
    token = token_in(begin(client, DIRECTOR))

    skipped = client.plain.get(f"/fit/{token}/questions/deadline")
    posted = client.post(f"/fit/{token}/questions/deadline", {"answer": "soon"})

    assert skipped.status_code == 303
    assert {skipped.location, posted.location} == {f"/fit/{token}/questions/watchers"}
    assert DEADLINE not in answers_on(client.get(f"/fit/{token}/answers"))


def test_t12_the_verdict_cannot_be_had_by_its_address_alone(client: CheckedClient) -> None:
    token = token_in(begin(client, DIRECTOR))

    response = client.plain.get(f"/fit/{token}/verdict")

    assert (response.status_code, response.location) == (303, f"/fit/{token}/questions/watchers")
    client.get(f"/fit/{token}/contact", 404)
    client.posted(f"/fit/{token}/contact", {}, 404)
    client.get(f"/fit/{token}/contact/sent", 404)


def test_t03_an_answer_sent_twice_counts_once(client: CheckedClient) -> None:
    page = begin(client, DIRECTOR)

    first, second = (client.post(page.address, {"answer": "one"}) for _ in range(2))

    assert first.location == second.location
    assert list(answers_on(client.get(f"/fit/{token_in(page)}/answers"))).count(WATCHERS) == 1


def test_t05_going_back_shows_the_answer_given_and_lets_it_be_changed(client: CheckedClient) -> None:
    page = begin(client, DIRECTOR)
    second = client.submit(page, answer="one")

    before = client.get(second.links()["Back"])
    changed = client.submit(before, answer="several")

    assert before.fields()["answer"] == "one"
    assert changed.heading == "Ferry is not for what you describe."


def test_an_answer_that_no_longer_applies_no_longer_counts(client: CheckedClient) -> None:
    verdict = go_through(client, DIRECTOR)
    answers = verdict.address.replace("/verdict", "/answers")

    ruled_out = client.submit(client.get(f"/fit/{token_in(verdict)}/questions/watchers"), answer="several")
    counted = answers_on(client.get(answers))
    back = client.submit(client.get(f"/fit/{token_in(verdict)}/questions/watchers"), answer="one")

    assert ruled_out.heading == "Ferry is not for what you describe."
    assert set(counted) == {"You are", "What you want to do", WATCHERS}
    assert answers_on(ruled_out) == {WATCHERS: "Several machines change it"}
    assert back.heading == verdict.heading


def test_the_answers_page_shows_all_that_was_said_with_a_way_to_change_each(client: CheckedClient) -> None:
    verdict = go_through(client, Visitor(words=NIGHTLY, marks={"nightly": "yes"}))

    page = client.get(verdict.address.replace("/verdict", "/answers"))

    assert answers_on(page) == {
        "You are": "Director",
        "What you want to do": NIGHTLY,
        "Nightly copies": "Our case",
        WATCHERS: "One machine changes it",
        VOLUME: "Up to 100 GB",
        DEADLINE: "Within three months",
    }
    for words, address in page.links().items():
        if words.startswith("Change"):
            client.get(address)
    assert client.submit(page).address == verdict.address


def test_a_visitor_goes_on_by_link_on_another_device(client: CheckedClient, app: Site) -> None:
    page = client.submit(begin(client, Visitor(words=NIGHTLY)), 0, **{"mark-nightly": "yes"})
    other = CheckedClient(app)

    there = other.get(f"/fit/{token_in(page)}/answers")
    resumed = other.plain.get(f"/fit/{token_in(page)}")

    assert answers_on(there)["What you want to do"] == NIGHTLY
    assert (resumed.status_code, resumed.location) == (303, page.address)
    while "/questions/" in page.address:
        page = other.submit(page, answer=Visitor().answers[question_on(page)])
    assert client.follow(client.plain.get(f"/fit/{token_in(page)}")).heading == page.heading


def test_words_and_persona_may_be_changed_and_marks_stay(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    client.submit(page, 0, **{"mark-nightly": "yes"})
    address = f"/fit/{token_in(page)}/words"

    before = client.get(address)
    after = client.submit(before, words="auditors ask whether the file arrived", persona="executive")

    assert before.fields() == {"words": NIGHTLY, "persona": "developer"}
    assert after.address.endswith("/statements")
    assert after.fields() == {"mark-nightly": "yes"}
    assert client.get(address).fields()["persona"] == "executive"


@pytest.mark.parametrize("spoilt", [{"words": "x" * 4_001}, {"persona": "king"}, {"persona": ""}])
def test_a_change_that_cannot_be_kept_comes_back_whole(client: CheckedClient, spoilt: dict[str, str]) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    address = f"/fit/{token_in(page)}/words"
    said = {"words": "other words", "persona": "director"}

    refused = client.posted(address, {**said, **spoilt})

    assert set(errors_on(refused)) == set(spoilt)
    assert refused.fields()["words"] == {**said, **spoilt}["words"]
    assert client.get(address).fields() == {"words": NIGHTLY, "persona": "developer"}


def test_line_29_a_wrong_link_is_not_found_and_the_21st_in_a_minute_has_to_wait(client: CheckedClient) -> None:
    token = token_in(begin(client, DIRECTOR))

    for number in range(20):
        client.get(f"/fit/{'x' * 42}{number % 10}/answers", 404)
    late = client.get(f"/fit/{'x' * 43}/answers", 429)

    assert 1 <= int(late.response.headers["Retry-After"]) <= 60
    client.get(f"/fit/{token}/answers")
