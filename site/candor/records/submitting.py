"""Submitting a lead: one result has one lead, whatever is clicked and however often."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from candor.records import arriving, documents, outbox, times
from candor.records.database import Connection, Database
from candor.records.outbox import NOBODY, Passing
from candor.records.tokens import hash_of, new_id

Values = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Person:
    """Who asked to be contacted."""

    name: str
    email: str
    company: str
    role: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The sentence that a person agreed to, and its version."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What the contact form sends: ``key`` is its idempotency key, ``arrival`` where the visitor came from.

    ``passing`` says to whom the lead is handed off; ``among`` are the addresses of those who take leads
    like it in turn, without any all reps, with None nobody.
    """

    key: str
    result_id: str
    person: Person
    open_questions: str
    consent: ConsentGiven | None
    suspected: bool
    arrival: Mapping[str, str]
    passing: Passing = NOBODY
    among: tuple[str, ...] | None = ()


class Outcome(StrEnum):
    """What became of a submission; after a conflict nothing has changed."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Submitted:
    """The outcome, and the lead that the result has now; None after a conflict."""

    kind: Outcome
    lead_id: str | None


def submit(database: Database, submission: Submission, now: datetime) -> Submitted:
    """Keep a lead in one transaction; raise ``Conflict`` if its result does not exist.

    A key counts once: sent again with the same body it changes nothing, with another body it is
    a conflict. A new key on a result that has a lead corrects that lead, and what it said before
    goes to its history.
    """
    with database.writing() as connection:
        return submit_within(connection, submission, now)


def submit_within(connection: Connection, submission: Submission, now: datetime) -> Submitted:
    """Keep a lead as ``submit`` does, in a transaction that stores more than the lead."""
    values = _values(submission, now)
    if not _take_key(connection, values):
        return _earlier(connection, values)
    if _says_the_same(connection, values):
        return Submitted(Outcome.SAME, _lead_id(connection, values))
    outcome = Outcome.NEW if _insert(connection, values) else Outcome.UPDATED
    if outcome is Outcome.UPDATED:
        _correct(connection, values, new_id(now))
    lead_id = _lead_id(connection, values)
    arriving.settle(connection, lead_id, submission.among, now)
    if not submission.suspected:
        kind = outbox.CREATED if outcome is Outcome.NEW else outbox.UPDATED
        outbox.announce(connection, lead_id, kind, submission.passing, now)
    return Submitted(outcome, lead_id)


def _says_the_same(connection: Connection, values: Values) -> bool:
    """Tell whether the last form sent for this result said just this, under another key, and was trusted as much."""
    last = connection.row(
        "SELECT body_hash, suspected FROM submissions JOIN leads ON leads.result_id = submissions.result_id "
        "WHERE submissions.result_id = :result AND key_hash <> :key ORDER BY submitted_at DESC, key_hash LIMIT 1",
        values,
    )
    return last is not None and last["body_hash"] == values["body"] and last["suspected"] <= values["suspected"]


def _values(submission: Submission, now: datetime) -> Values:
    person, consent = submission.person, submission.consent
    said: dict[str, str | None] = {
        "result": submission.result_id,
        "name": person.name,
        "email": person.email,
        "company": person.company,
        "role": person.role,
        "questions": submission.open_questions,
        "consent_version": consent.version if consent else None,
        "consent_text": consent.text if consent else None,
    }
    return {
        **said,
        "key": hash_of(submission.key),
        "body": hash_of(documents.written(said)),
        "id": new_id(now),
        "consent_at": times.written(now) if consent else None,
        "suspected": int(submission.suspected),
        "arrival": documents.written(submission.arrival),
        "now": times.written(now),
    }


def _take_key(connection: Connection, values: Values) -> bool:
    return bool(
        connection.execute(
            "INSERT INTO submissions (key_hash, body_hash, result_id, submitted_at) "
            "VALUES (:key, :body, :result, :now) ON CONFLICT (key_hash) DO NOTHING",
            values,
        )
    )


def _earlier(connection: Connection, values: Values) -> Submitted:
    same = connection.row("SELECT 1 FROM submissions WHERE key_hash = :key AND body_hash = :body", values)
    if same is None:
        return Submitted(Outcome.CONFLICT, None)
    return Submitted(Outcome.SAME, _lead_id(connection, values))


def _insert(connection: Connection, values: Values) -> bool:
    return bool(
        connection.execute(
            "INSERT INTO leads (id, result_id, name, email, company, role, open_questions, consent_version, "
            "consent_text, consent_at, suspected, arrival, status, version, created_at, updated_at) VALUES (:id, "
            ":result, :name, :email, :company, :role, :questions, :consent_version, :consent_text, :consent_at, "
            ":suspected, :arrival, 'new', 1, :now, :now) ON CONFLICT (result_id) DO NOTHING",
            values,
        )
    )


def _correct(connection: Connection, values: Values, history_id: str) -> None:
    """Move what a lead says to its history, then replace it; counting the version up first locks it.

    Where the lead came from stays, and a lead that a person has sent stays trusted.
    """
    connection.execute("UPDATE leads SET version = version + 1 WHERE result_id = :result", values)
    connection.execute(
        "INSERT INTO lead_history (id, lead_id, version, name, email, company, role, open_questions, "
        "consent_version, consent_text, consent_at, suspected, arrival, status, updated_at, replaced_at) "
        "SELECT :history, id, version - 1, name, email, company, role, open_questions, consent_version, "
        "consent_text, consent_at, suspected, arrival, status, updated_at, :now FROM leads "
        "WHERE result_id = :result",
        {**values, "history": history_id},
    )
    connection.execute(
        "UPDATE leads SET name = :name, email = :email, company = :company, role = :role, "
        "open_questions = :questions, consent_version = :consent_version, consent_text = :consent_text, "
        "consent_at = :consent_at, suspected = CASE WHEN :suspected = 1 THEN suspected ELSE 0 END, "
        "updated_at = :now WHERE result_id = :result",
        values,
    )


def _lead_id(connection: Connection, values: Values) -> str:
    return str(connection.rows("SELECT id FROM leads WHERE result_id = :result", values)[0]["id"])
