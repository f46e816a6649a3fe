"""Sending the contact form: one lead whatever is clicked: the contract, lines 32 to 36 and 38, and T03 to T05."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from candor import Site
from candor.records import leads
from candor.records.database import Database
from candor.records.tokens import new_token
from candor.services import Services
from tests.web.client import OWN_PAGE, CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.contacting import ADA, counted, form_of, read, stored


def test_nobody_is_told_that_a_request_is_stored_before_one_is(client: CheckedClient) -> None:
    page = form_of(client)

    response = client.plain.get(f"{page.address}/sent")

    assert (response.status_code, response.location) == (303, page.address)


def test_t03_a_form_sent_twice_is_one_lead(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    page = form_of(client)
    filled = read(page, clock)

    first, second = client.post(page.address, filled), client.post(page.address, filled)

    assert first.location == second.location
    assert (counted(services, "leads"), counted(services, "history")) == (1, 0)


def test_t03_twenty_clicks_at_once_are_one_lead(
    app: Site, client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    filled = read(page, clock)
    app.extensions["candor"] = replace(services, settings=replace(services.settings, contact_per_10_minutes=20))

    def click(_: int) -> int:
        return app.test_client().post(page.address, data=filled, headers=OWN_PAGE).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(click, range(20)))

    assert statuses == [303] * 20
    assert (counted(services, "leads"), counted(services, "history")) == (1, 0)


def test_t05_a_form_edited_and_sent_again_corrects_the_same_lead(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    client.post(page.address, read(page, clock))

    again = client.get(page.address)
    client.post(page.address, {**read(again, clock), "company": "Engines Ltd"})

    (lead,) = stored(services)
    assert (lead.person.company, lead.version) == ("Engines Ltd", 2)
    assert (counted(services, "leads"), counted(services, "history")) == (1, 1)


def test_t04_the_same_key_with_other_words_is_409_and_what_comes_back_corrects_the_lead(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    filled = read(page, clock)
    client.post(page.address, filled)

    refused = client.posted(page.address, {**filled, "name": "Ada King"}, 409)
    before = stored(services)[0].person.name
    client.submit(refused)

    kept = {name: value for name, value in refused.fields().items() if name != "key"}
    assert kept == {name: value for name, value in {**filled, "name": "Ada King"}.items() if name != "key"}
    assert (before, stored(services)[0].person.name) == ("Ada Lovelace", "Ada King")
    assert counted(services, "leads") == 1


@pytest.mark.parametrize("trap", ["filled", "absent", "too fast", "no key", "forged key"])
def test_line_33_what_a_program_seems_to_have_sent_is_kept_aside_and_answered_alike(
    client: CheckedClient, services: Services, clock: SteppedClock, trap: str
) -> None:
    page = form_of(client)
    filled = {**page.fields(), **ADA}
    clock.step(seconds=2.9 if trap == "too fast" else 3)
    changes = {"filled": {"website": "x"}, "no key": {"key": ""}, "forged key": {"key": new_token()}}
    filled |= changes.get(trap, {})
    if trap == "absent":
        del filled["website"]

    sent = client.follow(client.post(page.address, filled))

    assert sent.heading == "Your request is stored"
    assert stored(services) == []
    assert leads.count_suspected(services.database) == 1


def test_line_33_three_seconds_are_enough_for_a_person(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    clock.step(seconds=3)

    client.post(page.address, {**page.fields(), **ADA})

    assert len(stored(services)) == 1


def test_a_form_of_a_person_is_not_kept_aside_because_the_clock_went_back_meanwhile(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    clock.step(hours=-1)

    client.post(page.address, {**page.fields(), **ADA})

    assert len(stored(services)) == 1
    assert leads.count_suspected(services.database) == 0


def test_line_33_strangers_whose_forms_lost_their_keys_are_both_kept(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    pages = [form_of(client), form_of(client)]

    for number, page in enumerate(pages):
        client.post(page.address, {**read(page, clock), "key": "", "name": f"Visitor {number}"})

    assert leads.count_suspected(services.database) == 2


def test_line_32_the_11th_form_in_ten_minutes_has_to_wait_and_is_kept(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    filled = read(page, clock)
    for _ in range(10):
        client.posted(page.address, {**filled, "name": ""})

    refused = client.posted(page.address, filled, 429)
    before = counted(services, "leads")
    clock.step(minutes=10)
    client.submit(refused)

    assert 1 <= int(refused.response.headers["Retry-After"]) <= 600
    assert refused.fields() == filled
    assert (before, counted(services, "leads")) == (0, 1)


@pytest.fixture
def impatient(app: Site, services: Services) -> Iterator[Services]:
    """Return the site's services with a database that waits a moment only."""
    hasty = replace(services, database=Database.open(services.settings.database, patience=0.2))
    app.extensions["candor"] = hasty
    yield hasty
    app.extensions["candor"] = services
    hasty.database.close()


def test_line_38_a_locked_database_keeps_the_form_and_the_public_pages(
    client: CheckedClient, impatient: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    filled = read(page, clock)
    holder = sqlite3.connect(impatient.settings.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    refused = client.posted(page.address, filled, 503)
    for public in ("/", "/statements", "/fit", page.address):
        client.get(public)
    holder.execute("ROLLBACK")
    holder.close()
    before = counted(impatient, "leads")
    client.submit(refused)

    assert refused.response.headers["Retry-After"] == "5"
    assert refused.fields() == filled
    assert (before, counted(impatient, "leads")) == (0, 1)


def test_fields_that_the_form_does_not_have_are_ignored(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    extra = {"id": "1", "status": "won", "version": "9", "suspected": "1", "result_id": "x", "consent_text": "All!"}

    client.post(page.address, {**read(page, clock), **extra, "utm_source": "forged"})

    (lead,) = stored(services)
    assert (lead.status, lead.version, lead.arrival) == ("new", 1, {"utm_source": "newsletter"})


def test_line_8_a_head_request_counts_as_no_form_sent(client: CheckedClient) -> None:
    page = form_of(client)

    statuses = {client.plain.head(page.address).status_code for _ in range(12)}

    assert statuses == {200}


def test_what_led_a_visitor_back_is_kept_beside_what_led_them_here_first(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    address = form_of(client).address

    page = client.get(f"{address}?utm_source=Reminder&utm_medium=Mail")
    client.submit(page, 0, **read(page, clock))

    assert "last_utm_source: reminder" in page.text
    assert stored(services)[0].arrival == {
        "utm_source": "newsletter",
        "last_utm_source": "reminder",
        "last_utm_medium": "mail",
    }


def test_coming_back_the_same_way_adds_nothing(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    page = client.get(f"{form_of(client).address}?utm_source=newsletter")

    client.submit(page, 0, **read(page, clock))

    assert stored(services)[0].arrival == {"utm_source": "newsletter"}
