"""Cases for tests: made from a fit check as a champion does, opened and answered as a boss does."""

from dataclasses import dataclass

from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock
from tests.web.visits import FITTING, NIGHTLY, Visitor, go_through

CANARY = "canary-7c2d"
DEVELOPER = Visitor(
    "developer", words=f"We {NIGHTLY} {CANARY}", marks={"nightly": "yes"}, answers={**FITTING, "volume": "huge"}
)
PERSON = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-User": "?1", "Sec-Fetch-Site": "none"}
"""What a browser sends with a link that a person opens from elsewhere."""

GRACE = {"name": "Grace Hopper", "email": "grace@navy.example", "company": "Navy"}
ADA = {"name": "Ada Lovelace", "email": "ada@engines.example", "consent": "y"}


@dataclass(frozen=True)
class Links:
    """The paths of a case's two pages."""

    own: str
    reader: str


def start_page(client: CheckedClient, visitor: Visitor = DEVELOPER) -> Fetched:
    """Go through the fit check and return the page that offers to make a case."""
    return client.get(go_through(client, visitor).links()["Make the case to your boss"])


def make(client: CheckedClient, visitor: Visitor = DEVELOPER, note: str = "") -> Links:
    """Make a case as a champion does."""
    return links_of(client.submit(start_page(client, visitor), note=note))


def links_of(own: Fetched) -> Links:
    """Return the links of the case whose champion's page this is."""
    return Links(own.address, own.links()["See what your reader sees"])


def answer(client: CheckedClient, links: Links, clock: SteppedClock, kind: str, **said: str) -> Fetched:
    """Answer a case as a boss does who takes the time to read it, and return the page after it."""
    page = client.get(links.reader)
    clock.step(seconds=30)
    return client.submit(page, 0, kind=kind, **said)


def sections(page: Fetched) -> list[str]:
    """Return the second-rank headings of a page in order."""
    return ["".join(heading.itertext()) for heading in page.tree.iter("h2")]


def told(page: Fetched) -> set[str]:
    """Return the ids of the statements that a case tells receipts of."""
    found = {part.get("id", "") for part in page.tree.iter("article")}
    return {one.removeprefix("statement-") for one in found if one.startswith("statement-")}


def typed_on(page: Fetched) -> list[str]:
    """Return what a page shows as typed by somebody."""
    return ["".join(element.itertext()) for element in page.tree.iter("bdi")]
