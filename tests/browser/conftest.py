"""One server and one browser for all tests here; a fresh visitor for each."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from candor.commands.browsers import chromium
from tests.browser.serving import Served, served

SMALL: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the site, served until the last test has run."""
    with served(tmp_path_factory.mktemp("browser") / "candor.sqlite3") as ready:
        yield ready


@pytest.fixture(scope="session")
def window() -> Iterator[Browser]:
    """Return a Chromium; without one the tests stop and say how to get one."""
    path = chromium(os.environ, None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def visitor(window: Browser, site: Served) -> Iterator[Page]:
    """Return a page without scripts, for somebody who was never here; all it asks for must come from the site."""
    context = window.new_context(java_script_enabled=False)
    asked = requests_of(context)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
    assert [url for url in asked if not url.startswith(f"{site.address}/")] == []


def requests_of(context: BrowserContext) -> list[str]:
    """Return a list that fills with the address of everything the pages of a context ask for."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked
