"""Leads that come of cases, as a champion and a boss make them and as a rep sees them."""

from candor.services import Services
from tests.web import leads
from tests.web.cases import ADA, CANARY, GRACE, Links
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import FITTING, Visitor

DIRECTOR = Visitor(words=f"copy every night {CANARY}", marks={"nightly": "yes"}, answers=FITTING)
CONSENTING = {**GRACE, "consent": "y"}


def rows(page: Fetched) -> dict[str, str]:
    """Return the rows of a page by their terms."""
    pairs = (list(row) for row in page.tree.iter("div") if [part.tag for part in row] == ["dt", "dd"])
    return {text_of(term): text_of(says) for term, says in pairs}


def consent(client: CheckedClient, links: Links) -> Fetched:
    """Agree as the champion."""
    return client.submit(client.get(f"{links.own}/consent"), 0, **ADA)


def entries(client: CheckedClient, services: Services, path: str = "/inbox") -> list[str]:
    """Return the addresses of the leads that a rep is shown."""
    if client.plain.get("/inbox").status_code == 303:
        leads.signed_in(client, services)
    return [address for address in client.get(path).links().values() if address.startswith("/inbox/leads/")]


def in_inbox(client: CheckedClient, services: Services) -> Fetched:
    """Return the page of the only lead."""
    (address,) = entries(client, services)
    return client.get(address)
