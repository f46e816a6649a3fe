"""Making a case from a result: two links, once a form, and nothing of the champion but what they write."""

import pytest

from candor.records.tokens import new_token
from candor.services import Services
from tests.web.cases import CANARY, DEVELOPER, links_of, make, start_page
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.visits import errors_on, go_through, link_on


def made(services: Services) -> int:
    """Return how many cases are stored."""
    with services.database.reading() as connection:
        return int(connection.rows("SELECT COUNT(*) AS made FROM cases")[0]["made"])


def test_a_verdict_and_its_link_both_lead_to_making_a_case(client: CheckedClient) -> None:
    verdict = go_through(client, DEVELOPER)

    result = client.get(link_on(verdict))

    words = "Make the case to your boss"
    assert verdict.links()[words] == result.links()[words] == f"{link_on(verdict)}/case"


def test_the_page_says_what_a_case_holds_and_asks_for_nothing_but_a_note(client: CheckedClient) -> None:
    page = start_page(client)

    assert page.heading == "Make the case to your boss"
    assert "bad nights, hours of repair" in page.text
    assert set(page.fields()) == {"note", "key"}


def test_a_case_has_two_links_of_which_neither_leads_to_the_other(client: CheckedClient) -> None:
    links = make(client, note="Read this.")

    own, reader = client.get(links.own), client.get(links.reader)

    assert links.own.rpartition("/")[2] not in reader.response.text
    assert links.reader in own.response.text
    client.get(links.reader.replace("/cases/", "/champion/"), 404)
    client.get(links.own.replace("/champion/", "/cases/"), 404)


def test_t03_a_form_sent_twice_makes_one_case(client: CheckedClient, services: Services) -> None:
    page = start_page(client)
    filled = {**page.fields(), "note": "Read this."}

    first, second = client.post(page.address, filled), client.post(page.address, filled)

    assert first.location == second.location
    assert made(services) == 1


def test_line_36_the_same_key_with_another_note_is_409_and_what_comes_back_makes_another_case(
    client: CheckedClient, services: Services
) -> None:
    page = start_page(client)
    first = client.follow(client.post(page.address, {**page.fields(), "note": "One."}))

    refused = client.posted(page.address, {**page.fields(), "note": "Two."}, 409)
    second = client.submit(refused)

    assert refused.fields()["note"] == "Two."
    assert links_of(first) != links_of(second)
    assert made(services) == 2


def test_a_form_that_lost_its_key_comes_back_whole_with_a_new_one(client: CheckedClient, services: Services) -> None:
    page = start_page(client)

    refused = client.posted(page.address, {"note": "Read this.", "key": new_token()})
    before = made(services)
    client.submit(refused)

    assert refused.fields()["note"] == "Read this."
    assert (before, made(services)) == (0, 1)


def test_line_2_a_note_that_is_too_long_comes_back_whole(client: CheckedClient, services: Services) -> None:
    page = start_page(client)
    note = "n" * 10_001

    refused = client.posted(page.address, {**page.fields(), "note": note})

    assert set(errors_on(refused)) == {"note"}
    assert refused.fields()["note"].strip() == note
    assert made(services) == 0


def test_t39_nothing_that_the_champion_typed_in_the_fit_check_is_on_the_case(client: CheckedClient) -> None:
    links = make(client, note="Only this.")

    pages = [client.get(f"{links.reader}{voice}") for voice in ("", "?voice=bottom", "?voice=top")]
    files = [client.plain.get(f"{links.reader}/{name}").data for name in ("case.eml", "case.pdf", "card.png")]

    assert all(CANARY not in page.response.text for page in pages)
    assert all(CANARY.encode() not in file for file in files)
    assert "Only this." in pages[0].text


def test_a_case_stays_when_the_result_it_was_made_from_expires(client: CheckedClient, clock: SteppedClock) -> None:
    verdict = go_through(client, DEVELOPER)
    clock.step(days=179)
    page = client.get(verdict.links()["Make the case to your boss"])

    links = links_of(client.submit(page))
    clock.step(days=10)

    client.get(link_on(verdict), 404)
    client.get(links.reader)


@pytest.mark.parametrize("token", ["x", "A" * 43])
def test_line_29_a_result_that_is_not_there_makes_no_case(client: CheckedClient, token: str) -> None:
    client.get(f"/results/{token}/case", 404)
    client.posted(f"/results/{token}/case", {"note": "", "key": new_token()}, 404)
