"""The whole site on each engine."""

from collections.abc import Iterator

import pytest

from candor.services import Services
from candor.settings import Settings
from tests.postgres import Server
from tests.web import leads
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock
from tests.web.contacting import ADA, form_of, read, stored


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Settings]:
    """Return the settings of a site on each engine in turn."""
    if request.param == "sqlite":
        yield settings
    else:
        server: Server = request.getfixturevalue("postgres")
        with server.recycled() as address:
            yield Settings(content=FERRY, database=address)


def test_line_42_the_site_is_ready_when_its_database_takes_a_write(client: CheckedClient) -> None:
    answers = {address: client.plain.get(address).text for address in ("/healthz", "/readyz")}

    assert answers == {"/healthz": "ok\n", "/readyz": "ok\n"}


def test_a_visitor_becomes_a_lead_that_inside_sales_finds_in_the_list(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)
    client.follow(client.post(page.address, read(page, clock)))

    inbox = leads.signed_in(client, services)
    (lead,) = stored(services)
    opened = client.get(f"/inbox/leads/{lead.id}")

    assert ADA["name"] in inbox.text
    assert ADA["company"] in opened.text
    assert lead.open_questions == ADA["open_questions"]


def test_a_double_click_makes_one_lead(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    page = form_of(client)
    filled = read(page, clock)

    for _ in range(2):
        client.follow(client.post(page.address, filled))

    assert len(stored(services)) == 1


def test_line_4_text_with_a_nul_is_refused_in_the_same_way(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)

    client.posted(page.address, {**read(page, clock), "company": "Engines\0"}, 422)

    assert stored(services) == []
