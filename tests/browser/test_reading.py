"""What makes a page easy to read: the length of its lines, the size of its words, room for fingers, a visible focus."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SMALL
from tests.browser.keyboard import Keyboard
from tests.browser.serving import Served
from tests.browser.states import BUSY, FIT_IF

pytestmark = pytest.mark.browser

READ = ("/for/director", "/statements/websites", "/privacy", "/pages/leaving", "/facts", "/glossary")
TEXT = ".prose p, .lead, .prose li, .facts__says, .terms dd"
LINES = """(selector) => [...document.querySelectorAll(selector)].map((block) => {
  const lines = new Map();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    for (const word of node.data.matchAll(/\\S+\\s*/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].trimEnd().length);
      const line = Math.round(range.getBoundingClientRect().bottom / 8);
      lines.set(line, (lines.get(line) ?? 0) + word[0].replace(/\\s+/g, " ").length);
    }
  }
  return [...lines.values()];
})"""
TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((one) => one.checkVisibility() && !one.closest(".trap") && getComputedStyle(one).display !== "inline")
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg text")].filter((one) => one.checkVisibility())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a))"""
BEGINNINGS = """(all) => all.map((one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return words.getBoundingClientRect().left - one.getBoundingClientRect().left;
})"""
RING = """() => { const look = getComputedStyle(document.activeElement);
  return [look.outlineStyle, parseFloat(look.outlineWidth)]; }"""


def lines(page: Page, site: Served) -> list[int]:
    """Return how many letters every line holds that runs into another one, on the pages that are read."""
    found: list[int] = []
    for path in READ:
        page.goto(site.address + path)
        for block in page.evaluate(LINES, TEXT):
            found.extend(block[:-1])
    return found


@pytest.mark.parametrize(("width", "least"), [(320, 0), (768, 45), (1440, 45)])
def test_lines_hold_45_to_75_letters_where_there_is_room(visitor: Page, site: Served, width: int, least: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})

    found = sorted(lines(visitor, site))

    middle = found[len(found) // 2]
    assert len(found) > 60
    assert least <= middle <= 75
    # A line of narrow letters may hold a few more.
    assert found[-1] <= 79
    assert sum(one > 75 for one in found) <= len(found) // 50


@pytest.mark.parametrize(("path", "width"), [("/how-we-judge", 320), ("/how-we-judge", 1440), ("/map", 1280)])
def test_words_of_drawings_are_no_smaller_than_12_pixels(visitor: Page, site: Served, path: str, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 900})

    visitor.goto(site.address + path)

    assert visitor.evaluate(SMALLEST) >= 11.9


def test_whatever_stands_alone_has_room_for_a_finger(visitor: Page, site: Served) -> None:
    visitor.set_viewport_size(SMALL)
    found = {}

    for path in ("/", "/fit", "/statements/websites", "/comparisons", "/search?q=files", "/news", "/style"):
        visitor.goto(site.address + path)
        found[path] = visitor.evaluate(TARGETS)

    assert not [path for path, small in found.items() if small], found


def test_the_focus_is_seen_wherever_the_keyboard_goes(visitor: Page, site: Served) -> None:
    visitor.goto(f"{site.address}/style")

    for _ in range(60):
        visitor.keyboard.press("Tab")
        style, width = visitor.evaluate(RING)
        assert (style, width >= 3) == ("solid", True), visitor.evaluate("document.activeElement.outerHTML")


def test_the_fit_check_is_gone_through_by_keyboard_at_400_percent(visitor: Page, site: Served) -> None:
    # 1,280 by 1,024 at 400 %: what has the focus has to be seen, and nothing scrolls sideways.
    visitor.set_viewport_size({"width": 320, "height": 256})
    keys = Keyboard(visitor)
    visitor.goto(site.address)

    keys.press(".top__action")
    keys.type_into("textarea[name='words']", FIT_IF.words)
    keys.choose("persona", FIT_IF.persona)
    keys.press("main button")
    keys.choose("mark-websites", "yes")
    keys.press("main button")
    while "/questions/" in visitor.url:
        keys.choose("answer", BUSY[visitor.url.rpartition("/")[2]])
        keys.reach("main button")
        assert visitor.evaluate("document.documentElement.scrollWidth") == 320
        box = visitor.locator("main button").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 256
        keys.enter()

    assert visitor.locator(".verdict__word").inner_text().strip() == "Fit if"
    assert visitor.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [320, 1280])
def test_the_words_of_a_table_begin_where_its_cells_do_and_stay_whole(visitor: Page, site: Served, width: int) -> None:
    visitor.set_viewport_size({"width": width, "height": 800})
    visitor.goto(f"{site.address}/comparisons/amazon-rds")

    starts = visitor.locator(".table caption, .table tbody th").evaluate_all(BEGINNINGS)

    assert len(starts) > 3
    assert max(starts) < 2
    widths = visitor.locator(".table tbody th").evaluate_all("(all) => all.map((one) => one.clientWidth)")
    assert min(widths) > 100
