"""Taking out and deleting what one fit check left, by its private link: the contract, lines 29 and 49."""

import json

from candor.records.reps import Role
from candor.services import Services
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.contacting import ADA, counted, form_of, read, stored
from tests.web.leads import signed_in
from tests.web.visits import NIGHTLY, Visitor, go_through, link_on, token_in


def test_a_visitor_takes_out_all_that_is_stored(client: CheckedClient, clock: SteppedClock) -> None:
    form = form_of(client)
    client.submit(form, 0, **read(form, clock))

    found = json.loads(client.plain.get(f"/fit/{token_in(form)}/fit-check.json").text)

    assert found["evaluations"][0]["words"] == NIGHTLY
    assert found["evaluations"][0]["marks"] == {"nightly": "yes", "live": "not-sure"}
    assert [one["document"]["kind"] for one in found["results"]][-1] == "fit-if"
    assert [one["email"] for one in found["leads"]] == [ADA["email"]]
    assert "_hash" not in json.dumps(found)


def test_a_visitor_is_asked_before_a_check_is_deleted(client: CheckedClient) -> None:
    verdict = go_through(client, Visitor(words=NIGHTLY))

    asked = client.get(f"/fit/{token_in(verdict)}/delete")

    client.plain.head(f"/fit/{token_in(verdict)}/delete")
    assert asked.heading == "Delete this check?"
    assert client.get(verdict.address).heading == verdict.heading


def test_a_deleted_check_leaves_nothing_behind_its_links(client: CheckedClient) -> None:
    verdict = go_through(client, Visitor(words=NIGHTLY))
    address = f"/fit/{token_in(verdict)}"

    after = client.submit(client.get(f"{address}/delete"))

    assert after.heading == "The check is deleted"
    for gone in (address, f"{address}/verdict", f"{address}/fit-check.json", f"{address}/delete", link_on(verdict)):
        client.get(gone, 404)


def test_a_request_goes_with_its_check_and_the_team_is_told(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    form = form_of(client)
    client.submit(form, 0, **read(form, clock))
    again = client.get(f"/fit/{token_in(form)}/contact")
    client.submit(again, 0, **read(again, clock) | {"name": "Ada King"})

    client.submit(client.get(f"/fit/{token_in(form)}/delete"))

    assert (stored(services), counted(services, "leads"), counted(services, "history")) == ([], 0, 0)
    signed_in(client, services, Role.ADMIN)
    assert "A visitor deleted their request" in client.get("/inbox/team").text


def test_somebody_elses_check_stays(client: CheckedClient) -> None:
    kept, deleted = (go_through(client, Visitor(words=NIGHTLY)) for _ in range(2))

    client.submit(client.get(f"/fit/{token_in(deleted)}/delete"))

    assert client.get(kept.address).heading == kept.heading
    assert client.get(link_on(kept)).heading == kept.heading
