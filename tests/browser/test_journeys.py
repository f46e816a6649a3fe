"""The main job, in a real browser, without scripts and by keyboard alone."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.serving import Served

pytestmark = pytest.mark.browser

SHOP = "We run our shop's web site on one server, about 50,000 hits a day, and want less to operate"
SERVERS = "Many servers have to write to one database over a network at the same time"
ANSWERS = {
    "machines": "one",
    "writers": "take-turns",
    "size": "small",
    "used-in": "site",
    "traffic": "medium",
    "failover": "restore",
    "decide-by": "soon",
    "stake": "much",
}


def begin(page: Page, site: Served, persona: str, words: str) -> Keyboard:
    """Come to the first page and send the first form of the fit check."""
    keys = Keyboard(page)
    page.goto(site.address)
    keys.press(".top__action")
    keys.type_into("textarea[name='words']", words)
    keys.choose("persona", persona)
    keys.press("main button")
    return keys


def answer(keys: Keyboard, answers: Mapping[str, str]) -> int:
    """Answer every question that is asked and return how many there were."""
    asked = 0
    while "/questions/" in keys.page.url:
        question = keys.page.url.rpartition("/")[2]
        expect(keys.page.get_by_text("Why this is asked:")).to_be_visible()
        keys.choose("answer", answers[question])
        keys.press("main button")
        asked += 1
    return asked


def test_a_director_of_a_busy_shop_ends_at_inside_sales_and_appears_in_the_inbox(visitor: Page, site: Served) -> None:
    keys = begin(visitor, site, "director", SHOP)
    expect(visitor.locator("mark").first).to_be_visible()
    keys.choose("mark-websites", "yes")
    keys.press("main button")
    answer(keys, ANSWERS)
    expect(visitor.locator("h1")).to_have_text("SQLite fits what you describe.")
    expect(visitor.locator("#receipt-websites")).to_be_visible()

    keys.press(".step .button")
    expect(visitor.locator(".case")).to_contain_text(SHOP)
    keys.type_into("#open_questions", "Who answers at night?")
    keys.type_into("#name", "Dana of the shop")
    keys.type_into("#email", "dana@shop.example")
    keys.type_into("#company", "Corner Shop")
    keys.tick("#consent")
    site.clock.step(seconds=30)
    keys.press("main button")

    expect(visitor.locator("h1")).to_have_text("Your request is stored")
    visitor.goto(site.sign_in_link())
    keys.press("main button")
    keys.press(".leads a:has-text('Dana of the shop')")
    lead = visitor.locator("main")
    for seen in ("dana@shop.example", "Corner Shop", "Who answers at night?", SHOP, "Fit", "Director", "Qualified"):
        expect(lead).to_contain_text(seen)


def test_a_developer_of_many_servers_is_told_no_and_what_to_use_instead(visitor: Page, site: Served) -> None:
    keys = begin(visitor, site, "developer", SERVERS)
    keys.choose("mark-many-machines", "yes")
    keys.press("main button")

    expect(visitor.locator("h1")).to_have_text("SQLite is not for what you describe.")
    expect(visitor.locator("#receipt-many-machines")).to_be_visible()
    keys.press(".step .button")
    instead = visitor.locator("#instead")
    expect(instead).to_be_in_viewport()
    assert visitor.locator("#instead dt").count() >= 1
    expect(instead).to_contain_text("PostgreSQL")
    assert "/contact" not in visitor.content()


def test_an_executive_gets_the_facts_page(visitor: Page, site: Served) -> None:
    keys = begin(visitor, site, "executive", "Our product ships with a database inside, and I have to sign the terms")
    keys.choose("mark-shipped-products", "yes")
    keys.press("main button")
    answer(keys, {**ANSWERS, "used-in": "device"})

    keys.press(".step .button")

    assert visitor.url == f"{site.address}/facts"
    expect(visitor.locator("h1")).to_be_visible()


def test_a_visitor_whose_words_match_nothing_is_told_so(visitor: Page, site: Served) -> None:
    keys = begin(visitor, site, "developer", "I want to bake sourdough bread")

    expect(visitor.locator("h1")).to_have_text("Nothing declared here matches your words")
    expect(visitor.locator(".notice")).to_contain_text("That is not a no")
    keys.press("main button")
    answer(keys, {**ANSWERS, "used-in": "other"})
    expect(visitor.locator("h1")).to_have_text("We cannot tell whether SQLite is for what you describe.")
    expect(visitor.locator("main")).to_contain_text("Nothing declared here matches your own words")


def test_a_visitor_who_turned_back_changes_an_answer_and_gets_another_verdict(visitor: Page, site: Served) -> None:
    keys = begin(visitor, site, "developer", "")
    answer(keys, ANSWERS)
    expect(visitor.locator("h1")).to_have_text("SQLite fits what you describe.")

    keys.press("a:has-text('Change an answer')")
    keys.press("a[href$='/questions/machines']")
    keys.choose("answer", "several")
    keys.reach("a:has-text('Back')", backwards=True)
    keys.press("main button")

    expect(visitor.locator("h1")).to_have_text("SQLite is not for what you describe.")
