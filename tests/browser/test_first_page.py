"""What the first page moves over the wire, as a browser that was never here sees it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Served

pytestmark = pytest.mark.browser

MOST_BYTES = 20_000
MOST_REQUESTS = 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?utm_source=newsletter"])
def test_the_first_page_moves_at_most_20_kb_in_at_most_3_requests(
    window: Browser, site: Served, scheme: str, path: str
) -> None:
    context = window.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    moved: list[int] = []
    wire = context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda told: moved.append(told["encodedDataLength"]))
    wire.send("Network.enable")

    page.goto(site.address + path, wait_until="networkidle")
    context.close()

    assert 2 <= len(moved) <= MOST_REQUESTS
    # Heads included: all that comes over the wire.
    assert 2_000 < sum(moved) <= MOST_BYTES
