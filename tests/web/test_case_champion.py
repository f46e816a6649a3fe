"""The champion's page: what became of the case, edits that are never lost silently, and taking it all back."""

import pytest

from candor.services import Services
from tests.web.cases import Links, answer, make, sections, typed_on
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock
from tests.web.visits import errors_on

TABLES = "SELECT (SELECT COUNT(*) FROM cases) AS cases, (SELECT COUNT(*) FROM case_answers) AS answers"


def rows_in(services: Services) -> dict[str, int]:
    with services.database.reading() as connection:
        return dict(connection.rows(TABLES)[0])


def numbers_of(page: Fetched) -> dict[str, str]:
    return {name: value for name, value in page.fields().items() if name.startswith("number-")}


def reply_page(client: CheckedClient, links: Links) -> Fetched:
    """Return the page on which the champion replies to the only answer."""
    found = client.get(links.own).links()
    return client.get(next(address for address in found.values() if "/replies/" in address))


def test_the_page_shows_the_link_and_that_nobody_has_opened_or_answered_it(client: CheckedClient) -> None:
    links = make(client)

    page = client.get(links.own)

    shown = next(one.get("value") for one in page.tree.iter("input") if one.get("id") == "link")
    assert shown == f"http://127.0.0.1:8000{links.reader}"
    assert "Nobody has opened it yet." in page.text
    assert "None yet." in page.text
    assert sections(page)[0] == "Answers"


def test_the_note_and_what_was_decided_are_edited_and_shown_to_readers(client: CheckedClient) -> None:
    links = make(client, note="First words.")

    client.submit(client.get(f"{links.own}/words"), note="Better words.", decision="We begin in March.")

    assert typed_on(client.get(links.reader)) == ["Better words.", "We begin in March."]


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("words", {"note": "Third.", "decision": "Yes."}),
        ("numbers", {}),
        ("consent", {"do": "take-back"}),
        ("consent", {"name": "Ada", "email": "ada@engines.example", "consent": "y"}),
    ],
)
def test_line_37_a_form_without_its_version_is_taken_for_a_stale_one(
    client: CheckedClient, page: str, sent: dict[str, str]
) -> None:
    links = make(client, note="First.")
    sent = sent or numbers_of(client.get(f"{links.own}/{page}"))

    client.posted(f"{links.own}/{page}", sent, 409)

    assert typed_on(client.get(links.reader)) == ["First."]


def test_line_37_a_reply_that_does_not_say_what_it_is_written_over_overwrites_nothing(
    client: CheckedClient, clock: SteppedClock
) -> None:
    links = make(client)
    answer(client, links, clock, "ask", words="How often?")
    page = reply_page(client, links)
    client.submit(page, reply="Every night.")

    client.posted(page.address, {"reply": "Never."}, 409)

    assert "Every night." in client.get(links.reader).text


def test_line_37_a_stale_edit_is_409_shows_both_texts_and_can_be_sent_again(client: CheckedClient) -> None:
    links = make(client, note="First.")
    stale = client.get(f"{links.own}/words")
    client.submit(client.get(f"{links.own}/words"), note="Second.")

    refused = client.posted(stale.address, {**stale.fields(), "note": "Third.", "decision": "Yes."}, 409)
    between = typed_on(client.get(links.reader))
    client.submit(refused)

    assert "Second." in typed_on(refused)
    assert refused.fields()["note"].strip() == "Third."
    assert refused.title.startswith("Error: ")
    assert between == ["Second."]
    assert typed_on(client.get(links.reader)) == ["Third.", "Yes."]


def test_the_same_edit_sent_twice_is_no_conflict(client: CheckedClient) -> None:
    links = make(client)
    page = client.get(f"{links.own}/words")

    for _ in range(2):
        client.post(page.address, {**page.fields(), "note": "Once."})


@pytest.mark.parametrize("version", ["", "x", "-1", "1" * 30, "\u0661"])
def test_an_edit_without_a_version_is_stale(client: CheckedClient, version: str) -> None:
    links = make(client, note="First.")

    client.posted(f"{links.own}/words", {"note": "Other.", "decision": "", "version": version}, 409)


@pytest.mark.parametrize("field", ["note", "decision"])
def test_line_2_words_that_are_too_long_come_back_whole(client: CheckedClient, field: str) -> None:
    page = client.get(f"{make(client).own}/words")

    refused = client.posted(page.address, {**page.fields(), field: "w" * 10_001})

    assert set(errors_on(refused)) == {field}
    assert refused.fields()[field].strip() == "w" * 10_001


def test_the_numbers_begin_with_the_declared_ones_and_are_reckoned_anew(client: CheckedClient) -> None:
    links = make(client)
    page = client.get(f"{links.own}/numbers")

    client.submit(page, 0, **{"number-nights": "4", "number-hourly": "99.50"})

    assert numbers_of(page) == {"number-nights": "2", "number-hours": "3", "number-hourly": "80", "number-days": "5"}
    reader = client.get(links.reader)
    assert " \N{MULTIPLICATION SIGN} ".join(("4", "3", "99.5", "12")) in reader.text
    assert "The champion's own number." in reader.text


def test_a_case_that_does_not_pay_back_says_so(client: CheckedClient) -> None:
    links = make(client)

    client.submit(client.get(f"{links.own}/numbers"), 0, **{"number-nights": "0"})

    page = client.get(links.reader)
    assert "With these numbers it does not pay back." in page.text
    assert page.text.count("does not pay back") > 1


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("32", "must be a number from 0 to 31"),
        ("-1", "must be a number from 0 to 31"),
        ("two", "Enter a number in digits"),
        ("1,5", "Enter a number in digits"),
        ("NaN", "Enter a number in digits"),
        ("1e9", "must be a number from 0 to 31"),
        ("9" * 60, "Enter a number in digits"),
        ("1.23456", "must have at most 4 decimals"),
    ],
)
def test_numbers_outside_their_bounds_come_back_with_all_that_was_typed(
    client: CheckedClient, typed: str, fault: str
) -> None:
    links = make(client)
    page = client.get(f"{links.own}/numbers")
    filled = {**page.fields(), "number-nights": typed, "number-hours": "5"}

    refused = client.posted(page.address, filled)

    assert set(errors_on(refused)) == {"number-nights"}
    assert fault in errors_on(refused)["number-nights"]
    assert refused.fields() == filled
    assert "5,760" in client.get(links.reader).text


def test_an_empty_number_takes_the_declared_one(client: CheckedClient) -> None:
    links = make(client)
    client.submit(client.get(f"{links.own}/numbers"), 0, **{"number-nights": "4"})

    client.submit(client.get(f"{links.own}/numbers"), 0, **{"number-nights": ""})

    assert "€5,760 a year" in client.get(links.reader).text


def test_line_37_stale_numbers_are_409_and_show_both(client: CheckedClient) -> None:
    links = make(client)
    stale = client.get(f"{links.own}/numbers")
    client.submit(client.get(f"{links.own}/numbers"), 0, **{"number-nights": "9"})

    refused = client.posted(stale.address, {**stale.fields(), "number-nights": "7"}, 409)

    assert "Bad nights9" in refused.text
    assert refused.fields()["number-nights"] == "7"


def test_line_37_a_reply_written_over_another_reply_is_409_and_shows_both(
    client: CheckedClient, clock: SteppedClock
) -> None:
    links = make(client)
    answer(client, links, clock, "ask", words="Why?")
    stale = reply_page(client, links)
    client.submit(reply_page(client, links), reply="Because.\nOf this.")

    refused = client.posted(stale.address, {**stale.fields(), "reply": "No idea."}, 409)
    client.submit(refused)

    assert "Because.\nOf this." in typed_on(refused)
    assert "No idea." in typed_on(client.get(links.reader))


def test_deleting_asks_first_and_leaves_no_row(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    links = make(client, note="Read this.")
    answer(client, links, clock, "ask", words="Why?")
    page = client.get(f"{links.own}/delete")
    before = rows_in(services)

    after = client.submit(page)

    assert before == {"cases": 1, "answers": 1}
    assert after.heading == "The case is deleted"
    assert rows_in(services) == {"cases": 0, "answers": 0}
    for address in (links.own, links.reader, page.address, f"{links.own}/words"):
        client.get(address, 404)


def test_a_person_who_was_taken_for_a_program_reads_the_reply_where_it_was_promised(client: CheckedClient) -> None:
    links = make(client)
    quick = {**client.get(links.reader).fields(), "kind": "ask", "words": "Who is woken up?"}
    client.follow(client.post(f"{links.reader}/answer", quick))
    warned = client.get(links.own)

    client.submit(reply_page(client, links), reply="Nobody.")

    assert "Readers are shown it only if you reply." in warned.text
    assert "A program may have sent this" not in client.get(links.own).text
    assert typed_on(client.get(links.reader)) == ["Who is woken up?", "Nobody."]
