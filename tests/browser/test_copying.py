"""What is there to be copied has a button where scripts run, and can be selected where they do not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Served
from tests.browser.states import FIT, step

pytestmark = pytest.mark.browser


@pytest.fixture
def scripted(window: Browser) -> Iterator[Page]:
    """Return a page with scripts that may use the clipboard."""
    context = window.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_link_of_a_verdict_is_copied_by_a_button(scripted: Page, site: Served) -> None:
    step(FIT, "/verdict")(scripted, site)

    scripted.get_by_role("button", name="Copy the link").click()

    expect(scripted.get_by_role("status")).to_have_text("Copied")
    assert scripted.evaluate("navigator.clipboard.readText()") == scripted.locator("#link").input_value()


def test_without_scripts_there_is_no_button_that_does_nothing(visitor: Page, site: Served) -> None:
    step(FIT, "/verdict")(visitor, site)

    expect(visitor.locator("#link")).to_be_visible()
    expect(visitor.get_by_role("button", name="Copy the link")).to_have_count(0)
