"""The headers of the contract, lines 12 to 20, on every kind of response."""

from dataclasses import replace
from pathlib import Path

import pytest

from candor import Site, create_app
from candor.settings import Settings
from tests.web.client import HEADERS, OWN_PAGE, CheckedClient, check_headers
from tests.web.conftest import SteppedClock
from tests.web.probe import blueprint

EVERY_KIND = [
    ("GET", "/", 200),
    ("HEAD", "/", 200),
    ("GET", "/no-such-page", 404),
    ("GET", "/statements/no-such-statement", 404),
    ("OPTIONS", "/", 405),
    ("POST", "/", 405),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/static/no-such-hash/candor.css", 404),
    ("POST", "/fit/probe/fails/409", 409),
    ("POST", "/fit/probe/fails/429", 429),
    ("POST", "/fit/probe/breaks", 500),
    ("GET", "/fit/probe/breaks", 500),
    ("POST", "/fit/probe/locked", 503),
    ("GET", "/statements//x", 404),
]


@pytest.fixture
def app(app: Site) -> Site:
    """Return the site with views that fail on purpose."""
    app.register_blueprint(blueprint())
    return app


def stylesheet_of(client: CheckedClient) -> str:
    """Return the address of the style sheet that pages load."""
    page = client.get("/")
    return next(link.get("href", "") for link in page.tree.iter("link") if link.get("rel") == "stylesheet")


@pytest.mark.parametrize(("method", "address", "status"), EVERY_KIND)
def test_lines_12_to_18_every_response_carries_the_headers(
    client: CheckedClient, method: str, address: str, status: int
) -> None:
    response = client.plain.open(address, method=method, headers=OWN_PAGE)

    assert response.status_code == status
    check_headers(response)


def test_lines_12_to_18_a_refused_host_and_a_refused_origin_carry_the_headers(client: CheckedClient) -> None:
    check_headers(client.plain.get("/", headers={"Host": "evil.example"}))
    check_headers(client.plain.post("/fit/probe", headers={"Origin": "https://evil.example"}))


def test_lines_12_to_18_static_files_and_304_carry_the_headers(client: CheckedClient) -> None:
    stylesheet = stylesheet_of(client)

    first = client.plain.get(stylesheet)
    again = client.plain.get(stylesheet, headers={"If-None-Match": first.headers["ETag"]})

    check_headers(first)
    check_headers(again)
    assert (first.status_code, again.status_code) == (200, 304)


def test_lines_12_and_13_https_adds_upgrade_and_strict_transport(settings: Settings, clock: SteppedClock) -> None:
    site = create_app(replace(settings, base_url="https://fit.example.org"), clock)

    response = site.test_client().get("/", headers={"Host": "fit.example.org"})

    policy = HEADERS["Content-Security-Policy"] + "; upgrade-insecure-requests"
    assert response.headers.getlist("Content-Security-Policy") == [policy]
    assert response.headers.getlist("Strict-Transport-Security") == ["max-age=63072000; includeSubDomains"]


def test_line_13_http_promises_no_strict_transport(client: CheckedClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").response.headers


def test_line_19_a_public_page_is_cached_a_minute_and_compared_by_etag(client: CheckedClient) -> None:
    first = client.get("/").response

    again = client.plain.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60"
    assert again.headers["ETag"] == first.headers["ETag"]


def test_line_19_a_hashed_static_file_is_cached_for_ever(client: CheckedClient) -> None:
    stylesheet = stylesheet_of(client)

    assert client.plain.get(stylesheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/fit", "/healthz", "/no-such-page", "/statements/none", "/static/x/candor.css"])
def test_line_19_everything_else_is_stored_nowhere(client: CheckedClient, address: str) -> None:
    assert client.plain.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/fit/probe", "/results/any", "/inbox", "/inbox/x.css", "/sign-in", "/api/any"])
def test_line_20_search_engines_keep_no_private_page(client: CheckedClient, address: str) -> None:
    assert client.plain.get(address).headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("address", ["/", "/statements", "/fit"])
def test_line_20_search_engines_may_keep_public_pages(client: CheckedClient, address: str) -> None:
    assert "X-Robots-Tag" not in client.plain.get(address).headers


def test_line_11_public_pages_set_no_cookie(client: CheckedClient) -> None:
    for address in ("/", "/statements", "/fit", "/no-such-page", "/healthz"):
        assert "Set-Cookie" not in client.plain.get(address, headers={"Cookie": "session=anything"}).headers


def test_line_21_no_other_site_is_let_in(client: CheckedClient) -> None:
    response = client.plain.get("/", headers={"Origin": "https://evil.example"})

    assert "Access-Control-Allow-" not in str(response.headers)


def test_line_8_head_answers_like_get_without_a_body(client: CheckedClient) -> None:
    got, head = client.plain.get("/"), client.plain.head("/")

    assert head.data == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(got.data))


def test_line_12_no_template_or_static_file_names_another_host() -> None:
    site = Path(__file__).parent.parent.parent / "site" / "candor"

    for path in (*site.glob("templates/**/*.html"), *site.glob("static/*.css")):
        assert "//" not in path.read_text(encoding="utf-8").replace("http://www.w3.org", ""), path
