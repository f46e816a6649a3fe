"""Answering a lead: the reply, the meeting, what is declared already, and who else asked from there."""

from urllib.parse import parse_qs, urlsplit

import pytest

from candor.records.leads import Person
from candor.services import Services
from tests.web import leads
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.test_working import history, press


@pytest.fixture(name="lead")
def _lead(client: CheckedClient, services: Services) -> str:
    lead = leads.leave(services)
    leads.signed_in(client, services)
    return f"/inbox/leads/{lead}"


def test_a_meeting_is_booked_in_the_calendar_with_the_person_filled_in(client: CheckedClient, lead: str) -> None:
    page = client.get(lead)
    calendar = urlsplit(page.links()["Book a meeting"])

    booked = press(client, page, "A meeting is booked")

    assert f"{calendar.scheme}://{calendar.netloc}{calendar.path}" == "https://ferry.example/book"
    assert parse_qs(calendar.query) == {
        "name": ["Ada Lovelace"],
        "email": ["ada@engines.example"],
        "utm_source": ["newsletter"],
    }
    assert "Meeting booked, Kim of sales has it." in booked.text


def test_the_reply_opens_in_the_reps_mail_with_declared_sentences(client: CheckedClient, services: Services) -> None:
    asked = leads.Asked(open_questions="Under which licence is it?\nWho painted it?")
    lead = leads.leave(services, asked)
    leads.signed_in(client, services)

    mail = urlsplit(client.get(f"/inbox/leads/{lead}").links()["Reply in your mail"])

    body = parse_qs(mail.query)["body"][0].replace("\r\n", "\n")
    assert (mail.scheme, mail.path) == ("mailto", "ada@engines.example")
    assert body.startswith("Hello Ada Lovelace,\n\n")
    assert (
        "> Under which licence is it?\n\nFerry may be used, changed and sold under the Apache License 2.0. "
        "http://127.0.0.1:8000/facts#licence"
    ) in body
    assert "> Who painted it?" in body
    assert len(mail.geturl()) < 2_200


def test_open_questions_stand_beside_the_answers_that_are_declared(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(open_questions="Under which licence is it?\nWho painted it?"))
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert "Declared: Ferry may be used, changed and sold under the Apache License 2.0. Licence, proof" in page.text
    assert page.links()["Licence"] == "/facts#licence"
    assert "Who painted it? Nothing declared answers this yet." in page.text


def test_a_very_long_question_leaves_the_mail_short_enough(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(open_questions="\u00fc" * 9_000))
    leads.signed_in(client, services)

    assert len(client.get(f"/inbox/leads/{lead}").links()["Reply in your mail"]) < 2_200


def test_a_lead_that_is_sent_again_says_what_it_said_before(
    client: CheckedClient, services: Services, lead: str, clock: SteppedClock
) -> None:
    clock.step(hours=1)
    leads.correct(services, lead.rpartition("/")[2], Person("Ada King", "ada@king.example", "Engines", ""))

    page = client.get(lead)

    said = "The visitor sent the form again. Before that it said: Ada Lovelace, ada@engines.example, Analytical Engines"
    assert [line for line in history(page) if line.startswith(said)]


def test_leads_of_one_company_are_shown_together(client: CheckedClient, services: Services, lead: str) -> None:
    other = leads.leave(services, leads.Asked(Person("Charles", "c@engines.example", "ANALYTICAL engines", "")))

    page = client.get(lead)

    assert page.links()["Charles, ANALYTICAL engines"] == f"/inbox/leads/{other}"


def test_a_lead_that_arrives_is_given_to_whose_turn_it_is(client: CheckedClient, services: Services) -> None:
    leads.rep(services)
    lead = leads.leave(services)
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert "New, Kim of sales has it." in page.text
    assert history(page) == ["It was the turn of Kim of sales."]
