"""How forms are read: the contract, lines 1, 3 and 4, and T06 to T09."""

import unicodedata
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import UnprocessableEntity

from candor import Site
from candor.bodies import FORBIDDEN, strict_fields
from candor.settings import Settings
from tests.web.client import OWN_PAGE, CheckedClient, Fetched
from tests.web.probe import blueprint

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def app(app: Site) -> Site:
    """Return the site with views that answer with the form they were given."""
    app.register_blueprint(blueprint())
    return app


def refused(client: CheckedClient, body: bytes, status: int = 422, address: str = "/fit/probe") -> Fetched:
    """Send a raw body and return the page that says what is wrong with it."""
    response = client.plain.post(address, data=body, content_type=FORM, headers=OWN_PAGE)
    return client.checked(response, status)


def test_line_1_a_body_of_64_kib_is_taken_whole(client: CheckedClient, settings: Settings) -> None:
    words = "x" * (settings.body_limit - len("words="))

    response = client.post("/fit/probe", {"words": words}, status=200)

    assert response.json == [["words", words]]


def test_line_1_a_body_over_64_kib_is_413_and_its_text_comes_back_whole(
    client: CheckedClient, settings: Settings
) -> None:
    words = "y" * settings.body_limit

    page = client.posted("/fit/probe", {"words": words}, status=413)

    assert page.fields()["words"] == words
    assert page.title.startswith("Error: ")


def test_a_note_in_another_script_that_takes_too_many_bytes_is_told_by_how_much_to_shorten(
    client: CheckedClient,
) -> None:
    page = client.posted("/fit/probe", {"words": "漢" * 10_000}, status=413)

    assert "takes 88 KiB to send, and 64 KiB fit: shorten it by about 28 %" in page.text
    assert "漢" * 10_000 in page.text


def test_line_1_ten_megabytes_are_413_without_being_read(client: CheckedClient) -> None:
    page = refused(client, b"words=" + b"z" * 10_000_000, status=413)

    assert "Shorten" in page.text
    assert len(page.response.text) < 10_000


def test_line_1_a_body_without_its_length_is_411(client: CheckedClient) -> None:
    headers = {**OWN_PAGE, "Transfer-Encoding": "chunked", "Content-Type": FORM}

    response = client.plain.post("/fit/probe", headers=headers)

    assert response.request.environ.get("CONTENT_LENGTH", "0") == "0"
    assert response.status_code == 411


def test_line_3_two_hundred_fields_are_taken_and_one_more_is_422(client: CheckedClient) -> None:
    fields = {f"field-{number}": "x" for number in range(200)}

    assert len(client.post("/fit/probe", fields, status=200).json or []) == 200
    assert "more than 200 fields" in client.posted("/fit/probe", fields | {"one-more": "x"}).text


def test_line_3_five_thousand_fields_are_422(client: CheckedClient) -> None:
    refused(client, b"&".join(b"f%d=x" % number for number in range(5_000)))


def test_line_3_a_repeated_key_is_422_and_neither_value_is_chosen(client: CheckedClient) -> None:
    page = refused(client, b"company=One&company=Two")

    assert "“company” came more than once" in page.text
    assert page.fields()["company"].split() == ["One", "Two"]


def test_line_3_a_field_that_may_repeat_keeps_every_value(client: CheckedClient) -> None:
    response = client.post("/fit/probe/many", {"topic": ["a", "b"]}, status=200)

    assert response.json == ["a", "b"]


@pytest.mark.parametrize("character", ["%00", "%01", "%08", "%0B", "%0C", "%0E", "%1B", "%1F"])
def test_line_4_a_control_character_is_422_naming_the_field(client: CheckedClient, character: str) -> None:
    page = refused(client, f"role=x&words=before{character}after".encode())

    assert "“words” holds a control character" in page.text
    assert page.fields() == {"role": "x", "words": "beforeafter"}


@pytest.mark.parametrize("bytes_", [b"%FF", b"\xff", b"%C3", b"%ED%A0%80", b"%C0%AF"])
def test_line_4_text_that_is_not_utf_8_is_422_naming_the_field(client: CheckedClient, bytes_: bytes) -> None:
    page = refused(client, b"words=before" + bytes_)

    assert "“words” is not UTF-8" in page.text
    assert page.fields()["words"].startswith("before\ufffd")


def test_line_4_tab_and_line_breaks_are_kept(client: CheckedClient) -> None:
    assert client.post("/fit/probe", {"words": "a\tb\r\nc\nd"}, status=200).json == [["words", "a\tb\r\nc\nd"]]


def test_line_4_text_is_given_to_views_in_nfc(client: CheckedClient) -> None:
    assert client.post("/fit/probe", {"words": "e\u0301"}, status=200).json == [["words", "\u00e9"]]


def test_line_4_a_control_character_in_an_address_is_refused(client: CheckedClient) -> None:
    client.get("/statements/x%00y", status=404)
    page = client.get("/?utm_source=x%00", status=422)

    assert "The address holds a control character." in page.text


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "application/json", "text/plain", None])
def test_a_body_that_is_no_form_is_415(client: CheckedClient, content_type: str | None) -> None:
    response = client.plain.post("/fit/probe", data=b"--x", content_type=content_type, headers=OWN_PAGE)

    assert response.status_code == 415


def test_a_form_without_fields_needs_no_content_type(client: CheckedClient) -> None:
    assert client.plain.post("/fit/probe", headers=OWN_PAGE).json == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_line_4_any_text_is_read_as_nfc_or_refused_for_a_control_character(text: str) -> None:
    body = urlencode({"words": text}).encode()

    if FORBIDDEN.search(text):
        with pytest.raises(UnprocessableEntity):
            strict_fields(body, 200, frozenset())
    else:
        assert strict_fields(body, 200, frozenset())["words"] == unicodedata.normalize("NFC", text)
