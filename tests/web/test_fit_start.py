"""The first step of the fit check: who the visitor is and what they want to do: the contract, lines 2 to 5 and 36."""

import re
import unicodedata
from collections.abc import Callable

import pytest

from candor.records.tokens import new_token
from candor.services import Services
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.visits import NIGHTLY, Visitor, asked_for, begin, errors_on, token_in

DEVELOPER = Visitor("developer", NIGHTLY)


def evaluations(services: Services) -> int:
    """Return how many evaluations are stored."""
    with services.database.reading() as connection:
        return int(connection.rows("SELECT COUNT(*) AS stored FROM evaluations")[0]["stored"])


def shown(client: CheckedClient, words: str) -> str:
    """Return the words as the statements step shows them, letter by letter."""
    page = begin(client, Visitor("developer", words))
    quoted = next(quote for quote in page.tree.iter("blockquote"))
    assert [part.tag for part in quoted] == ["bdi"]
    return "".join(quoted.itertext())


def test_the_first_form_asks_for_words_and_a_persona_and_for_no_address(client: CheckedClient) -> None:
    page = client.get("/fit")

    assert page.heading == "Check your fit"
    assert set(asked_for(page)) == {"words", "persona", "key"}
    assert asked_for(page)["persona"] == ""


def test_a_link_may_say_which_persona_the_visitor_is(client: CheckedClient) -> None:
    assert client.get("/fit?as=executive").fields()["persona"] == "executive"
    assert "persona" not in client.get("/fit?as=nobody").fields()


def test_a_search_that_found_nothing_hands_its_words_on(client: CheckedClient) -> None:
    page = client.get(client.get("/search?q=zzzz+%22yyyy").links()["Begin the fit check with these words"])

    assert page.fields()["words"].strip() == 'zzzz "yyyy'
    assert page.response.headers["Cache-Control"] == "no-store"


def test_without_a_persona_the_form_comes_back_with_the_words_and_a_link_to_the_field(client: CheckedClient) -> None:
    page = client.posted("/fit", {**client.get("/fit").fields(), "words": NIGHTLY})

    assert page.title.startswith("Error: Check your fit")
    assert errors_on(page) == {"persona": "Choose which of these you are."}
    assert page.fields()["words"] == NIGHTLY


def test_a_persona_that_is_not_declared_is_refused(client: CheckedClient, services: Services) -> None:
    page = client.posted("/fit", {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "king"})

    assert set(errors_on(page)) == {"persona"}
    assert page.fields()["words"] == NIGHTLY
    assert evaluations(services) == 0


def test_line_2_words_of_4000_code_points_pass(client: CheckedClient) -> None:
    words = "🛳" * 4_000

    assert shown(client, words) == words


def test_line_2_words_of_4001_code_points_fail_and_are_kept_whole(client: CheckedClient, services: Services) -> None:
    words = "ö" * 3_988 + '\n<last> & "x'

    page = client.posted("/fit", {**client.get("/fit").fields(), "words": words + "!", "persona": "developer"})
    begun = begin(client, Visitor("developer", words))

    assert errors_on(page) == {"words": "What you want to do can have at most 4,000 characters."}
    assert page.fields()["words"] == words + "!"
    assert page.fields()["persona"] == "developer"
    assert begun.address.endswith("/statements")
    assert evaluations(services) == 1


def test_line_2_a_line_break_counts_as_one_letter_however_browsers_send_it(client: CheckedClient) -> None:
    words = "a\n" * 1_999 + "ab"

    assert shown(client, words.replace("\n", "\r\n")) == words


@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and 🇩🇪",
        "abc \u202etxt.exe\u202c שלום עולם نص",
        "Zalgo: t̷̨̛h̵͚͠e",
        "x" * 2_000,
        "line one\n\n  line three\ttab",
        "<b>bold</b> &amp; </bdi></blockquote> {{ 7 * 7 }} %s",
    ],
)
def test_t08_words_of_every_script_come_back_exactly_and_apart_from_the_page(client: CheckedClient, words: str) -> None:
    assert shown(client, words) == unicodedata.normalize("NFC", words)


def test_t08_decomposed_letters_are_kept_composed(client: CheckedClient) -> None:
    composed = "Zürich café"

    assert shown(client, unicodedata.normalize("NFD", composed)) == composed


@pytest.mark.parametrize("spoil", [lambda _: "", lambda key: key[:-2] + "AA", lambda _: new_token()])
def test_a_form_with_a_lost_or_forged_key_comes_back_and_is_sent_by_one_more_click(
    client: CheckedClient, services: Services, spoil: Callable[[str], str]
) -> None:
    fields = {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "developer"}

    page = client.posted("/fit", {**fields, "key": spoil(fields["key"])})
    before = evaluations(services)
    after = client.submit(page)

    assert "Nothing is lost" in page.text
    assert page.fields()["words"] == NIGHTLY
    assert (before, evaluations(services)) == (0, 1)
    assert after.address.endswith("/statements")


def test_t01_a_form_left_open_for_a_day_still_works(client: CheckedClient, clock: SteppedClock) -> None:
    page = client.get("/fit")
    clock.step(hours=25)

    assert client.submit(page, words=NIGHTLY, persona="developer").address.endswith("/statements")


def test_t03_a_form_sent_twice_begins_one_evaluation(client: CheckedClient, services: Services) -> None:
    fields = {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "developer"}

    first, second = client.post("/fit", fields), client.post("/fit", fields)

    assert first.location == second.location
    assert evaluations(services) == 1


def test_line_36_the_same_key_with_other_words_is_409_and_the_form_that_comes_back_works(
    client: CheckedClient, services: Services
) -> None:
    fields = {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "developer"}
    first = client.follow(client.post("/fit", fields))

    page = client.posted("/fit", {**fields, "words": "something else", "persona": "director"}, 409)
    kept = page.fields()
    other = client.submit(page)

    assert (kept["words"], kept["persona"]) == ("something else", "director")
    assert token_in(other) != token_in(first)
    assert evaluations(services) == 2


def test_a_resent_first_form_does_not_undo_what_was_changed_since(client: CheckedClient) -> None:
    fields = {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "developer"}
    first = client.follow(client.post("/fit", fields))
    client.submit(client.get(f"/fit/{token_in(first)}/words"), words="stream events as they happen")

    again = client.follow(client.post("/fit", fields))

    assert "stream events as they happen" in again.text


def test_fields_that_no_form_has_are_ignored(client: CheckedClient) -> None:
    fields = {**client.get("/fit").fields(), "words": "", "persona": "developer"}
    extra = {"id": "1", "marks": '{"nightly": "yes"}', "mark-nightly": "yes", "token": "x", "content_version": "old"}

    page = client.follow(client.post("/fit", {**fields, **extra}))

    assert "Our case" not in client.get(f"/fit/{token_in(page)}/answers").text


def test_where_a_visitor_came_from_is_told_by_the_form_and_survives_a_mistake(client: CheckedClient) -> None:
    address = "/fit?utm_source=News%20Letter&utm_campaign=%3Cb%3E&gclid=1"
    fields = client.get(address, headers={"Referer": "https://news.example/story?secret=1"}).fields()

    page = client.posted("/fit", fields)

    came_from = {"utm_source": "news letter", "utm_campaign": "<b>", "referrer": "news.example"}
    assert {name: fields.get(name) for name in came_from} == came_from
    assert {name: page.fields().get(name) for name in came_from} == came_from
    assert "secret" not in str(fields) and "gclid" not in fields


def test_line_8_a_head_request_is_answered_as_a_page_is(client: CheckedClient) -> None:
    assert client.plain.head("/fit").status_code == 200


def test_line_11_no_step_sets_a_cookie_and_none_is_kept_by_caches(client: CheckedClient) -> None:
    fields = {**client.get("/fit").fields(), "words": NIGHTLY, "persona": "developer"}
    answers = [client.plain.get("/fit"), client.post("/fit", fields)]
    steps = ("statements", "questions/watchers", "answers", "words")
    answers += [client.plain.get(f"{answers[1].location.rpartition('/')[0]}/{step}") for step in steps]

    assert {answer.status_code for answer in answers} == {200, 303}
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    for answer in answers[2:]:
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_private_link_cannot_be_told_from_the_form_that_made_it(client: CheckedClient) -> None:
    page = client.get("/fit")

    begun = client.submit(page, words=NIGHTLY, persona="developer")

    assert not re.search(re.escape(token_in(begun)), page.response.text)
