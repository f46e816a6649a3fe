"""The contact form as a visitor of Ferry fills it in, and what becomes of it."""

from candor.records import leads
from candor.records.leads import Lead
from candor.services import Services
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock
from tests.web.visits import FITTING, NIGHTLY, Visitor, go_through, token_in

ADA = {
    "name": "Ada Lovelace",
    "email": "ada@engines.example",
    "company": "Analytical Engines",
    "role": "Head of operations",
    "open_questions": "Does it resume after a power cut?\nWho supports it in Japan?",
    "consent": "y",
}
UNSURE = Visitor(words=NIGHTLY, marks={"nightly": "yes", "live": "not-sure"}, answers=FITTING)


def form_of(client: CheckedClient, visitor: Visitor = UNSURE) -> Fetched:
    """Return the contact form of a visitor who is offered a person."""
    verdict = go_through(client, visitor, "/fit?utm_source=newsletter")
    return client.get(f"/fit/{token_in(verdict)}/contact")


def read(page: Fetched, clock: SteppedClock) -> dict[str, str]:
    """Let a person's time pass and return the form filled in."""
    clock.step(seconds=30)
    return {**page.fields(), **ADA}


def stored(services: Services) -> list[Lead]:
    """Return all leads that are not suspected, newest first."""
    return list(leads.page(services.database).leads)


def counted(services: Services, table: str) -> int:
    """Return how many rows a table has."""
    counts = {"leads": "SELECT COUNT(*) AS n FROM leads", "history": "SELECT COUNT(*) AS n FROM lead_history"}
    with services.database.reading() as connection:
        return int(connection.rows(counts[table])[0]["n"])
