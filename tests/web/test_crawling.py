"""What search engines and old addresses get: sitemap, canonical addresses, structured data, redirects."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from werkzeug.test import EnvironBuilder

from candor import Site
from tests.web.checking import read_xml
from tests.web.client import CheckedClient, check_headers
from tests.web.test_pages import PAGES

SITE = "http://127.0.0.1:8000"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(client: CheckedClient) -> list[str]:
    """Return the addresses in the sitemap, read as XML."""
    response = client.plain.get("/sitemap.xml")
    check_headers(response)
    assert response.content_type == "application/xml; charset=utf-8"
    return [element.text or "" for element in read_xml(response.data).iter(f"{SPACE}loc")]


def test_the_sitemap_holds_every_public_page_once(client: CheckedClient) -> None:
    addresses = sitemap(client)

    assert len(addresses) == len(set(addresses))
    assert {urlsplit(address).path for address in addresses} >= set(PAGES)
    for address in addresses:
        assert address.startswith(f"{SITE}/")
        assert client.plain.get(address.removeprefix(SITE)).status_code == 200, address


def test_every_page_in_the_sitemap_names_itself_as_canonical(client: CheckedClient) -> None:
    for address in sitemap(client):
        page = client.get(address.removeprefix(SITE))

        named = [link.get("href") for link in page.tree.iter("link") if link.get("rel") == "canonical"]
        assert named == [address]


def test_words_searched_for_are_no_part_of_the_canonical_address(client: CheckedClient) -> None:
    assert f'<link rel="canonical" href="{SITE}/search">' in client.plain.get("/search?q=proof").text


def test_no_page_that_is_not_there_has_a_canonical_address(client: CheckedClient) -> None:
    assert 'rel="canonical"' not in client.plain.get("/nothing").text


def test_the_first_page_describes_the_product_with_what_is_visible_only(client: CheckedClient) -> None:
    page = client.get("/")

    (script,) = page.tree.iter("script")
    described = json.loads("".join(script.itertext()))
    assert (described["@type"], described["name"], described["url"]) == ("SoftwareApplication", "Ferry", f"{SITE}/")
    assert described["publisher"] == {"@type": "Organization", "name": "Ferry Works", "url": "https://ferry.example/"}
    assert described["description"] in page.text
    assert page.links()["Ferry Works"] == "https://ferry.example/"
    assert described["license"] in page.links().values()


def structured(client: CheckedClient, address: str) -> list[dict[str, Any]]:
    """Return the structured data on a page."""
    return [json.loads("".join(script.itertext())) for script in client.get(address).tree.iter("script")]


def test_structured_data_tells_what_is_visible_only(client: CheckedClient) -> None:
    (trail,) = structured(client, "/statements/proof")
    (asked,) = structured(client, "/questions-and-answers")
    page = client.get("/questions-and-answers")

    assert [step["item"] for step in trail["itemListElement"]] == [f"{SITE}/", f"{SITE}/statements"]
    assert asked["@type"] == "FAQPage"
    for one in asked["mainEntity"]:
        assert one["name"] in page.text
        assert one["acceptedAnswer"]["text"] in page.text
    assert structured(client, "/statements") == []


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/statements/proof", ["/", "/statements"]),
        ("/pains/night-calls", ["/", "/pains"]),
        ("/news/watching", ["/", "/news"]),
        ("/facts", ["/"]),
        ("/", []),
    ],
)
def test_breadcrumbs_lead_back_to_the_list_and_the_first_page(
    client: CheckedClient, address: str, way: list[str]
) -> None:
    trails = [nav for nav in client.get(address).tree.iter("nav") if nav.get("aria-label") == "Breadcrumbs"]

    assert [link.get("href") for nav in trails for link in nav.iter("a")] == way


@pytest.mark.parametrize(("old", "new"), [("/pages/exit", "/pages/leaving"), ("/old.html", "/statements#proof")])
def test_an_old_address_leads_for_good_to_the_new_one(client: CheckedClient, old: str, new: str) -> None:
    response = client.plain.get(f"{old}?utm_source=mail")

    check_headers(response)
    assert (response.status_code, response.location) == (301, new)
    assert client.plain.head(old).status_code == 301
    assert client.plain.get(new.partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("/for/director/", "/for/director"),
        ("/search/?q=two%20ways&q=%ff", "/search?q=two%20ways&q=%ff"),
        ("/statements/%6eightly/", "/statements/nightly"),
    ],
)
def test_a_slash_too_many_at_the_end_is_taken_off(client: CheckedClient, typed: str, found: str) -> None:
    response = client.plain.get(typed)

    check_headers(response)
    assert (response.status_code, response.location) == (301, found)


@pytest.mark.parametrize(
    "typed", ["/none/", "/for/director//", "//ferry.example/", "//for/director/", "/%2Ffor/director/"]
)
def test_a_slash_too_many_leads_to_no_other_host_and_nothing_that_is_not_there(
    client: CheckedClient, typed: str
) -> None:
    response = client.plain.open(EnvironBuilder(path="/").get_environ() | {"PATH_INFO": unquote(typed)})

    assert response.status_code == 404 or urlsplit(response.location or "").netloc in ("", "localhost")


def test_an_old_address_takes_no_forms(client: CheckedClient) -> None:
    client.post("/pages/exit", {}, status=405)


def test_a_page_says_when_its_newest_source_was_looked_at(client: CheckedClient) -> None:
    assert "Last reviewed on 22 November 2026" in client.get("/statements/proof").text
    assert "Last reviewed on 20 November 2026" in client.get("/pains/night-calls").text
    assert "Last reviewed" not in client.get("/pains/lost-files").text


def test_every_public_route_without_an_id_is_in_the_sitemap(app: Site, client: CheckedClient) -> None:
    files = {"/robots.txt", "/sitemap.xml", "/news.atom", "/news.ics", "/facts.csv", "/facts.json"}
    for_editors = {"/style"}
    public = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("pages.")}

    listed = {urlsplit(address).path for address in sitemap(client)}

    assert {route for route in public - files - for_editors if "<" not in route} <= listed
