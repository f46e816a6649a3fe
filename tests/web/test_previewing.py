"""What is shown of a link elsewhere: the page's own words, a picture of them, and of private pages nothing."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from candor import Site
from candor.pages.previewing import picture_of
from candor.pictures import MOST_KEPT, Pictures
from candor.services import Services
from tests.web.cases import make
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import Visitor, go_through

BASE = "http://127.0.0.1:8000"
PUBLIC = {
    "/": ("Is Ferry for you?", "Ferry is a small program"),
    "/statements/huge": ("Very large volumes", "Ferry is not at its best"),
    "/for/director": ("Ferry for the director", "What a director needs"),
    "/comparisons/rowboat": ("Ferry and Rowboat", ""),
    "/how-we-judge": ("How the fit check judges", "Ferry is a small program"),
}


def metas(page: Fetched) -> dict[str, str]:
    """Return what a page says of itself to whoever draws its link."""
    named = [(one.get("property") or one.get("name"), one.get("content", "")) for one in page.tree.iter("meta")]
    return {name: content for name, content in named if name}


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_says_its_title_its_words_and_its_picture(client: CheckedClient, path: str) -> None:
    page = client.get(path)

    card, (heading, begins) = metas(page), PUBLIC[path]
    assert card["og:title"] == card["og:image:alt"] == page.heading
    assert heading in card["og:title"]
    assert card["description"] == card["og:description"]
    assert card["description"].startswith(begins)
    assert card["og:url"] == f"{BASE}{path}"
    assert (card["og:image"], card["twitter:card"]) == (f"{BASE}/preview/{picture_of(path)}.png", "summary_large_image")


def test_the_picture_of_each_kind_of_page_is_there_and_differs(client: CheckedClient) -> None:
    pictures = []
    for path in ("/", "/statements/huge", "/statements/nightly"):
        response = client.plain.get(urlsplit(metas(client.get(path))["og:image"]).path)
        assert (response.status_code, response.content_type, size(response.data)) == (200, "image/png", (1200, 630))
        assert response.headers["Cache-Control"] == "public, max-age=60"
        pictures.append(response.data)

    assert len(set(pictures)) == 3


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "statements/nothing",
        "fit",
        "inbox",
        "healthz",
        "sitemap.xml",
        "preview/home.png",
        "static/x/y",
        "a//b",
    ],
)
def test_what_is_no_public_page_has_no_picture(client: CheckedClient, name: str) -> None:
    assert client.plain.get(f"/preview/{name}.png").status_code == 404


def test_a_query_makes_no_picture_of_its_own(client: CheckedClient) -> None:
    response = client.plain.get("/preview/statements/huge.png?x=1")

    assert (response.status_code, response.headers["Location"]) == (301, "/preview/statements/huge.png")


@pytest.fixture(name="private")
def _private(client: CheckedClient) -> Iterator[list[Fetched]]:
    verdict = go_through(client, Visitor("director", "Ada moves 5 files", {"nightly": "yes"}))
    links = make(client, note="Ask Ada.")
    yield [verdict, client.get(links.own), client.get("/sign-in")]


def test_the_card_of_a_private_page_is_that_of_the_first_page(client: CheckedClient, private: list[Fetched]) -> None:
    home = metas(client.get("/"))

    for page in private:
        card = metas(page)
        assert (card["og:title"], card["og:url"], card["og:image"]) == ("Ferry", f"{BASE}/", home["og:image"])
        assert card["og:description"] == home["og:description"]


def test_a_picture_is_drawn_once_and_the_oldest_are_let_go(app: Site) -> None:
    found: Services = app.extensions["candor"]
    pictures, drawn = found.contents.current.pictures, []

    def draw() -> bytes:
        drawn.append(1)
        return b"picture"

    assert [pictures.get("/x", draw) for _ in range(3)] == [b"picture"] * 3
    assert len(drawn) == 1
    for number in range(MOST_KEPT):
        pictures.get(f"/{number}", lambda: b"other")
    pictures.get("/x", draw)
    assert len(drawn) == 2


def test_a_third_one_waits_its_turn_and_then_is_told_to_come_back() -> None:
    pictures = Pictures(seconds=0.01)

    def nested(depth: int) -> bytes:
        inner = pictures.get(f"/{depth}", lambda: nested(depth + 1)) if depth < 3 else b"deepest"
        return inner or b"refused"

    assert pictures.get("/0", lambda: nested(1)) == b"refused"
