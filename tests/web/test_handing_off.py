"""Handing off, as the site does it: with the contact form, and again from the inbox."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from candor import Site, create_app
from candor.handing_off import papers_of
from candor.handoff import fields
from candor.handoff.endpoints import Endpoint, Handoff, Webhook
from candor.records import deliveries, outbox
from candor.records.deliveries import Leased
from candor.services import Services
from candor.settings import Settings
from tests.web import contacting, leads
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock

HOOK = Endpoint("crm", frozenset(outbox.TYPES), Webhook("https://hook.example.org/in", (b"x" * 24,)))


@pytest.fixture
def app(settings: Settings, clock: SteppedClock) -> Iterator[Site]:
    """Return the whole site with an endpoint to hand off to."""
    site = create_app(settings, clock, Handoff((HOOK,)))
    yield site
    found: Services = site.extensions["candor"]
    found.database.close()


def taken(services: Services) -> Leased:
    leased = deliveries.take(services.database, "crm", services.clock())
    assert leased is not None
    return leased


def button_of(page: Fetched, words: str) -> int:
    forms = [form for form in page.tree.iter("form") if form.get("method") == "post"]
    return next(number for number, form in enumerate(forms) if text_of(form).endswith(words))


def test_a_request_for_contact_is_told_with_the_case(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = contacting.form_of(client)

    client.post(page.address, contacting.read(page, clock))

    told = json.loads(taken(services).body)["data"]
    assert told["name"] == "Ada Lovelace"
    assert told["verdict"] == "fit-if"
    assert told["consent"] is True
    assert told["utm_source"] == "newsletter"
    assert "nightly" in {fit["statement"] for fit in told["result"]["fits"]}


def test_every_field_that_can_be_mapped_is_told_or_made(services: Services) -> None:
    leads.leave(services)

    told = set(fields.data_of(taken(services)))

    made = {"first_name", "last_name", "type", "summary"}
    assert set(fields.NAMES) - told - made <= set(fields.ARRIVAL)


def test_a_form_that_a_program_sent_is_not_handed_off(services: Services) -> None:
    leads.leave(services, leads.Asked(suspected=True))

    assert deliveries.take(services.database, "crm", services.clock()) is None


def test_the_case_of_a_lead_is_a_pdf_without_the_persons_name(services: Services) -> None:
    lead = leads.leave(services)

    paper = papers_of(services.database)(lead, "https://fit.example.org/inbox/leads/1")

    assert paper is not None
    assert paper.startswith(b"%PDF")
    assert papers_of(services.database)("none", "") is None


def test_a_lead_shows_where_it_was_handed_off_to(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)

    waiting = client.get(f"/inbox/leads/{lead}").text
    leased = taken(services)
    trying = client.get(f"/inbox/leads/{lead}").text
    deliveries.try_later(services.database, leased, "it answered 500", clock.now + timedelta(minutes=1))
    failing = client.get(f"/inbox/leads/{lead}").text
    clock.step(minutes=1)
    deliveries.delivered(services.database, taken(services), clock.now)
    done = client.get(f"/inbox/leads/{lead}").text

    assert "crm, the new lead: Waiting to be sent." in waiting
    assert "crm, the new lead: Being sent." in trying
    assert "Next try 22 November 2026, 09:31 UTC. Tried 1 time: it answered 500." in failing
    assert "crm, the new lead: Sent 22 November 2026, 09:31 UTC." in done


def test_a_rep_sends_a_lead_again_with_one_click(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)
    leased = taken(services)
    deliveries.disable(services.database, leased, "it answered 410", services.clock())

    before = client.get(f"/inbox/leads/{lead}")
    after = client.submit(before, number=button_of(before, "Send again to crm"))

    assert "Failed, and not tried again by itself. Tried 1 time: it answered 410." in before.text
    assert "Waiting to be sent." in after.text
    assert taken(services).event_id == leased.event_id


def test_a_delivery_of_another_lead_is_not_repeated(client: CheckedClient, services: Services) -> None:
    mine, other = leads.leave(services), leads.leave(services)
    leads.signed_in(client, services)
    page = client.get(f"/inbox/leads/{mine}")
    (theirs,) = deliveries.of_lead(services.database, other)
    token = page.fields(button_of(page, "Send again to crm"))

    refused = client.post(f"/inbox/leads/{mine}/deliveries/{theirs.id}", token, status=404)
    without_token = client.post(f"/inbox/leads/{other}/deliveries/{theirs.id}", status=403)

    assert (refused.status_code, without_token.status_code) == (404, 403)
