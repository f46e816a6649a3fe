"""A lead that came of a case, in the list and on its page: who wrote what, and what is left when it is taken back."""

from candor.services import Services
from tests.web.case_leads import CONSENTING, consent, entries, in_inbox
from tests.web.cases import CANARY, answer, make, typed_on
from tests.web.checking import text_of
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock


def test_the_list_tells_what_the_boss_wrote_and_is_searched_by_it(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client)
    answer(client, links, clock, "ask", words="Who is woken up at night?", **CONSENTING)
    consent(client, links)
    entries(client, services)

    (row,) = (
        text_of(one) for one in client.get("/inbox?q=woken").tree.iter("li") if one.get("class") == "leads__entry"
    )

    client.submit(client.get(f"{links.own}/consent"), do="take-back")
    (stripped,) = (text_of(one) for one in client.get("/inbox").tree.iter("li") if one.get("class") == "leads__entry")

    assert f"every night {CANARY}" in row
    assert "1 open question" in row
    assert "Who is woken up at night?" in stripped
    assert "From a case, champion not named" in stripped
    assert "Champion: Ada Lovelace" in row
    assert "Who is woken up at night?" in typed_on(in_inbox(client, services))


def test_a_lead_tells_that_its_case_was_deleted(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    links = make(client, note=f"{CANARY} note")
    answer(client, links, clock, "ask", words="Who is woken up at night?", **CONSENTING)
    consent(client, links)

    client.submit(client.get(f"{links.own}/delete"))

    lead = in_inbox(client, services)
    listed = client.get("/inbox")
    assert "From a case that was deleted" in listed.text
    assert "That case was deleted since" in lead.text
    assert not [text for text in (CANARY, "Ada Lovelace") if text in listed.response.text + lead.response.text]
    assert entries(client, services, f"/inbox?q={CANARY}") == []
