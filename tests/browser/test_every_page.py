"""Every page in every state: nothing for axe to find, nothing wider than a small screen, nothing from elsewhere."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import requests_of
from tests.browser.inbox_states import INBOX_STATES
from tests.browser.serving import Served
from tests.browser.states import STATES, at

pytestmark = pytest.mark.browser

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
EVERY_STATE = {**STATES, **INBOX_STATES}
RUN = "axe.run({resultTypes: ['violations']}).then(results => results.violations)"


@pytest.fixture
def scripted(window: Browser, site: Served) -> Iterator[Page]:
    """Return a page that axe may run on."""
    context = window.new_context(bypass_csp=True)
    asked = requests_of(context)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
    assert [url for url in asked if not url.startswith(f"{site.address}/")] == []


def faults_of(page: Page) -> list[str]:
    """Return what axe finds on a page, and whether it is too wide, at every width and in every colour scheme."""
    # The package's own Axe.run sends the whole script and the whole answer every time.
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = []
    for width, scheme in product(WIDTHS, SCHEMES):
        show(page, width, scheme)
        for fault in page.evaluate(RUN):
            places = ", ".join(node["html"] for node in fault["nodes"])
            found.append(f"{width} {scheme}: {fault['id']}: {fault['help']}: {places}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{width} {scheme}: {wide} pixels wide")
    return found


def show(page: Page, width: int, scheme: str) -> None:
    """Give a page a width and a colour scheme."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


@pytest.mark.parametrize("state", EVERY_STATE)
def test_line_51_axe_finds_nothing_and_nothing_scrolls_sideways(scripted: Page, site: Served, state: str) -> None:
    EVERY_STATE[state](scripted, site)

    found = faults_of(scripted)

    assert not found, "\n".join(found)


def test_a_page_with_faults_is_found_out(scripted: Page, site: Served) -> None:
    at("/fit")(scripted, site)
    planted = "<img src='/static/x.svg'><p class='wide'>Wide</p><style>.wide {width: 400px} p {color: #999}</style>"
    scripted.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", planted)

    found = faults_of(scripted)

    for seen in ("320 light", "320 dark", "1280 light", "1280 dark"):
        assert any(fault.startswith(f"{seen}: image-alt") for fault in found)
    assert any(fault.startswith("1280 light: color-contrast") for fault in found)
    assert [fault[:9] for fault in found if fault.endswith("pixels wide")] == ["320 light", "320 dark:"]
