"""Where a request that changes something may come from: the contract, lines 9 to 11, and T02."""

import pytest

from candor import Site
from tests.web.client import CheckedClient
from tests.web.probe import blueprint

OWN = "http://127.0.0.1:8000"


@pytest.fixture
def app(app: Site) -> Site:
    """Return the site with a view that takes any form."""
    app.register_blueprint(blueprint())
    return app


def post(client: CheckedClient, site: str | None, origin: str | None) -> int:
    """Return how a post with these two headers is answered."""
    headers = {"Sec-Fetch-Site": site, "Origin": origin}
    sent = {name: value for name, value in headers.items() if value is not None}
    return client.plain.post("/fit/probe", data={"words": "x"}, headers=sent).status_code


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("origin", [None, OWN, "http://localhost:8000"])
def test_line_9_a_post_by_the_sites_own_page_or_the_visitors_hand_is_taken(
    client: CheckedClient, site: str, origin: str | None
) -> None:
    assert post(client, site, origin) == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "same-origin, cross-site", "Same-Origin"])
@pytest.mark.parametrize("origin", [None, OWN, "https://evil.example", "null"])
def test_line_9_a_post_from_elsewhere_is_refused(client: CheckedClient, site: str, origin: str | None) -> None:
    assert post(client, site, origin) == 403


def test_line_9_without_fetch_metadata_the_origin_has_to_be_this_site(client: CheckedClient) -> None:
    assert post(client, None, OWN) == 200
    for origin in ("https://evil.example", "http://127.0.0.1:8001", "https://127.0.0.1:8000", OWN + "/", "", "null"):
        assert post(client, None, origin) == 403, origin


def test_line_9_origin_null_is_refused_whatever_else_is_sent(client: CheckedClient) -> None:
    assert post(client, "same-origin", "null") == 403
    assert post(client, "none", "null") == 403


def test_line_10_neither_header_is_refused(client: CheckedClient) -> None:
    assert post(client, None, None) == 403


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_from_elsewhere_is_allowed(client: CheckedClient, method: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}

    assert client.plain.open("/", method=method, headers=headers).status_code == 200


def test_line_8_a_method_that_is_not_listed_is_405_with_allow_wherever_it_comes_from(client: CheckedClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        response = client.plain.open("/", method=method)

        assert response.status_code == 405
        assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_line_5_a_refused_post_comes_back_with_everything_typed_and_then_works(client: CheckedClient) -> None:
    typed = {"words": "move <b>files</b> every night", "email": "ada@example.com", "role": ""}

    refused = client.plain.post("/fit/probe", data=typed, headers={"Sec-Fetch-Site": "cross-site"})
    page = client.checked(refused, 403)
    sent_again = client.post(page.form().get("action", ""), page.fields(), status=200)

    assert page.title.startswith("Error: ")
    assert "There is a problem" in page.text
    assert dict(sent_again.json or []) == typed
