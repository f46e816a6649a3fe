"""New leads are told of without reloading where scripts run, and the page is the same where they do not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Served
from tests.browser.states import FIT_IF, leave

pytestmark = pytest.mark.browser


@pytest.fixture
def rep(window: Browser, site: Served) -> Iterator[Page]:
    """Return a page with scripts, of a rep who looks at the inbox."""
    leave(site, FIT_IF)
    context = window.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.clock.install()
    page.goto(site.sign_in_link())
    page.locator("main button").click()
    # The script counts from when it runs, which has to be before a test lets time pass.
    page.wait_for_url("**/inbox")
    yield page
    context.close()


def test_new_leads_appear_on_top_without_reloading(rep: Page, site: Served) -> None:
    before = rep.locator(".leads__entry").count()
    rep.evaluate("document.body.dataset.loaded = 'once'")

    for _ in range(2):
        leave(site, FIT_IF)
    rep.clock.run_for(21_000)
    expect(rep.locator(".newer")).to_have_text("2 new leads on top of the list")
    leave(site, FIT_IF)
    rep.clock.run_for(21_000)

    expect(rep.locator(".newer")).to_have_text("3 new leads on top of the list")
    expect(rep.locator(".leads__entry")).to_have_count(before + 3)
    expect(rep.locator(".leads__entry--new")).to_have_count(3)
    expect(rep.locator("body[data-loaded]")).to_have_count(1)
    rep.locator(".leads__entry--new a").first.click()
    expect(rep.locator("#work")).to_be_visible()


def test_new_leads_that_a_list_does_not_show_are_told_of(rep: Page, site: Served) -> None:
    rep.goto(f"{rep.url}?q=nobody")

    leave(site, FIT_IF)
    rep.clock.run_for(21_000)

    expect(rep.locator(".newer a")).to_have_text("1 new lead: show")


def test_a_page_that_nobody_looks_at_stops_asking(rep: Page, site: Served) -> None:
    asked: list[str] = []
    rep.clock.fast_forward("01:01:00")
    rep.on("request", lambda request: asked.append(request.url))

    leave(site, FIT_IF)
    rep.clock.run_for(60_000)

    assert asked == []


def test_without_scripts_the_page_is_the_same(visitor: Page, site: Served) -> None:
    leave(site, FIT_IF)
    visitor.goto(site.sign_in_link())
    visitor.locator("main button").click()

    expect(visitor.locator(".leads__entry").first).to_be_visible()
    expect(visitor.locator(".newer")).to_be_hidden()
