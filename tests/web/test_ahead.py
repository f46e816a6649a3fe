"""Public pages are drawn before anybody asks, an edit's own pages before it is served, and editions never mix."""

import json
import logging
import re
import shutil
import threading
from pathlib import Path

import pytest

from candor import Site, create_app, journal
from candor.services import Services
from candor.settings import Settings
from candor.upkeep import Upkeep
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock

NAMED = re.compile(r"(\w+)</title>|(\w+)</span> is licensed as")
"""The product's name where the first and the last lines of a page show it."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that name a copy of the content, which a test may edit."""
    content = Path(shutil.copytree(FERRY, tmp_path / "content"))
    return Settings(content=content, database=str(tmp_path / "candor.sqlite3"))


@pytest.fixture
def app(settings: Settings, clock: SteppedClock) -> Site:
    """Return the site on the copy."""
    return create_app(settings, clock)


def draw_all(app: Site) -> None:
    """Draw until nothing is left."""
    upkeep = Upkeep(app)
    while not upkeep():
        pass


def rename(settings: Settings, old: str, new: str) -> None:
    """Give the product another name."""
    path = settings.content / "product.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"name: {old}", f"name: {new}"), encoding="utf-8")


def is_kept(app: Site, path: str) -> bool:
    """Tell whether a page of the current edition is on the shelf."""
    return app.is_at_hand("GET", path)


def test_every_page_of_the_sitemap_and_every_file_it_needs_is_drawn_ahead(app: Site, client: CheckedClient) -> None:
    draw_all(app)

    addresses = re.findall(r"<loc>http://127.0.0.1:8000([^<]*)</loc>", client.plain.get("/sitemap.xml").text)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").response.text)
    others = ["/robots.txt", "/sitemap.xml", "/news.atom", "/news.ics"]
    assert len(addresses) > 30
    assert files
    assert [path for path in (*addresses, *files, *others) if not is_kept(app, path)] == ["/search", "/examples"]


def test_a_page_that_answers_what_is_asked_is_left_to_those_who_may_wait(app: Site) -> None:
    draw_all(app)

    assert is_kept(app, "/statements")
    assert not is_kept(app, "/search")


def test_a_page_drawn_ahead_is_the_one_that_is_drawn_when_asked(app: Site, client: CheckedClient) -> None:
    drawn = [client.plain.get(path).data for path in ("/", "/statements/nightly", "/facts")]
    app.shelf.forget_others(())

    draw_all(app)

    assert [client.plain.get(path).data for path in ("/", "/statements/nightly", "/facts")] == drawn


def test_what_an_edit_touches_is_drawn_before_it_is_served(app: Site, services: Services, settings: Settings) -> None:
    draw_all(app)
    path = settings.content / "pages" / "leaving.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nA word more.\n", encoding="utf-8")

    services.contents.reload()

    assert is_kept(app, "/pages/leaving")
    page = app.shelf.kept(app.ahead.key_of(services.contents.current), "/pages/leaving")
    assert page is not None
    assert b"A word more." in page.plain.body


def test_a_page_that_an_edit_leaves_alone_is_kept_as_it_was(app: Site, services: Services, settings: Settings) -> None:
    draw_all(app)
    before = app.shelf.kept(app.ahead.key_of(services.contents.current), "/facts")
    path = settings.content / "pages" / "leaving.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nA word more.\n", encoding="utf-8")

    services.contents.reload()
    draw_all(app)

    assert app.shelf.kept(app.ahead.key_of(services.contents.current), "/facts") is before


def test_a_new_day_is_drawn_ahead_too(app: Site, client: CheckedClient, clock: SteppedClock) -> None:
    draw_all(app)
    clock.step(days=400)

    draw_all(app)

    assert is_kept(app, "/comparisons/rowboat")
    assert "due for another look" in client.get("/comparisons/rowboat").text


def test_a_request_that_began_on_an_edition_ends_on_it(services: Services, settings: Settings) -> None:
    before = services.contents.current

    with services.contents.holding(before):
        rename(settings, "Ferry", "Barge")
        services.contents.reload()
        held = services.contents.current

    assert held is before
    assert services.contents.current.declaration.product.name == "Barge"


def test_t61_visitors_during_edits_get_whole_pages_of_one_edition(app: Site, settings: Settings) -> None:
    names = ("Ferry", "Barge")
    upkeep = Upkeep(app)
    ended = threading.Event()
    seen: list[tuple[str, ...]] = []

    def visit() -> None:
        client = app.test_client()
        while not ended.is_set():
            for path in ("/", "/for/director", "/fit"):
                seen.append(tuple("".join(found) for found in NAMED.findall(client.get(path).text)))

    visitors = [threading.Thread(target=visit) for _ in range(3)]
    for visitor in visitors:
        visitor.start()
    for number in range(6):
        rename(settings, names[number % 2], names[1 - number % 2])
        assert app.contents.reload()
        upkeep()
    ended.set()
    for visitor in visitors:
        visitor.join()

    assert set(seen) == {(name, name) for name in names}


def test_the_journal_tells_how_many_requests_the_shelf_answered(
    app: Site, client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    upkeep = Upkeep(app, every=0.0)
    draw_all(app)
    for _ in range(3):
        client.plain.get("/?utm_source=letter")

    with caplog.at_level(logging.INFO, logger=journal.LOGGER):
        upkeep()
        upkeep()

    lines = [json.loads(record.message) for record in caplog.records]
    assert [(line["event"], line["answered"]) for line in lines] == [("shelf", 3)]
    assert "letter" not in caplog.text
