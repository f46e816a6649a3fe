"""A product with a name that knows no end, in one word: nothing is wider than a small screen, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.declaring import reworded
from tests.browser.serving import Served, served
from tests.web.client import CheckedClient
from tests.web.visits import Visitor, go_through, token_in

pytestmark = pytest.mark.browser

NAME = "Relationaldatabaseinalibrary" * 2 + "thatreadsandwritesonefil"
PATHS = (
    *("/", "/statements", "/statements/huge", "/comparisons", "/comparisons/rowboat", "/facts", "/pricing", "/pains"),
    *("/how-we-judge", "/map", "/style", "/search?q=nothing+of+the+sort", "/fit", "/news", "/nothing", "/for/director"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a site of a product with such a name."""
    folder = tmp_path_factory.mktemp("long")
    content = reworded(folder, {"product.yaml": {"name: Ferry\n": f"name: {NAME}\n"}})
    with served(folder / "candor.sqlite3", content) as ready:
        yield ready


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_the_screen_for_a_name(visitor: Page, site: Served, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 640})
    verdict = token_in(go_through(CheckedClient(site.app), Visitor("director", "", {"nightly": "yes"})))
    widths = {}

    for path in (*PATHS, f"/fit/{verdict}/verdict"):
        visitor.goto(site.address + path)
        widths[path] = visitor.evaluate("document.documentElement.scrollWidth")

    assert set(widths.values()) == {width}, widths


def test_the_whole_name_is_seen_in_the_header_and_in_the_heading(visitor: Page, site: Served) -> None:
    visitor.set_viewport_size({"width": 320, "height": 640})

    visitor.goto(site.address)

    for selector in (".top__words", "h1"):
        shown = visitor.locator(selector)
        assert NAME in shown.inner_text()
        box = shown.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
