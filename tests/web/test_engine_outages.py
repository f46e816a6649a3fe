"""The whole site while its PostgreSQL server is dead or frozen: the contract, lines 34 and 38."""

import threading
import time
from collections.abc import Iterator

import pytest

from candor.services import Services
from candor.settings import Settings
from tests.postgres import Server, running_server
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock
from tests.web.contacting import ADA, form_of, read, stored


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server that these tests may kill and freeze."""
    with running_server() as own:
        yield own


@pytest.fixture
def settings(server: Server) -> Iterator[Settings]:
    """Return the settings of a site on that server."""
    with server.recycled() as address:
        yield Settings(content=FERRY, database=address)


def test_line_38_a_form_sent_to_a_server_that_was_killed_is_kept_and_works_once_it_is_back(
    client: CheckedClient, services: Services, server: Server, clock: SteppedClock
) -> None:
    page = form_of(client)
    typed = read(page, clock)

    server.kill()
    refused = client.posted(page.address, typed, 503)
    unready, alive, home = (client.plain.get(address).status_code for address in ("/readyz", "/healthz", "/"))
    server.start()
    client.follow(client.post(refused.form().get("action", ""), refused.fields()))

    assert refused.response.headers["Retry-After"] == "5"
    assert {name: refused.fields()[name] for name in ADA} == ADA
    assert (unready, alive, home) == (503, 200, 200)
    assert [lead.person.name for lead in stored(services)] == [ADA["name"]]
    assert client.plain.get("/readyz").status_code == 200


def test_line_38_a_form_sent_to_a_server_that_is_frozen_is_kept_within_6_seconds(
    client: CheckedClient, services: Services, server: Server, clock: SteppedClock
) -> None:
    page = form_of(client)
    typed = read(page, clock)
    before = threading.active_count()

    with server.frozen():
        started = time.monotonic()
        refused = client.posted(page.address, typed, 503)
        waited = time.monotonic() - started
    client.follow(client.post(refused.form().get("action", ""), refused.fields()))

    assert waited < 6
    assert [lead.open_questions for lead in stored(services)] == [ADA["open_questions"]]
    assert threading.active_count() == before
