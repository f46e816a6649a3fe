"""From the champion's page to the inbox: a lead with both consents, and nothing for the vendor before."""

import pytest

from candor.services import Services
from tests.web import leads
from tests.web.case_leads import CONSENTING, DIRECTOR, consent, entries, in_inbox, rows
from tests.web.cases import ADA, CANARY, DEVELOPER, answer, make, typed_on
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.visits import Visitor, errors_on

INSIDE = ("/inbox", "/inbox/kept-aside")


def test_the_whole_story_from_a_developers_verdict_to_a_lead_with_its_chain(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client, note="We lose a day a month.")
    answer(client, links, clock, "ask", words="Who is woken up?")
    reply = next(address for address in client.get(links.own).links().values() if "/replies/" in address)
    client.submit(client.get(reply), reply="Nobody: it goes on the next night.")
    client.submit(client.get(f"{links.own}/words"), note="We lose a day a month, I measured it.")
    answer(client, links, clock, "agree", **CONSENTING)
    nothing = entries(client, services)

    consent(client, links)

    lead = in_inbox(client, services)
    assert nothing == []
    assert lead.heading == "Grace Hopper, Navy"
    assert rows(lead)["Checked as"] == "Developer"
    assert rows(lead)["Use case"] == "The words stay with the person who made the case."
    championed = rows(lead)["Championed by"]
    assert "Ada Lovelace, ada@engines.example" in championed
    assert "The Ferry team may be told my name, my address and what I wrote" in championed
    shown = typed_on(lead)
    assert "We lose a day a month, I measured it." in shown
    assert {"Who is woken up?", "Nobody: it goes on the next night."} <= set(shown)
    assert rows(lead)["Agreed"].startswith("22 November 2026")
    assert any(CANARY in one for one in shown)


@pytest.mark.parametrize("first", ["boss", "champion"])
def test_either_may_agree_first(client: CheckedClient, services: Services, clock: SteppedClock, first: str) -> None:
    links = make(client)
    if first == "champion":
        consent(client, links)
    answer(client, links, clock, "agree", **CONSENTING)
    if first == "boss":
        consent(client, links)

    assert in_inbox(client, services).heading == "Grace Hopper, Navy"


def test_the_vendor_sees_nothing_of_a_case_before_both_have_agreed(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    boss_only, champion_only = make(client, note=f"{CANARY} one"), make(client, note=f"{CANARY} two")
    answer(client, boss_only, clock, "ask", words=f"{CANARY} three", **CONSENTING)
    answer(client, champion_only, clock, "not-now", words=f"{CANARY} four", name="Grace", email="grace@navy.example")
    consent(client, champion_only)
    leads.signed_in(client, services)

    pages = [client.get(path) for path in INSIDE]

    assert entries(client, services) == []
    for page in pages:
        assert CANARY not in page.response.text
        assert "Ada" not in page.response.text and "Grace" not in page.response.text


def test_a_boss_who_agrees_and_qualifies_is_offered_inside_sales_at_once(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client, DIRECTOR, note=f"{CANARY} note")
    after = answer(client, links, clock, "agree")
    form = client.get(after.links()["Ask for a reply"])
    clock.step(seconds=30)

    sent = client.submit(form, 0, **CONSENTING, role="CTO", open_questions="Who answers at night?")

    lead = in_inbox(client, services)
    assert sent.heading == "Your request is stored"
    assert lead.heading == "Grace Hopper, Navy"
    assert "Somebody who has not agreed to be named" in rows(lead)["Championed by"]
    assert "Agreed" in rows(lead)
    assert "Who answers at night?" in typed_on(lead)
    assert CANARY not in lead.response.text


def test_a_boss_of_a_developer_is_asked_what_only_a_boss_knows_first(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client)
    question = client.get(answer(client, links, clock, "agree").links()["Ask for a reply"])
    address = f"{question.address}&deadline=soon"

    form = client.get(address)
    clock.step(seconds=30)
    client.submit(form, 0, **CONSENTING)

    lead = in_inbox(client, services)
    assert question.heading == "When does this have to work?"
    assert rows(lead)["Checked as"] == "Director"
    assert rows(lead)["Qualification"] == "Qualified: A decision within three months."


def test_a_boss_who_does_not_qualify_is_sent_elsewhere(client: CheckedClient, clock: SteppedClock) -> None:
    links = make(client)
    question = client.get(answer(client, links, clock, "agree").links()["Ask for a reply"])

    page = client.get(f"{question.address}&deadline=later")

    assert page.heading == "The documentation"
    client.posted(f"{question.address}&deadline=later", {**CONSENTING, "key": "x"}, 200)


@pytest.mark.parametrize("kind", ["ask", "not-now"])
def test_only_a_boss_who_agrees_is_offered_anything(client: CheckedClient, clock: SteppedClock, kind: str) -> None:
    after = answer(client, make(client, DIRECTOR), clock, kind, words="Well.")

    assert "Ask for a reply" not in after.links()


def test_nobody_is_offered_a_person_for_what_it_is_not_for(client: CheckedClient, clock: SteppedClock) -> None:
    visitor = Visitor("developer", marks={"nightly": "yes"}, answers={"watchers": "several"})
    links = make(client, visitor)

    after = answer(client, links, clock, "agree")

    assert "Ask for a reply" not in after.links()
    assert "Send" not in client.get(f"{links.reader}/contact").text.split("Back to the case")[0]


def test_t46_a_champion_agrees_only_by_ticking_with_name_and_address(client: CheckedClient) -> None:
    page = client.get(f"{make(client).own}/consent")

    refused = client.posted(page.address, page.fields())
    unticked = client.posted(page.address, {**page.fields(), "name": "Ada", "email": "a@b.example"})

    assert set(errors_on(refused)) == {"name", "email", "consent"}
    assert set(errors_on(unticked)) == {"consent"}
    assert unticked.fields()["name"] == "Ada"


def test_consent_taken_back_takes_the_champion_out_of_the_inbox(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client, note="Ada wrote this.")
    answer(client, links, clock, "agree", **CONSENTING)
    consent(client, links)
    before = in_inbox(client, services)

    client.submit(client.get(f"{links.own}/consent"), do="take-back")

    after = in_inbox(client, services)
    assert "Ada" in before.text
    assert "Ada" not in after.text and CANARY not in after.text
    assert after.heading == "Grace Hopper, Navy"


def test_a_case_that_is_deleted_takes_the_champion_out_of_the_inbox(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client, note="Ada wrote this.")
    answer(client, links, clock, "agree", **CONSENTING)
    consent(client, links)

    client.submit(client.get(f"{links.own}/delete"))

    after = in_inbox(client, services)
    assert "Ada" not in after.text and CANARY not in after.text


def test_t03_a_contact_form_sent_twice_is_one_lead(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client, DIRECTOR)
    page = client.get(f"{links.reader}/contact")
    clock.step(seconds=30)

    for _ in range(2):
        client.post(page.address, {**page.fields(), **CONSENTING})
    client.posted(page.address, {**page.fields(), **CONSENTING, "name": "Other"}, 409)

    assert len(entries(client, services)) == 1


def test_line_33_a_suspected_answer_with_both_consents_is_kept_aside(client: CheckedClient, services: Services) -> None:
    links = make(client)
    consent(client, links)
    page = client.get(links.reader)

    client.post(f"{links.reader}/answer", {**page.fields(), "kind": "agree", **CONSENTING, "website": "x"})

    assert entries(client, services) == []
    assert len(entries(client, services, "/inbox/kept-aside")) == 1


def test_line_37_a_stale_consent_is_409_and_names_nobody(client: CheckedClient) -> None:
    links = make(client, DEVELOPER)
    page = client.get(f"{links.own}/consent")
    client.submit(client.get(f"{links.own}/words"), note="Changed.")

    refused = client.posted(page.address, {**page.fields(), **ADA}, 409)

    assert refused.fields()["name"] == "Ada Lovelace"
    assert "Know nothing of your case." in client.get(links.own).text
