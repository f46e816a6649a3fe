"""The shelf: public pages as bytes, only for those who may have them, and never of an older edition."""

import gzip
import shutil
from pathlib import Path

import brotli
import pytest
from werkzeug.test import TestResponse

from candor import Site, create_app
from candor.services import Services
from candor.settings import Settings
from tests.web.client import CheckedClient, check_headers
from tests.web.conftest import FERRY, SteppedClock

PACKED = {"Accept-Encoding": "gzip, br"}
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings that name a copy of the content, which a test may edit."""
    content = Path(shutil.copytree(FERRY, tmp_path / "content"))
    return Settings(content=content, database=str(tmp_path / "candor.sqlite3"))


@pytest.fixture
def app(settings: Settings, clock: SteppedClock) -> Site:
    """Return the site on the copy."""
    return create_app(settings, clock)


def twice(
    client: CheckedClient, address: str, headers: dict[str, str] | None = None
) -> tuple[TestResponse, TestResponse]:
    """Fetch a page before and after it is on the shelf."""
    return client.plain.get(address, headers=headers), client.plain.get(address, headers=headers)


@pytest.mark.parametrize(
    "address", ["/", "/for/director", "/statements", "/statements/nightly", "/facts", "/robots.txt"]
)
@pytest.mark.parametrize("headers", [{}, PACKED])
def test_a_page_from_the_shelf_is_the_page_that_was_put_there(
    client: CheckedClient, address: str, headers: dict[str, str]
) -> None:
    first, again = twice(client, address, headers)

    check_headers(again)
    assert again.data == first.data
    assert list(again.headers) == list(first.headers)
    assert again.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_packed_page_is_the_plain_one_packed_under_a_tag_of_its_own(client: CheckedClient, coding: str) -> None:
    plain = client.plain.get("/")

    packed = client.plain.get("/", headers={"Accept-Encoding": coding})

    assert UNPACK[coding](packed.data) == plain.data
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + f'-{coding}"'


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("deflate", None),
        ("gzip;q=0", None),
        ("br; q=0, gzip; q=0", None),
        ("identity", None),
        ("gzip;q=much", None),
        ("*;q=0", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.8, br;q=0.8", "br"),
        ("*", "br"),
    ],
)
def test_a_page_is_packed_as_the_visitor_weighs_it(client: CheckedClient, accepted: str, coding: str | None) -> None:
    response = twice(client, "/", {"Accept-Encoding": accepted})[1]

    assert response.headers.get("Content-Encoding") == coding


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_who_has_the_page_is_told_that_it_has_not_changed(client: CheckedClient, headers: dict[str, str]) -> None:
    tag = client.plain.get("/", headers=headers).headers["ETag"]

    response = client.plain.get("/", headers={**headers, "If-None-Match": f'"other", W/{tag}'})

    check_headers(response)
    assert (response.status_code, response.data, response.headers["ETag"]) == (304, b"", tag)


def test_who_has_the_page_packed_otherwise_gets_it(client: CheckedClient) -> None:
    plain = client.plain.get("/").headers["ETag"]

    response = client.plain.get("/", headers={**PACKED, "If-None-Match": plain})

    assert response.status_code == 200


def test_head_gets_the_headers_of_get_and_no_body(client: CheckedClient) -> None:
    got = twice(client, "/")[1]

    head = client.plain.head("/")

    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(got.data))


def test_an_edit_clears_the_shelf(client: CheckedClient, services: Services, settings: Settings) -> None:
    twice(client, "/")
    path = settings.content / "product.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: Ferry", "name: Barge"), encoding="utf-8")

    services.contents.reload()

    assert client.get("/").heading == "Is Barge for you?"


def test_a_new_day_clears_the_shelf(client: CheckedClient, clock: SteppedClock) -> None:
    fresh = twice(client, "/comparisons/rowboat")[1].text

    clock.step(days=400)

    assert "due for another look" not in fresh
    assert "due for another look" in client.get("/comparisons/rowboat").text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "evil.example:8000", "[localhost]:3", "localhost]:5", "[localhost"],
)
def test_an_unknown_host_gets_nothing_from_the_shelf(client: CheckedClient, host: str) -> None:
    twice(client, "/")

    assert client.plain.get("/", headers={"Host": host}).status_code == 400


def test_what_is_not_for_anybody_is_never_kept(client: CheckedClient) -> None:
    first, again = twice(client, "/fit")

    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-store"
    assert first.data != again.data


def test_a_missing_page_is_missing_each_time(client: CheckedClient) -> None:
    assert [response.status_code for response in twice(client, "/statements/none")] == [404, 404]


def test_a_post_to_a_page_on_the_shelf_is_still_refused(client: CheckedClient) -> None:
    twice(client, "/")

    assert client.post("/", {}, status=405).headers["Allow"]


@pytest.mark.parametrize("address", ["/", "/for/director", "/statements/nightly", "/facts"])
def test_what_a_link_is_followed_with_changes_nothing(client: CheckedClient, address: str) -> None:
    plain = client.plain.get(address)

    followed = client.plain.get(f"{address}?utm_source=news%20letter&utm_campaign=%C3%A9")

    assert followed.data == plain.data
    assert site_of(client).shelf.answered == 1


def test_a_page_that_answers_what_is_asked_is_made_anew(client: CheckedClient) -> None:
    plain = twice(client, "/search")[1]

    found = client.get("/search?q=nightly")

    assert found.response.data != plain.data
    assert "nightly" in found.text


@pytest.mark.parametrize("query", ["utm_source=%00", "q=a%1Fb", "%0B"])
def test_a_control_character_in_the_query_is_refused_from_the_shelf_too(client: CheckedClient, query: str) -> None:
    twice(client, "/")

    assert client.plain.get(f"/?{query}").status_code == 422


def test_a_static_file_is_packed_and_kept_for_ever(client: CheckedClient) -> None:
    sheet = next(link.get("href", "") for link in client.get("/").tree.iter("link") if link.get("rel") == "stylesheet")

    plain, packed = client.plain.get(sheet), client.plain.get(sheet, headers=PACKED)

    check_headers(packed)
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert brotli.decompress(packed.data) == plain.data


def site_of(client: CheckedClient) -> Site:
    """Return the site that a client talks to."""
    site = client.plain.application
    assert isinstance(site, Site)
    return site
