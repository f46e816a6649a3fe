"""Every page of a case in every state, as addresses to open and forms to send wrongly."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.serving import Served
from tests.web.cases import ADA, GRACE, Links, make, start_page
from tests.web.client import CheckedClient
from tests.web.visits import Visitor

Open = Callable[[Page, Served], None]
SURE = {
    "machines": "one",
    "writers": "take-turns",
    "size": "small",
    "used-in": "site",
    "traffic": "medium",
    "failover": "restore",
}
WORDS = "We run our shop's web site on one server, about 50,000 hits a day"
DEVELOPER = Visitor("developer", WORDS, {"websites": "yes"}, {**SURE, "failover": "automatic"})
MISFIT = Visitor("developer", "many servers write to one database", {"many-machines": "yes"}, SURE)
BREATHLESS = "w" * 2_000


def made(site: Served, visitor: Visitor = DEVELOPER) -> Links:
    """Make a case with answers, a reply and a decision, all of words that know no end."""
    client = CheckedClient(site.app)
    links = make(client, visitor, note=BREATHLESS)
    for kind in ("ask", "agree"):
        page = client.get(links.reader)
        site.clock.step(seconds=30)
        client.submit(page, 0, kind=kind, words=BREATHLESS, **GRACE)
    client.submit(client.get(reply_of(client, links)), 0, reply=BREATHLESS)
    client.submit(client.get(f"{links.own}/words"), 0, decision=BREATHLESS)
    return links


def reply_of(client: CheckedClient, links: Links) -> str:
    """Return where the champion replies to the newest answer."""
    return next(address for address in client.get(links.own).links().values() if "/replies/" in address)


def reader(path: str = "", visitor: Visitor = DEVELOPER) -> Open:
    """Return what opens a page that readers see."""
    return lambda page, site: open_at(page, site, made(site, visitor).reader + path)


def own(path: str = "", visitor: Visitor = DEVELOPER) -> Open:
    """Return what opens a page of the champion."""
    return lambda page, site: open_at(page, site, made(site, visitor).own + path)


def open_at(page: Page, site: Served, address: str) -> None:
    """Open an address of the site."""
    page.goto(site.address + address)


def start(page: Page, site: Served) -> None:
    """Open the page that makes a case."""
    open_at(page, site, start_page(CheckedClient(site.app), DEVELOPER).address)


def answered(page: Page, site: Served) -> None:
    """Agree, and stay on the page that says that it was stored."""
    open_at(page, site, make(CheckedClient(site.app), DEVELOPER).reader)
    page.locator("input[name='kind'][value='agree']").check()
    page.get_by_role("button", name="Send the answer").click()


def refused(page: Page, site: Served) -> None:
    """Send an answer with everything missing."""
    reader()(page, site)
    page.locator("#consent").check()
    page.get_by_role("button", name="Send the answer").click()
    page.locator(".errors").wait_for()


def unfolded(page: Page, site: Served) -> None:
    """Open a case and unfold every step of its numbers."""
    reader("?voice=top")(page, site)
    page.locator("details summary").click()


def wrong_numbers(page: Page, site: Served) -> None:
    """Type a number that is none."""
    own("/numbers")(page, site)
    page.locator("main form input[type='text']").first.fill("many")
    page.locator("main form button").click()
    page.locator(".errors").wait_for()


def stale(page: Page, site: Served) -> None:
    """Edit a note that somebody else changed in the meantime."""
    own("/words")(page, site)
    client = CheckedClient(site.app)
    client.submit(client.get(page.url.removeprefix(site.address)), 0, note="Changed elsewhere.")
    page.locator("main form button").click()
    page.locator(".errors").wait_for()


def agreed(page: Page, site: Served) -> None:
    """Open the champion's consent that was given."""
    links = made(site)
    client = CheckedClient(site.app)
    client.submit(client.get(f"{links.own}/consent"), 0, **ADA)
    open_at(page, site, f"{links.own}/consent")


def reply(page: Page, site: Served) -> None:
    """Open the page that changes a reply."""
    open_at(page, site, reply_of(CheckedClient(site.app), made(site)))


CASES: dict[str, Open] = {
    "case start": start,
    "case": reader(),
    "case unfolded": unfolded,
    "case of a misfit": reader("?voice=bottom", MISFIT),
    "case with errors": refused,
    "case answered": answered,
    "case question": reader("/contact"),
    "case contact": reader("/contact?decide-by=soon&stake=much"),
    "case elsewhere": reader("/contact?decide-by=looking&stake=much"),
    "champion": own(),
    "champion's words": own("/words"),
    "champion's words changed elsewhere": stale,
    "champion's numbers": own("/numbers"),
    "champion's numbers with errors": wrong_numbers,
    "champion's reply": reply,
    "champion's consent": own("/consent"),
    "champion's consent given": agreed,
    "champion's link": own("/link"),
    "champion's delete": own("/delete"),
}
"""What opens each state, by its name."""
