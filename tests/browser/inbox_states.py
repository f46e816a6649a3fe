"""Every page for reps in every state, as links to follow and forms to send wrongly."""

from playwright.sync_api import Page

from candor.records.reps import Role
from tests.browser.serving import Served
from tests.browser.states import BREATHLESS, Open, leave


def inbox(*follow: str, then: str = "") -> Open:
    """Return what signs in, with a lead in the inbox, and follows links from there, or opens an address."""

    def open_it(page: Page, site: Served) -> None:
        leave(site, BREATHLESS)
        page.goto(site.sign_in_link())
        page.locator("main button").click()
        for link in follow:
            page.locator(link).first.click()
        if then:
            page.goto(site.address + then)

    return open_it


def edited(form: str) -> Open:
    """Return what opens a form of a lead and sends it empty."""

    def open_it(page: Page, site: Served) -> None:
        site.sign_in_link(Role.ADMIN)
        inbox(".leads a")(page, site)
        page.goto(page.url + form)
        page.locator("main form button").click()
        page.locator(".errors").wait_for()

    return open_it


def too_late(page: Page, site: Served) -> None:
    """Send a note on a lead that somebody else has changed."""
    inbox(".leads a")(page, site)
    address = page.url + "/note"
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    for window in (other, page):
        window.locator("#words").fill("w" * 2_000)
        window.locator("main form button").click()
    other.close()
    page.locator(".errors").wait_for()


def as_admin(address: str) -> Open:
    """Return what signs an admin in and opens an address."""

    def open_it(page: Page, site: Served) -> None:
        page.goto(site.sign_in_link(Role.ADMIN))
        page.locator("main button").click()
        page.goto(site.address + address)

    return open_it


def invited(page: Page, site: Served) -> None:
    """Invite somebody whose name knows no end."""
    as_admin("/inbox/team")(page, site)
    page.locator("#name").fill("n" * 200)
    page.locator("#email").fill(f"{'e' * 60}{site.clock():%f}@sales.example")
    page.locator("#invite ~ form button").click()
    page.locator("#link").wait_for()


INBOX_STATES: dict[str, Open] = {
    "inbox": inbox(),
    "lead": inbox(".leads a"),
    "inbox narrowed": inbox(then="/inbox?q=nnnn&status=any&mine=y"),
    "inbox found": inbox(then="/inbox?q=nnnn&status=new&overdue="),
    "note with an error": edited("/note"),
    "hand over with an error": edited("/hand-over"),
    "close with errors": edited("/close"),
    "changed meanwhile": too_late,
    "team": inbox(then="/inbox/team"),
    "team of an admin": as_admin("/inbox/team"),
    "invitation": invited,
    "people": as_admin("/inbox/people"),
    "not for reps": inbox(then="/inbox/people"),
    "content of a lead": inbox(".leads a", "a[href^='/inbox/content/']"),
}
"""What opens each state, by its name."""
