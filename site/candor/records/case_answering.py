"""Answering: what readers of a case tell its champion, once for each form that they send, and the replies."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from candor.records import documents, times
from candor.records.case_answers import of_case
from candor.records.case_edits import Edited
from candor.records.case_leads import Asking, ask_within
from candor.records.cases import StoredCase, clock, find_own, find_shared
from candor.records.database import Connection, Database
from candor.records.outbox import NOBODY, Passing
from candor.records.submitting import ConsentGiven, Person
from candor.records.tokens import hash_of, new_id


@dataclass(frozen=True, slots=True)
class Answering:
    """What a reader sends: ``key`` is its idempotency key, ``kind`` one of agree, ask and not-now.

    ``consent`` is the reader's to being contacted; without it the person may be left empty. ``passing``
    says to whom the lead is handed off that may come of it, ``among`` whose turn it is.
    """

    key: str
    kind: str
    words: str
    person: Person
    consent: ConsentGiven | None
    suspected: bool
    passing: Passing = NOBODY
    among: tuple[str, ...] | None = ()


class Outcome(StrEnum):
    """What became of an answer; after a conflict, or where the case is gone, nothing has changed."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome, and the id of the answer as it is stored; None where there is none."""

    kind: Outcome
    answer_id: str | None


def give(database: Database, token: str, answering: Answering, now: datetime) -> Answered:
    """Store an answer behind a reader's link; where champion and reader both consent, a lead with it."""
    said = {"token": token, "kind": answering.kind, "words": answering.words, "name": answering.person.name}
    said |= {"email": answering.person.email, "company": answering.person.company}
    body = hash_of(documents.written({**said, "consent": answering.consent.version if answering.consent else None}))
    with database.writing() as connection:
        case = _held(connection, token, now)
        if case is None:
            return Answered(Outcome.GONE, None)
        added = _insert(connection, case.id, answering, body, now)
        row = connection.rows(
            "SELECT id, body_hash FROM case_answers WHERE key_hash = :key", {"key": hash_of(answering.key)}
        )[0]
        if not added:
            same = row["body_hash"] == body
            return Answered(Outcome.SAME, row["id"]) if same else Answered(Outcome.CONFLICT, None)
        if answering.consent is not None and case.champion is not None:
            asking = Asking(
                key=row["id"],
                answer_id=row["id"],
                person=answering.person,
                consent=answering.consent,
                open_questions=answering.words,
                suspected=answering.suspected,
                document=case.document,
                passing=answering.passing,
                among=answering.among,
            )
            ask_within(connection, case, asking, now)
        return Answered(Outcome.NEW, row["id"])


def reply(database: Database, token: str, answer_id: str, texts: tuple[str, str], now: datetime) -> Edited:
    """Replace the champion's reply to an answer: ``texts`` are the reply it was written over, and the new one."""
    values = {"id": answer_id, "was": texts[0], "reply": texts[1], "token": hash_of(token), **clock(now)}
    with database.writing() as connection:
        held = connection.execute(
            "UPDATE cases SET updated_at = :now, expires_at = :expires WHERE champion_hash = :token "
            "AND expires_at > :now",
            values,
        )
        case = find_own(connection, token, now) if held else None
        if case is None:
            return Edited.GONE
        if connection.execute(
            "UPDATE case_answers SET reply = :reply, replied_at = :now WHERE id = :id AND case_id = :case "
            "AND reply IN (:was, :reply)",
            {**values, "case": case.id},
        ):
            return Edited.DONE
        there = any(one.id == answer_id for one in of_case(connection, case.id))
    return Edited.STALE if there else Edited.GONE


def _held(connection: Connection, token: str, now: datetime) -> StoredCase | None:
    """Lock the case behind a reader's link by touching it before it is read; an answer is an activity."""
    connection.execute(
        "UPDATE cases SET expires_at = :expires WHERE reader_hash = :token AND expires_at > :now",
        {"token": hash_of(token), **clock(now)},
    )
    return find_shared(connection, token, now)


def _insert(connection: Connection, case_id: str, answering: Answering, body: str, now: datetime) -> int:
    person, consent = answering.person, answering.consent
    return connection.execute(
        "INSERT INTO case_answers (id, case_id, key_hash, body_hash, kind, words, name, email, company, "
        "consent_version, consent_text, consent_at, suspected, reply, answered_at) VALUES (:id, :case, :key, :body, "
        ":kind, :words, :name, :email, :company, :consent_version, :consent_text, :consent_at, :suspected, '', "
        ":now) ON CONFLICT (key_hash) DO NOTHING",
        {
            "id": new_id(now),
            "case": case_id,
            "key": hash_of(answering.key),
            "body": body,
            "kind": answering.kind,
            "words": answering.words,
            "name": person.name,
            "email": person.email,
            "company": person.company,
            "consent_version": consent.version if consent else None,
            "consent_text": consent.text if consent else None,
            "consent_at": times.written(now) if consent else None,
            "suspected": int(answering.suspected),
            "now": times.written(now),
        },
    )
