"""Taking leads out: as CSV for spreadsheets, HubSpot or Salesforce, as JSON, and one person's data as a whole."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Response, abort, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from candor.inbox.admission import for_admins
from candor.inbox.choosing import Choice
from candor.records import audit, finding, leads, persons
from candor.records.audit import Deed
from candor.records.email_addresses import ADDRESS
from candor.records.finding import Wanted
from candor.records.leads import Lead
from candor.records.listing import Listed
from candor.services import services
from candor.signing_in import rep_here
from candor.tables import as_text
from evaluator.results import Result

Taken = tuple[Listed, Lead, Result]
Column = Callable[[Taken], str]
AT_ONCE = 200

PLAIN: Mapping[str, Column] = {
    "Id": lambda one: one[0].id,
    "Came": lambda one: one[0].created_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
    "State": lambda one: one[0].status,
    "Name": lambda one: one[0].name,
    "E-mail": lambda one: one[1].person.email,
    "Company": lambda one: one[0].company,
    "Role": lambda one: one[1].person.role,
    "Consent": lambda one: "yes" if one[1].consent else "no",
    "Persona": lambda one: one[2].persona_name,
    "Verdict": lambda one: one[2].sentence,
    "Route": lambda one: one[2].route,
    "Use case": lambda one: one[2].words,
    "Open questions": lambda one: one[1].open_questions,
    "Champion": lambda one: one[0].champion or "",
    "Source": lambda one: one[0].source,
    "Rep": lambda one: one[0].rep or "",
    "Outcome": lambda one: one[1].outcome or "",
    "Reason": lambda one: one[1].reason or "",
}
HUBSPOT: Mapping[str, Column] = {
    "Email": PLAIN["E-mail"],
    "First Name": lambda one: first_and_last(one[0].name)[0],
    "Last Name": lambda one: first_and_last(one[0].name)[1],
    "Company": PLAIN["Company"],
    "Job Title": PLAIN["Role"],
}
SALESFORCE: Mapping[str, Column] = {
    "FirstName": HUBSPOT["First Name"],
    "LastName": HUBSPOT["Last Name"],
    "Company": PLAIN["Company"],
    "Email": PLAIN["E-mail"],
    "Title": PLAIN["Role"],
    "LeadSource": PLAIN["Source"],
    "Description": lambda one: f"{one[2].sentence}\n{one[2].words}\n{one[1].open_questions}".strip(),
}
COLUMNS: Mapping[str, Mapping[str, Column]] = {"plain": PLAIN, "hubspot": HUBSPOT, "salesforce": SALESFORCE}


def first_and_last(name: str) -> tuple[str, str]:
    """Return a name in two parts, as CRMs want it: the last word is the last name."""
    first, _, last = name.rpartition(" ")
    return first, last


def as_csv() -> ResponseReturnValue:
    """Hand out the leads that the address asks for, in the columns that the form names."""
    named = request.form.get("columns", "plain")
    columns = COLUMNS.get(named)
    if columns is None:
        abort(404)
    taken = _taken(f"CSV, {named}")
    return _download(_lines(columns, taken), "text/csv; charset=utf-8", "leads.csv")


def as_json() -> ResponseReturnValue:
    """Hand out the leads that the address asks for, with everything that they were told."""
    return _download(_documents(_taken("JSON")), "application/json", "leads.json")


@for_admins
def people() -> ResponseReturnValue:
    """Ask whose data it is about."""
    return render_template("inbox/people.html", email="", error=None)


@for_admins
def export_person() -> ResponseReturnValue:
    """Hand out everything that is stored of one person."""
    email = _address()
    if email is None:
        return _ask_again()
    site = services()
    found = persons.export(site.database, email)
    audit.note(site.database, rep_here().id, Deed.PERSON_EXPORTED, {}, site.clock())
    text = json.dumps(found, indent=2, ensure_ascii=False)
    return _download(iter([text]), "application/json", "person.json")


@for_admins
def erase_person() -> ResponseReturnValue:
    """Say what would be erased; with the address typed again, erase it."""
    email, site = _address(), services()
    if email is None:
        return _ask_again()
    if request.form.get("sure") != "y":
        held = {table: len(rows) for table, rows in persons.export(site.database, email).items() if rows}
        return render_template("inbox/erase.html", email=email, held=held)
    persons.erase(site.database, email, rep_here().id, site.clock())
    return redirect(url_for("inbox.team", _anchor="deeds"), 303)


def _address() -> str | None:
    email = request.form.get("email", "").strip()
    return email if ADDRESS.fullmatch(email) and len(email) <= services().settings.email_limit else None


def _ask_again() -> ResponseReturnValue:
    error = "Enter one e-mail address, such as name@example.org."
    return render_template("inbox/people.html", email=request.form.get("email", ""), error=error), 422


def _taken(what: str) -> Iterator[Taken]:
    """Return the leads that the address asks for, noted as taken out before the first one is."""
    site, rep = services(), rep_here()
    now: datetime = site.clock()
    wanted = Choice.read(request.args).wanted(rep.id, site.contents.current.declaration, now)
    audit.note(site.database, rep.id, Deed.TOOK_OUT, {"what": what}, now)
    return _walk(wanted)


def _walk(wanted: Wanted) -> Iterator[Taken]:
    site, place = services(), None
    while True:
        found = finding.search(site.database, wanted, place, AT_ONCE)
        whole = {lead.id: lead for lead in leads.several(site.database, [one.id for one in found.leads])}
        for one in found.leads:
            if one.id in whole:
                yield one, whole[one.id], Result.model_validate_json(whole[one.id].result_document)
        if found.next is None:
            return
        place = found.next


def _lines(columns: Mapping[str, Column], taken: Iterator[Taken]) -> Iterator[str]:
    """Yield RFC 4180 lines, every field quoted, and none that a spreadsheet would compute."""
    yield _line(list(columns))
    for one in taken:
        yield _line([value(one) for value in columns.values()])


def _line(fields: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([as_text(field) for field in fields])
    return line.getvalue()


def _documents(taken: Iterator[Taken]) -> Iterator[str]:
    before = '{"leads": ['
    for one in taken:
        document: dict[str, Any] = {name: value(one) for name, value in PLAIN.items()}
        document["Arrival"] = one[1].arrival
        document["Result"] = one[2].model_dump(mode="json")
        yield before + json.dumps(document, ensure_ascii=False)
        before = ",\n"
    yield f"{before if before.startswith('{') else ''}]}}"


def _download(parts: Iterator[str], kind: str, name: str) -> Response:
    response = Response(stream_with_context(part.encode() for part in parts), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
