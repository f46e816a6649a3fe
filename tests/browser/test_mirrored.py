"""A declaration in a language that runs from right to left: everything stands the other way round."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SMALL
from tests.browser.declaring import reworded
from tests.browser.serving import Served, served

pytestmark = pytest.mark.browser

HEBREW = {
    "product.yaml": {"name: Ferry\n": "name: מעבורת\n", "language: en": "language: he"},
    "is/nightly.md": {"heading: Nightly copies": "heading: העתקה לילית של קבצים"},
    "is-not/huge.md": {"heading: Very large volumes": "heading: כמויות גדולות מאוד"},
}
PATHS = (
    *("/", "/statements", "/statements/huge", "/comparisons/rowboat", "/facts", "/fit", "/how-we-judge", "/map"),
    *("/style", "/search?q=files", "/pricing", "/nothing"),
)
LETTERS = """(heading) => {
  const words = heading.firstChild;
  return [0, words.length - 1].map((start) => {
    const range = document.createRange();
    range.setStart(words, start);
    range.setEnd(words, start + 1);
    return range.getBoundingClientRect().left;
  });
}"""
ENDS = """(sentence) => {
  const texts = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  let last;
  while (texts.nextNode()) last = texts.currentNode.data.trim() ? texts.currentNode : last;
  const end = last.data.trimEnd().length;
  return [end - 2, end - 1].map((start) => {
    const letter = document.createRange();
    letter.setStart(last, start);
    letter.setEnd(last, start + 1);
    return letter.getBoundingClientRect().left;
  });
}"""
PLACE = "(one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a site in Hebrew."""
    folder = tmp_path_factory.mktemp("mirrored")
    content = reworded(folder, HEBREW)
    with served(folder / "candor.sqlite3", content) as ready:
        yield ready


@pytest.fixture
def reader(site: Served, visitor: Page) -> Page:
    """Return a page on the first page of that site."""
    visitor.goto(site.address)
    return visitor


def edges(page: Page, selector: str) -> list[tuple[float, float]]:
    """Return the left and right edge of everything that a selector describes, in the order of the page."""
    found = page.locator(selector)
    return [tuple(found.nth(number).evaluate(PLACE)) for number in range(found.count())]


def test_the_ledger_begins_at_the_right(reader: Page) -> None:
    is_for, is_not_for = edges(reader, ".ledger__side")
    mark, says = edges(reader, ".ledger__entry:first-child > .mark")[0], edges(reader, ".ledger__says")[0]

    assert reader.locator("html").get_attribute("dir") == "rtl"
    assert is_for[0] >= is_not_for[1]
    assert mark[0] >= says[1]


def test_an_english_heading_around_a_hebrew_name_keeps_its_order(reader: Page) -> None:
    first, last = reader.locator("h1").evaluate(LETTERS)

    assert reader.locator("h1").inner_text() == "Is מעבורת for you?"
    assert first < last


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/", ".lead"),
        ("/", ".pains__says"),
        ("/statements/huge", ".sources__shows"),
        ("/comparisons/rowboat", ".table td p"),
        ("/comparisons/rowboat", ".table caption"),
    ],
)
def test_an_english_sentence_ends_with_its_full_stop(reader: Page, site: Served, path: str, selector: str) -> None:
    reader.goto(f"{site.address}{path}")
    sentence = reader.locator(selector).filter(has_text=re.compile(r"^[A-Z][^.]*\.$")).first

    letter, stop = sentence.evaluate(ENDS)

    assert sentence.inner_text().endswith(".")
    assert letter < stop


def test_a_range_of_prices_keeps_its_order(reader: Page, site: Served) -> None:
    reader.goto(f"{site.address}/pricing")

    first, last = reader.locator(".plan__amount", has_text=" to ").evaluate(LETTERS)

    assert first < last


def test_header_and_breadcrumbs_begin_at_the_right(reader: Page, site: Served) -> None:
    reader.goto(f"{site.address}/statements/huge")

    name, action = edges(reader, ".top__name")[0], edges(reader, ".top__action")[0]
    home, section = edges(reader, ".trail__way a")
    assert name[0] > action[1]
    assert home[0] > section[1]


def test_tables_begin_at_the_right(reader: Page, site: Served) -> None:
    reader.goto(f"{site.address}/comparisons/rowboat")

    heads = edges(reader, ".table thead th")
    assert heads == sorted(heads, reverse=True)
    assert reader.locator(".table td").first.evaluate("one => getComputedStyle(one).textAlign") in ("start", "right")


def test_forms_have_their_boxes_at_the_right_of_their_words(reader: Page, site: Served) -> None:
    reader.goto(f"{site.address}/fit")

    for box, label in zip(edges(reader, ".choice__input"), edges(reader, ".choice__label"), strict=True):
        assert box[0] >= label[1]


def test_what_is_set_off_is_set_off_at_the_right(reader: Page) -> None:
    rule = "one => { const look = getComputedStyle(one); return [look.borderRightWidth, look.borderLeftWidth]; }"

    assert reader.locator(".offer").evaluate(rule) == ["6px", "0px"]


def test_nothing_scrolls_sideways_from_right_to_left(reader: Page, site: Served) -> None:
    reader.set_viewport_size(SMALL)
    widths = {}

    for path in PATHS:
        reader.goto(site.address + path)
        widths[path] = reader.evaluate("document.documentElement.scrollWidth")

    assert set(widths.values()) == {SMALL["width"]}, widths


def test_words_of_a_drawing_stay_in_their_boxes(reader: Page, site: Served) -> None:
    reader.goto(f"{site.address}/how-we-judge")

    drawing = edges(reader, ".figure__drawing")[0]
    for left, right in edges(reader, ".figure:first-of-type .figure__text"):
        assert drawing[0] <= left < right <= drawing[1] + 1
