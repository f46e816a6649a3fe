"""One lead's page: who asked, what is still open, and the case as the visitor was shown it."""

import pytest

from candor.records.leads import Person
from candor.records.tokens import new_token
from candor.services import Services
from tests.web import leads
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "braces": "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}",
    "quotes": "\"' onmouseover='alert(1)' x=\"",
    "right to left": "\u202emoc.live \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "long word": "x" * 2000,
}


def shown_apart(page: Fetched) -> list[str]:
    return ["".join(element.itertext()) for element in page.tree.iter("bdi")]


def rows(page: Fetched) -> dict[str, str]:
    pairs = (list(row) for row in page.tree.iter("div") if [part.tag for part in row] == ["dt", "dd"])
    return {text_of(term): text_of(says) for term, says in pairs}


def test_a_lead_shows_who_asked_and_what_they_agreed_to(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert page.heading == "Ada Lovelace, Analytical Engines"
    assert page.links()["ada@engines.example"] == "mailto:ada@engines.example"
    assert rows(page)["Role"] == "Head of operations"
    assert rows(page)["Asked"] == "22 November 2026, 09:30 UTC"
    assert rows(page)["Consent"] == f"{leads.CONSENT.text} Version 1, agreed 22 November 2026, 09:30 UTC"


def test_a_lead_shows_the_case(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    asked = leads.Asked()
    assert {asked.words, *asked.open_questions.splitlines(), "newsletter", "/facts"} <= set(shown_apart(page))
    assert rows(page)["Verdict"].startswith("Fit if ")
    assert rows(page)["Persona"] == "Director"
    assert rows(page)["Qualification"] == "Qualified: A decision within three months."
    assert "newsletter" in rows(page)["Came from"]
    assert "/statements/nightly" in {link.get("href") for link in page.tree.iter("a")}
    assert "checked on 22 November 2026" in page.text


def test_a_corrected_lead_says_when(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    lead = leads.leave(services)
    clock.step(hours=1)
    leads.correct(services, lead, Person("Ada King", "ada@king.example", "Engines", ""))
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert page.heading == "Ada King, Engines"
    assert rows(page)["Asked"] == "22 November 2026, 09:30 UTC, corrected 22 November 2026, 10:30 UTC"


def test_a_lead_without_consent_says_not_to_write(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(consent=None))
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert rows(page)["Consent"] == "Not given: do not write to this person."


def test_a_suspected_lead_says_why_it_is_not_listed(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(suspected=True))
    leads.signed_in(client, services)

    assert "A program may have sent this" in client.get(f"/inbox/leads/{lead}").text


@pytest.mark.parametrize("id", ["none", "0" * 36, "%E2%80%AE", "x" * 5000])
def test_a_lead_that_is_not_there_is_not_found(client: CheckedClient, services: Services, id: str) -> None:
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{id}", 404)

    assert page.heading == "There is no such lead"


def test_a_lead_leads_to_the_content_it_was_told_from(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)
    address = client.get(f"/inbox/leads/{lead}").links()["the content as it was then"]

    page = client.get(address)

    assert services.contents.current.version in page.text
    assert "Ferry is for up to a terabyte a night." in page.text
    assert "How much has to be carried in a night?" in page.text


def test_content_that_never_was_is_not_found(client: CheckedClient, services: Services) -> None:
    leads.signed_in(client, services)

    client.get(f"/inbox/content/{new_token()}", 404)


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_a_visitor_types_is_shown_as_text(client: CheckedClient, services: Services, kind: str) -> None:
    typed = HOSTILE[kind]
    person = Person(f"name {typed}", f"mail{typed}@x.example", f"company {typed}", f"role {typed}")
    asked = leads.Asked(person, f"words {typed}", open_questions=f"open {typed}", arrival={"utm_term": f"term {typed}"})
    lead = leads.leave(services, asked)

    inbox = leads.signed_in(client, services)
    page = client.get(f"/inbox/leads/{lead}")

    assert {person.name, person.company} <= set(shown_apart(inbox))
    assert f"words {typed}"[:160] in "".join(shown_apart(inbox))
    shown = {person.name, person.email, person.company, person.role, asked.words, asked.open_questions, f"term {typed}"}
    assert shown <= set(shown_apart(page))
    for each in (inbox, page):
        loaded = [element.get("src", "") for element in each.tree.iter() if element.tag in ("script", "img")]
        assert all(address.startswith("/static/") for address in loaded)


def test_a_mail_goes_to_the_address_alone(client: CheckedClient, services: Services) -> None:
    person = Person("Ada", "ada@x.example?bcc=eve@x.example&body=hi", "X", "")
    lead = leads.leave(services, leads.Asked(person))
    leads.signed_in(client, services)

    page = client.get(f"/inbox/leads/{lead}")

    assert page.links()[person.email] == "mailto:ada@x.example%3Fbcc%3Deve@x.example%26body%3Dhi"
