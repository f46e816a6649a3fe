"""A developer convinces a boss without a meeting: two people, two browsers, no scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import requests_of
from tests.browser.serving import Served
from tests.browser.test_journeys import ANSWERS, SHOP, answer, begin

pytestmark = pytest.mark.browser


@pytest.fixture
def boss(window: Browser, site: Served) -> Iterator[Page]:
    """Return a page without scripts in a browser of its own; all it asks for must come from the site."""
    context = window.new_context(java_script_enabled=False)
    asked = requests_of(context)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
    assert [url for url in asked if not url.startswith(f"{site.address}/")] == []


def make_case(page: Page, site: Served) -> str:
    """Go through the fit check as a developer, make a case and return the link that is passed on."""
    keys = begin(page, site, "developer", SHOP)
    keys.choose("mark-websites", "yes")
    keys.press("main button")
    answer(keys, ANSWERS)
    keys.press("a:has-text('Make the case to your boss')")
    keys.type_into("#note", "We lose a day a month to the server.")
    keys.press("main button")
    return page.locator("#link").input_value()


def send(page: Page, site: Served, kind: str, **fields: str) -> None:
    """Answer a case as somebody who has read it."""
    page.locator(f"input[name='kind'][value='{kind}']").check()
    for field, text in fields.items():
        page.locator(f"#{field}").fill(text)
    site.clock.step(seconds=30)
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("h1")).to_have_text("Your answer is stored")


def reply_and_edit(page: Page) -> None:
    """Reply to the newest answer as the champion, and edit the note."""
    page.locator("a[href*='/replies/']").first.click()
    page.locator("#reply").fill("Whoever is on call, in four minutes.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Edit the note").click()
    page.locator("#note").fill("We lose a day a month to the server. I timed a restore.")
    page.get_by_role("button", name="Save").click()


def consent(page: Page) -> None:
    """Agree as the champion that inside sales may be told."""
    page.get_by_role("link", name="Let inside sales be told").click()
    page.locator("#name").fill("Ada the developer")
    page.locator("#email").fill("ada@shop.example")
    page.locator("#consent").check()
    page.get_by_role("button", name="Agree").click()


def test_a_developer_convinces_a_director_and_the_lead_shows_the_chain(visitor: Page, boss: Page, site: Served) -> None:
    link = make_case(visitor, site)
    own = visitor.url

    boss.goto(link)
    expect(boss.locator("h1")).to_have_text("SQLite fits what you describe.")
    expect(boss.locator("main")).to_contain_text("Reasons not to buy")
    expect(boss.locator("main")).not_to_contain_text(SHOP)
    boss.get_by_role("link", name="the executive").click()
    expect(boss.locator("#statement-websites")).to_be_visible()
    send(boss, site, "ask", words="Who restores it at night?")

    visitor.goto(own)
    expect(visitor.locator("main")).to_contain_text("It was opened 1 time")
    reply_and_edit(visitor)

    boss.goto(link)
    expect(boss.locator("main")).to_contain_text("Whoever is on call, in four minutes.")
    expect(boss.locator("main")).to_contain_text("I timed a restore.")
    boss.locator("#consent").check()
    send(boss, site, "agree", name="Grace of the shop", email="grace@shop.example", company="Corner Shop")

    visitor.goto(own)
    expect(visitor.locator("main")).to_contain_text("Agreed to be contacted by inside sales.")
    consent(visitor)

    boss.goto(site.sign_in_link())
    boss.locator("main button").click()
    boss.locator("a:has-text('Grace of the shop')").first.click()
    for seen in ("Ada the developer", "I timed a restore.", "Who restores it at night?", "in four minutes.", SHOP):
        expect(boss.locator("main")).to_contain_text(seen)


def test_a_director_who_agrees_and_qualifies_asks_inside_sales_at_once(visitor: Page, boss: Page, site: Served) -> None:
    boss.goto(make_case(visitor, site))
    send(boss, site, "agree")

    boss.get_by_role("link", name="Ask for a reply").click()
    for chosen in ("soon", "much"):
        boss.locator(f"input[value='{chosen}']").check()
        boss.get_by_role("button", name="Continue").click()
    for field, text in {"name": "Kay", "email": "kay@shop.example", "company": "Kay and Sons"}.items():
        boss.locator(f"#{field}").fill(text)
    boss.locator("#consent").check()
    site.clock.step(seconds=30)
    boss.get_by_role("button", name="Send").click()

    expect(boss.locator("h1")).to_have_text("Your request is stored")


def test_a_link_that_was_revoked_leads_nowhere_and_a_new_one_does(visitor: Page, boss: Page, site: Served) -> None:
    link = make_case(visitor, site)

    visitor.get_by_role("link", name="Revoke or replace the link").click()
    visitor.get_by_role("button", name="Replace it by a new link").click()
    renewed = visitor.locator("#link").input_value()

    boss.goto(link)
    expect(boss.locator("h1")).to_have_text("Page not found")
    boss.goto(renewed)
    expect(boss.locator("h1")).to_have_text("SQLite fits what you describe.")
