"""What a failure looks like: the contract, lines 5 to 7, and T01, T25, T26."""

import json
import logging

import pytest

from candor import Site
from tests.web.client import OWN_PAGE, CheckedClient
from tests.web.probe import blueprint

TYPED = {
    "words": "Move files.\nEvery <night> & \"more\" than 'one'.",
    "name": "Ada",
    "email": "ada@example.com",
    "key": "short",
    "opened": "",
}


@pytest.fixture
def app(app: Site) -> Site:
    """Return the site with views that fail on purpose."""
    app.register_blueprint(blueprint())
    return app


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"/fit/probe/fails/{status}", status) for status in (400, 403, 409, 413, 422, 429, 500, 503)]
    + [("/fit/probe/breaks", 500), ("/fit/probe/locked", 503)],
)
def test_line_5_a_failed_form_comes_back_with_all_that_was_typed(
    client: CheckedClient, address: str, status: int
) -> None:
    page = client.posted(address, TYPED, status)

    summary = next(part for part in page.tree.iter("div") if part.get("role") == "alert")
    assert page.title == f"Error: {page.heading}"
    assert (summary.get("tabindex"), summary.get("autofocus")) == ("-1", "")
    assert "There is a problem" in "".join(summary.itertext())
    assert page.fields() == TYPED
    assert page.form().get("action") == address
    assert len(list(page.form().iter("button"))) == 1


def test_line_5_technical_fields_stay_hidden_and_typed_ones_can_be_seen(client: CheckedClient) -> None:
    token = "AbCdEf-0123456789_AbCdEf"

    page = client.posted("/fit/probe/fails/403", {**TYPED, "token": token}, 403)

    hidden = {field.get("name") for field in page.form().iter("input") if field.get("type") == "hidden"}
    assert hidden == {"key", "opened", "token"}
    assert {label.text for label in page.form().iter("label")} == {"What you want to do", "Your name", "E-mail address"}


def test_line_5_what_was_chosen_and_ticked_is_kept(client: CheckedClient) -> None:
    chosen = {"mark-proof": "yes", "persona": "director", "consent": "y", "words": "x"}

    page = client.posted("/fit/probe/fails/503", chosen, 503)

    kinds = {field.get("name"): field.get("type") for field in page.form().iter("input")}
    assert page.fields() == chosen
    assert kinds == {"mark-proof": "hidden", "persona": "hidden", "consent": "checkbox", "words": None}


def test_line_36_a_form_sent_before_comes_back_with_a_key_that_works(client: CheckedClient) -> None:
    page = client.posted("/fit/probe/sent-before", {"key": "old", "words": "other words"}, 409)

    again = client.post("/fit/probe/sent-before", page.fields(), status=200)

    assert dict(again.json or []) == {"key": "new", "words": "other words"}


def test_line_5_a_form_goes_back_to_its_own_address_with_its_query(client: CheckedClient) -> None:
    page = client.posted("/fit/probe/fails/409?utm_source=a%22b", TYPED, 409)

    assert page.form().get("action") == "/fit/probe/fails/409?utm_source=a%22b"


def test_line_6_a_fault_shows_its_number_and_nothing_else(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = client.get("/fit/probe/breaks", status=500)

    failure = next(json.loads(record.message) for record in caplog.records if '"failure"' in record.message)
    assert failure["request"] in page.text
    for secret in ("ada@example.com", "ValueError", "Traceback", "probe.py", "Flask", "Werkzeug"):
        assert secret not in page.response.text


def test_line_6_a_database_that_cannot_serve_says_when_to_come_back(client: CheckedClient) -> None:
    page = client.get("/fit/probe/locked", status=503)

    assert page.response.headers["Retry-After"] == "5"
    assert "private path" not in page.response.text


def test_line_7_an_unknown_host_is_400_and_not_repeated(client: CheckedClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000", "127.0.0.1@evil.example", ""):
        response = client.plain.get("/", headers={"Host": host})

        page = client.checked(response, 400)
        assert "evil" not in page.response.text


def test_line_7_the_configured_host_and_loopback_are_served(client: CheckedClient) -> None:
    for host in ("127.0.0.1:8000", "localhost:8000", "localhost"):
        client.get("/", headers={"Host": host})


def test_a_missing_page_offers_three_ways_on(client: CheckedClient) -> None:
    page = client.get("/no-such-page", status=404)

    assert {"the first page", "the fit check"} <= set(page.links())
    assert page.title.startswith("Page not found")


def test_a_post_to_a_missing_page_is_404_without_a_form(client: CheckedClient) -> None:
    page = client.posted("/no-such-page", TYPED, 404)

    assert "Ada" not in page.response.text


def test_line_50_the_journal_holds_one_line_a_request_and_nothing_private(
    client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "candor.journal")
    token = "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA"

    client.plain.get(f"/results/{token}?mail=ada@example.com", headers={"User-Agent": "x\x1b[31mred"})
    client.plain.post("/fit/probe/breaks", data=TYPED, headers=OWN_PAGE)
    client.plain.get("/statements/a%0d%0aforged%1b[31m")

    written = "\n".join(record.message for record in caplog.records if record.name == "candor.journal")
    assert [json.loads(line)["event"] for line in written.split("\n")] == ["request", "failure", "request", "request"]
    for secret in (token, "ada@example.com", "Move files", "forged", "\x1b", "\r", "127.0.0.1"):
        assert secret not in written
