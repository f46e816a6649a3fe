"""Pages on paper: nothing to press, nothing cut, and where the proof is found."""

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Served
from tests.browser.states import FIT_IF, at, step

pytestmark = pytest.mark.browser

PAGES = {
    "verdict": step(FIT_IF, "/verdict"),
    "comparison": at("/comparisons/amazon-rds"),
    "facts": at("/facts"),
    "statement": at("/statements/many-machines"),
    "how we judge": at("/how-we-judge"),
}
PRESSED = "nav, form, button, .button, .offer, .search"
UNCUT = ".receipt, .facts__row, .table tbody tr, .notice, .figure"
ADDRESS = "one => getComputedStyle(one, '::after').content"
COLOURS = """() => [...new Set([...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())
  .map((one) => getComputedStyle(one).color))]"""


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_ink_and_holds_nothing_to_press(visitor: Page, site: Served, name: str) -> None:
    PAGES[name](visitor, site)
    visitor.set_viewport_size({"width": 680, "height": 960})

    visitor.emulate_media(media="print", color_scheme="dark")

    pressed = visitor.locator(PRESSED)
    assert not [number for number in range(pressed.count()) if pressed.nth(number).is_visible()]
    assert set(visitor.evaluate(COLOURS)) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)", "rgb(255, 255, 255)"}
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 680
    assert visitor.locator(UNCUT).evaluate_all("all => all.every(one => getComputedStyle(one).breakInside === 'avoid')")
    for link in visitor.locator("main .sources a").all()[:3]:
        assert (link.get_attribute("href") or "-") in link.evaluate(ADDRESS)


def test_a_printed_page_says_its_own_address(visitor: Page, site: Served) -> None:
    visitor.goto(f"{site.address}/facts")
    address = visitor.locator(".foot__address")
    assert not address.is_visible()

    visitor.emulate_media(media="print")

    assert address.is_visible()
    assert address.inner_text() == f"{site.address}/facts"
