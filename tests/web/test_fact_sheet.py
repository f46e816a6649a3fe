"""The fact sheet as files: every source, nothing computed."""

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
