"""Taking leads out: files that spreadsheets and CRMs read, and everything of one person."""

import csv
import io
import json
from typing import Any

import pytest

from candor.inbox.taking_out import first_and_last
from candor.records import leads as stored
from candor.records.leads import Person
from candor.records.reps import Role
from candor.services import Services
from tests.web import leads
from tests.web.client import CheckedClient, Fetched

OWN = {"Sec-Fetch-Site": "same-origin"}
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(name="inbox")
def _inbox(client: CheckedClient, services: Services) -> Fetched:
    leads.leave(services)
    return leads.signed_in(client, services, Role.ADMIN)


def taken(client: CheckedClient, page: Fetched, address: str, **fields: str) -> Any:
    """Send the form that takes leads out."""
    response = client.plain.post(address, data={"csrf_token": page.fields()["csrf_token"], **fields}, headers=OWN)
    assert response.status_code == 200, response.text
    return response


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_line_23_csv_has_every_field_quoted_and_nothing_that_computes(
    client: CheckedClient, services: Services, inbox: Fetched
) -> None:
    for first in "=+-@\t\r":
        leads.leave(services, leads.Asked(Person(f"{first}1+1", "x@x.example", FORMULA, "@role"), f"{first}A1"))

    response = taken(client, inbox, "/inbox/leads.csv", columns="plain")

    assert response.headers["Content-Disposition"] == 'attachment; filename="leads.csv"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert all(line.startswith('"') for line in response.text.split('"\r\n') if line)
    found = rows(response.text)
    assert len(found) == 7
    fields = [field for row in found for field in row.values()]
    assert not [field for field in fields if field.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert {row["Company"] for row in found} == {"Analytical Engines", f"'{FORMULA}"}


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (
            "hubspot",
            {
                "Email": "ada@engines.example",
                "First Name": "Ada",
                "Last Name": "Lovelace",
                "Company": "Analytical Engines",
                "Job Title": "Head of operations",
            },
        ),
        (
            "salesforce",
            {
                "FirstName": "Ada",
                "LastName": "Lovelace",
                "Company": "Analytical Engines",
                "Email": "ada@engines.example",
                "Title": "Head of operations",
                "LeadSource": "newsletter",
            },
        ),
    ],
)
def test_crms_get_the_columns_they_know(
    client: CheckedClient, inbox: Fetched, columns: str, row: dict[str, str]
) -> None:
    found = rows(taken(client, inbox, "/inbox/leads.csv", columns=columns).text)[0]

    assert {name: found[name] for name in row} == row


def test_only_what_is_asked_for_is_taken_out(client: CheckedClient, services: Services, inbox: Fetched) -> None:
    leads.leave(services, leads.Asked(Person("Zoe", "z@z.example", "Z", "")))

    response = taken(client, inbox, "/inbox/leads.csv?q=zoe")

    assert [row["Name"] for row in rows(response.text)] == ["Zoe"]


def test_450_leads_are_taken_out_once_each(client: CheckedClient, services: Services, inbox: Fetched) -> None:
    for _ in range(449):
        leads.leave(services)

    found = rows(taken(client, inbox, "/inbox/leads.csv").text)

    assert len({row["Id"] for row in found}) == len(found) == 450


def test_json_holds_what_visitors_were_told(client: CheckedClient, inbox: Fetched) -> None:
    found = json.loads(taken(client, inbox, "/inbox/leads.json").text)
    none = json.loads(taken(client, inbox, "/inbox/leads.json?q=nobody").text)

    assert [one["Name"] for one in found["leads"]] == ["Ada Lovelace"]
    assert found["leads"][0]["Result"]["kind"] == "fit-if"
    assert none == {"leads": []}


def test_who_took_what_out_is_written_down(client: CheckedClient, inbox: Fetched) -> None:
    taken(client, inbox, "/inbox/leads.csv", columns="hubspot")

    assert "Kim of sales took out CSV, hubspot" in client.get("/inbox/team").text


def test_columns_that_are_none_are_not_found(client: CheckedClient, inbox: Fetched) -> None:
    form = {"csrf_token": inbox.fields()["csrf_token"], "columns": "../../etc"}

    assert client.plain.post("/inbox/leads.csv", data=form, headers=OWN).status_code == 404
    assert client.plain.get("/inbox/leads.csv").status_code == 405


@pytest.mark.parametrize(("name", "parts"), [("Ada", ("", "Ada")), ("Ada King Lovelace", ("Ada King", "Lovelace"))])
def test_the_last_word_is_the_last_name(name: str, parts: tuple[str, str]) -> None:
    assert first_and_last(name) == parts


def test_line_49_everything_of_a_person_is_exported_from_the_inbox(client: CheckedClient, inbox: Fetched) -> None:
    found = json.loads(taken(client, inbox, "/inbox/people/export", email="ADA@engines.example").text)

    assert found["leads"][0]["name"] == "Ada Lovelace"
    assert found["results"][0]["document"]["words"].startswith("Copy our reports")
    assert "exported a person" in client.get("/inbox/team").text


@pytest.mark.usefixtures("inbox")
def test_line_49_a_person_is_erased_from_the_inbox_after_a_question(client: CheckedClient, services: Services) -> None:
    page = client.get("/inbox/people")

    asked = client.posted("/inbox/people/erase", {**page.fields(1), "email": "ada@engines.example"}, status=200)
    held = stored.page(services.database).leads
    client.submit(asked, 1)

    assert "1 in leads" in asked.text
    assert len(held) == 1
    assert stored.page(services.database).leads == ()
    assert "erased a person" in client.get("/inbox/team").text
    again = client.posted("/inbox/people/erase", {**page.fields(1), "email": "ada@engines.example"}, status=200)
    assert "Nothing is stored of ada@engines.example." in again.text


@pytest.mark.usefixtures("inbox")
@pytest.mark.parametrize("deed", ["export", "erase"])
@pytest.mark.parametrize("email", ["", "ada", "a@b.example, c@d.example", "x" * 300 + "@x.example"])
def test_a_person_is_named_by_one_address(client: CheckedClient, deed: str, email: str) -> None:
    form = client.get("/inbox/people").fields(1)

    page = client.posted(f"/inbox/people/{deed}", {**form, "email": email})

    assert "Enter one e-mail address" in page.text
    assert page.fields(1)["email"] == email
