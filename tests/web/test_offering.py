"""How it is bought, what was recorded, the fact sheet as files, and examples narrowed down."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest

from candor import create_app
from candor.services import Services
from candor.settings import Settings
from tests.web.client import CheckedClient, check_headers
from tests.web.conftest import FERRY, SteppedClock


def test_a_listing_has_its_terms_and_what_is_not_listed_says_why(client: CheckedClient) -> None:
    page = client.get("/buying")

    assert "Cumulus Marketplace Listed The listing names Ferry Works as the seller." in page.text
    assert "Type Annual subscription How it is deployed It runs on machines of your own account." in page.text
    assert "Counts toward a commitment to spend there In part Minimum contract One year." in page.text
    assert "Who has to accept Whoever may accept terms for the paying account." in page.text
    assert "Stratus Store Not listed A search of the store for Ferry found nothing." in page.text
    assert "Nimbus Not known Nimbus shows its listings to customers only. So nobody can say here" in page.text
    assert page.text.count("checked on") == 5
    assert "Last reviewed on 22 November 2026" in page.text


def test_what_the_licence_says_about_reselling_stands_there_in_one_sentence_and_in_full(client: CheckedClient) -> None:
    page = client.get("/buying")

    assert "A cloud may resell Ferry if it keeps the notices of the licence. In full The licence allows" in page.text
    assert client.get("/search?q=resell").links()["If a cloud resells it"] == "/buying#reselling"


def test_a_talk_says_who_speaks_for_how_long_and_what_and_plays_nothing(client: CheckedClient) -> None:
    page = client.get("/talks/harbour-night")

    assert "Who speaks Ada Fischer. Operator at the harbour office." in page.text
    assert "How long 21 minutes." in page.text
    assert page.links()["Hear or see “A night in the harbour”"] == "https://harbour.example/night"
    assert page.links()["Nightly copies"] == "/statements/nightly"
    assert client.get("/statements/nightly").links()["A night in the harbour"] == "/talks/harbour-night"
    assert not [tag for name in ("iframe", "video", "audio", "embed") for tag in page.tree.iter(name)]
    assert "Transcript" not in page.text
    assert "Transcript A copy is a hope." in client.get("/talks/proofs").text


def test_talks_stand_newest_first_and_are_found_by_what_is_said(client: CheckedClient) -> None:
    page = client.get("/talks")

    assert page.text.index("A night in the harbour") < page.text.index("Proofs, word by word")
    assert client.get("/search?q=Max+Berg").links()["Proofs, word by word"] == "/talks/proofs"


def test_the_fact_sheet_as_csv_has_a_row_for_every_source_and_computes_nothing(client: CheckedClient) -> None:
    response = client.plain.get("/facts.csv")

    check_headers(response)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.text.splitlines()[0] == '"topic","fact","source","address","checked on"'
    assert list(csv.reader(StringIO(response.text)))[2] == [
        "Support",
        "Support is answered within one working day.",
        "Support",
        "https://ferry.example/support",
        "2026-11-22",
    ]


def test_line_23_a_fact_that_looks_like_a_formula_is_text_in_the_csv(tmp_path: Path, clock: SteppedClock) -> None:
    shutil.copytree(FERRY, tmp_path / "content")
    facts = tmp_path / "content" / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("topic: Licence", "topic: =1+1"), encoding="utf-8")
    site = create_app(Settings(content=tmp_path / "content", database=str(tmp_path / "candor.sqlite3")), clock)

    text = site.test_client().get("/facts.csv").text

    services: Services = site.extensions["candor"]
    services.database.close()
    assert '\r\n"\'=1+1",' in text


def test_the_fact_sheet_as_json_names_where_each_fact_stands(client: CheckedClient) -> None:
    response = client.plain.get("/facts.json")

    check_headers(response)
    sheet = json.loads(response.text)
    assert sheet["product"] == "Ferry"
    assert sheet["facts"][0]["address"] == "http://127.0.0.1:8000/facts#licence"
    assert sheet["facts"][0]["proof"] == [
        {"title": "Licence", "url": "https://ferry.example/licence", "checked_on": "2026-11-22"}
    ]


@pytest.mark.parametrize("address", ["/facts", "/for/executive"])
def test_whoever_reads_facts_is_led_to_both_files(client: CheckedClient, address: str) -> None:
    links = client.get(address).links()

    assert (links["as CSV"], links["as JSON"]) == ("/facts.csv", "/facts.json")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("industry=Culture", ["A museum"]),
        ("statement=nightly", ["A harbour office"]),
        ("pain=night-calls&size=One+office", ["A harbour office"]),
        ("industry=Culture&statement=nightly", []),
        ("industry=Nowhere", []),
        ("industry=&size=", ["A harbour office", "A museum"]),
    ],
)
def test_examples_are_narrowed_down_without_a_script(client: CheckedClient, query: str, shown: list[str]) -> None:
    page = client.get(f"/examples?{query}")

    assert [heading for heading in ("A harbour office", "A museum") if heading in page.links()] == shown
    assert ("No example has all of that at once." in page.text) is (not shown)
    assert (page.links().get("Show all") == "/examples") is ("=&" not in query)


def test_the_form_keeps_what_was_chosen_and_counts_what_there_is(client: CheckedClient) -> None:
    page = client.get("/examples?industry=Culture")

    options = {option.text: option.get("selected") for option in page.tree.iter("option")}
    assert options["Culture (1)"] is not None
    assert options["Public administration (1)"] is None
    assert "One office (2)" not in options
    assert "A file is missing and nobody can tell since when. (1)" in options
    assert [meta.get("content") for meta in page.tree.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_a_choice_made_twice_is_refused(client: CheckedClient) -> None:
    client.get("/examples?size=a&size=b", status=422)


def test_an_example_says_what_was_hard_and_what_hurt(client: CheckedClient) -> None:
    page = client.get("/examples/museum")

    assert "What was hard The source does not say." in page.text
    assert page.links()["A file is missing and nobody can tell since when."] == "/pains/lost-files"


def test_what_is_not_declared_has_no_page_and_no_link(tmp_path: Path, clock: SteppedClock) -> None:
    shutil.copytree(FERRY, tmp_path / "content")
    (tmp_path / "content" / "buying.yaml").unlink()
    shutil.rmtree(tmp_path / "content" / "talks")
    site = create_app(Settings(content=tmp_path / "content", database=str(tmp_path / "candor.sqlite3")), clock)
    client = CheckedClient(site)

    links = client.get("/pricing").links()

    client.get("/buying", status=404)
    client.get("/talks", status=404)
    services: Services = site.extensions["candor"]
    services.database.close()
    assert not {"/buying", "/talks"} & set(links.values())


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/statements/live", "is-not/live.md"),
        ("/for/director", "personas/director.md"),
        ("/pains/night-calls", "product.yaml"),
        ("/talks/proofs", "talks/proofs.md"),
        ("/buying", "buying.yaml"),
    ],
)
def test_a_page_leads_to_where_it_is_edited(client: CheckedClient, address: str, file: str) -> None:
    edited = client.get(address).links()["Edit this page"]

    assert edited == f"https://code.example/ferry/edit/main/content/{file}"
    assert (FERRY / file).is_file()


def test_a_page_of_the_site_itself_is_not_edited_in_the_content(client: CheckedClient) -> None:
    assert "Edit this page" not in client.get("/privacy").links()
