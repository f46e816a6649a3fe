"""The search page: what was found by kind, the part that says it, and where an empty result leads."""

from pathlib import Path

import pytest

from candor import create_app
from candor.services import Services
from candor.settings import Settings
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock

SAMPLE = Path(__file__).parents[2] / "content"


def marked(page: Fetched) -> list[str]:
    """Return the words that the page marks."""
    return [text_of(element).lower() for element in page.tree.iter("mark")]


def test_a_search_shows_the_part_with_the_words_marked_and_the_side_of_a_statement(client: CheckedClient) -> None:
    page = client.get("/search?q=chekcsum")

    assert page.links()["Proof of arrival"] == "/statements/proof"
    assert "It is for Proof of arrival" in page.text
    assert "checksum" in marked(page)


def test_an_is_not_statement_says_so_in_the_results(client: CheckedClient) -> None:
    assert "It is not for Live streams" in client.get("/search?q=live+streams").text


def test_finds_are_grouped_and_lead_to_the_part_itself(client: CheckedClient) -> None:
    page = client.get("/search?q=licence")

    assert "Facts" in [text_of(heading) for heading in page.tree.iter("h2")]
    assert "/facts#licence" in page.links().values()


def test_nothing_found_offers_the_fit_check_and_shows_the_words(client: CheckedClient) -> None:
    page = client.get("/search?q=%3Cb%3Ezzzz%3C/b%3E")

    assert "Nothing here speaks of “<b>zzzz</b>”" in page.text
    assert page.links()["Begin the fit check with these words"] == "/fit?words=%3Cb%3Ezzzz%3C/b%3E"


def test_the_box_keeps_what_was_typed_and_every_page_has_one(client: CheckedClient) -> None:
    boxes = [box for box in client.get("/search?q=a%22b").tree.iter("input") if box.get("name") == "q"]

    assert [box.get("value") for box in boxes] == ['a"b']
    for address in ("/", "/facts", "/nothing"):
        html = client.plain.get(address).text
        assert 'role="search"' in html
        assert 'action="/search"' in html


def test_a_search_may_be_cached_for_a_minute_and_is_not_listed_or_kept_on_the_shelf(client: CheckedClient) -> None:
    first, again = client.get("/search?q=proof"), client.get("/search?q=live")

    assert first.response.headers["Cache-Control"] == "public, max-age=60"
    assert first.text != again.text
    assert [meta.get("content") for meta in first.tree.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_a_search_of_201_characters_comes_back_whole_with_what_is_wrong(client: CheckedClient) -> None:
    page = client.get(f"/search?q={'w' * 201}", status=422)

    assert page.title.startswith("Error: Search")
    assert "A search can have at most 200 characters." in page.text
    assert "w" * 201 in [box.get("value") for box in page.tree.iter("input")]
    client.get(f"/search?q={'w' * 200}")


def test_words_that_came_twice_are_refused(client: CheckedClient) -> None:
    page = client.get("/search?q=one&q=two", status=422)

    assert "came more than once" in page.text


@pytest.mark.parametrize("typed", ["q=%00", "q=a%1fb"])
def test_control_characters_are_refused(client: CheckedClient, typed: str) -> None:
    client.get(f"/search?{typed}", status=422)


def test_every_find_in_the_sample_leads_to_a_part_that_is_there(tmp_path: Path, clock: SteppedClock) -> None:
    site = create_app(Settings(content=SAMPLE, database=str(tmp_path / "sample.sqlite3")), clock)
    client = CheckedClient(site)

    addresses = {
        link.get("href", "")
        for typed in ("file", "server", "backup", "write", "cost", "licence")
        for article in client.get(f"/search?q={typed}").tree.iter("article")
        for link in article.iter("a")
    }

    assert any("#" in address for address in addresses)
    for address in addresses:
        path, _, anchor = address.partition("#")
        ids = {element.get("id") for element in client.get(path).tree.iter()}
        assert not anchor or anchor in ids, address
    services: Services = site.extensions["candor"]
    services.database.close()
