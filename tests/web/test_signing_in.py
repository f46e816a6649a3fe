"""Inside sales signs in with a link that works once, and is let in no longer than promised."""

import re
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from candor import create_app
from candor.records import reps
from candor.records.reps import Role
from candor.records.tokens import new_token
from candor.services import Services
from candor.settings import Settings
from tests.web import leads
from tests.web.client import OWN_PAGE, CheckedClient
from tests.web.conftest import SteppedClock

DEAD = "This sign-in link does not work any more"
EXPIRES = "Expires=[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"


def is_let_in(client: CheckedClient) -> bool:
    response = client.plain.get("/inbox")
    assert response.status_code in (200, 303)
    return response.status_code == 200


def session_id(client: CheckedClient) -> str:
    cookie = client.plain.get_cookie("session")
    assert cookie is not None
    return cookie.value


def test_the_page_about_signing_in_tells_how_to_get_a_link(client: CheckedClient) -> None:
    page = client.get("/sign-in")

    assert page.heading == "Sign in to the inbox"
    assert "./candor sign-in-link you@example.org" in page.text
    assert "15 minutes" in page.text
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.response.headers["Cache-Control"] == "no-store"


def test_a_link_and_its_button_lead_to_the_inbox(client: CheckedClient, services: Services) -> None:
    page = client.get(leads.link(services))

    inbox = client.submit(page)

    assert page.heading == "Sign in to the inbox"
    assert inbox.heading == "Inbox"
    assert inbox.address == "/inbox"
    assert "Signed in as Kim of sales" in inbox.text


@pytest.mark.parametrize("role", list(Role))
def test_reps_and_admins_may_both_read(client: CheckedClient, services: Services, role: Role) -> None:
    lead = leads.leave(services)

    leads.signed_in(client, services, role)

    assert client.get(f"/inbox/leads/{lead}").heading.startswith("Ada Lovelace")


def test_a_link_works_once(client: CheckedClient, services: Services) -> None:
    address = leads.link(services)
    client.post(address)

    again = client.posted(address, status=404)

    assert again.heading == DEAD
    assert client.get(address, 404).heading == DEAD


def test_looking_at_a_link_does_not_spend_it(client: CheckedClient, services: Services) -> None:
    address = leads.link(services)
    for _ in range(3):
        client.get(address)
        client.plain.head(address)

    client.post(address)

    assert is_let_in(client)


def test_a_link_works_until_just_before_15_minutes(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    address = leads.link(services)
    clock.step(minutes=14, seconds=59)

    client.post(address)

    assert is_let_in(client)


def test_a_link_has_expired_after_15_minutes(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    address = leads.link(services)
    clock.step(minutes=15)

    assert client.get(address, 404).heading == DEAD
    assert client.posted(address, status=404).heading == DEAD
    assert not is_let_in(client)


def test_links_that_never_were_are_used_or_expired_get_the_same_page(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    expired = leads.link(services)
    clock.step(minutes=15)
    used = leads.link(services)
    client.plain.post(used, headers=OWN_PAGE)
    dead = [expired, used, f"/sign-in/{new_token()}", "/sign-in/short", "/sign-in/%F0%9F%94%91"]

    pages = {client.get(address, 404).response.text for address in dead}

    assert len(pages) == 1


def test_wrong_links_are_counted_and_stopped(client: CheckedClient, services: Services) -> None:
    for _ in range(10):
        client.get(f"/sign-in/{new_token()}", 404)
        client.posted(f"/sign-in/{new_token()}", status=404)

    stopped = client.get(f"/sign-in/{new_token()}", 429)

    assert int(stopped.response.headers["Retry-After"]) <= 60
    assert leads.signed_in(client, services).heading == "Inbox"


def test_a_link_sent_in_from_another_site_is_refused_and_not_spent(client: CheckedClient, services: Services) -> None:
    address = leads.link(services)

    client.post(address, status=403, headers={"Sec-Fetch-Site": "cross-site"})

    assert not is_let_in(client)
    assert client.get(address).heading == "Sign in to the inbox"


def test_the_session_id_is_new_at_every_sign_in(client: CheckedClient, services: Services) -> None:
    planted = new_token()
    client.plain.set_cookie("session", planted)
    leads.signed_in(client, services)
    first = session_id(client)

    leads.signed_in(client, services)

    assert len({planted, first, session_id(client)}) == 3
    for old in (planted, first):
        client.plain.set_cookie("session", old)
        assert not is_let_in(client)


def test_signing_in_leads_to_the_inbox_whatever_the_address_asks_for(client: CheckedClient, services: Services) -> None:
    address = leads.link(services)

    response = client.post(f"{address}?next=https://elsewhere.example/", {"next": "/statements"})

    assert response.location == "/inbox"


def test_signing_out_is_effective_at_once(client: CheckedClient, services: Services) -> None:
    inbox = leads.signed_in(client, services)
    old = session_id(client)

    page = client.submit(inbox)

    assert page.address == "/sign-in"
    assert client.plain.get_cookie("session") is None
    client.plain.set_cookie("session", old)
    assert not is_let_in(client)


def test_a_rep_who_is_removed_is_out_at_the_next_request(client: CheckedClient, services: Services) -> None:
    leads.signed_in(client, services)
    unused = leads.link(services)

    reps.disable(services.database, leads.rep(services).id, services.clock())

    assert not is_let_in(client)
    assert client.get(unused, 404).heading == DEAD


def test_a_session_ends_after_12_hours_of_rest(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    leads.signed_in(client, services)
    clock.step(hours=11, minutes=59)
    assert is_let_in(client)
    clock.step(hours=11, minutes=59)
    assert is_let_in(client)

    clock.step(hours=12)

    assert not is_let_in(client)


def test_a_session_ends_after_7_days_in_any_case(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    leads.signed_in(client, services)
    for _ in range(15):
        clock.step(hours=11)
        assert is_let_in(client)
    clock.step(hours=2, minutes=59)
    assert is_let_in(client)

    clock.step(minutes=1)

    assert not is_let_in(client)


def cookies_of(settings: Settings, clock: SteppedClock) -> tuple[TestResponse, TestResponse]:
    site = create_app(settings, clock)
    services: Services = site.extensions["candor"]
    client = site.test_client()
    begun = client.post(leads.link(services), base_url=settings.base_url, headers=OWN_PAGE)
    inbox = client.get("/inbox", base_url=settings.base_url)
    token = re.findall('name="csrf_token" value="([^"]+)"', inbox.text)[0]
    sent = {"csrf_token": token}
    ended = client.post("/sign-out", data=sent, base_url=settings.base_url, headers=OWN_PAGE)
    services.database.close()
    return begun, ended


@pytest.mark.parametrize(
    ("base_url", "name", "secure"),
    [("http://127.0.0.1:8000", "session", ""), ("https://fit.ferry.example", "__Host-session", "Secure; ")],
)
def test_the_cookie_is_as_the_contract_says(
    settings: Settings, clock: SteppedClock, base_url: str, name: str, secure: str
) -> None:
    begun, ended = cookies_of(replace(settings, base_url=base_url), clock)

    [set_at_sign_in] = begun.headers.getlist("Set-Cookie")
    [set_at_sign_out] = ended.headers.getlist("Set-Cookie")
    rest = f"{secure}HttpOnly; Path=/; SameSite=Lax"
    assert re.fullmatch(f"{name}=[A-Za-z0-9_-]{{43}}; {EXPIRES}; Max-Age=604800; {rest}", set_at_sign_in)
    assert re.fullmatch(f"{name}=; {EXPIRES}; Max-Age=0; {rest}", set_at_sign_out)


def test_reading_in_public_sets_no_cookie(client: CheckedClient, services: Services) -> None:
    for address in ("/", "/sign-in", leads.link(services), "/inbox", "/inbox/leads/none"):
        response = client.plain.get(address)

        assert "Set-Cookie" not in response.headers, address
