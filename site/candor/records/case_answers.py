"""Answers to a case as they are stored: the champion reads all of them, readers those that got a reply."""

from dataclasses import dataclass
from datetime import datetime

from candor.records import times
from candor.records.database import Reader, Row
from candor.records.submitting import ConsentGiven, Person


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One answer: ``kind`` is agree, ask or not-now; a suspected one may not be from a person."""

    id: str
    kind: str
    words: str
    person: Person
    consent: ConsentGiven | None
    suspected: bool
    reply: str
    replied_at: datetime | None
    answered_at: datetime


def of_case(reader: Reader, case_id: str) -> tuple[StoredAnswer, ...]:
    """Return the answers to a case, oldest first."""
    rows = reader.rows("SELECT * FROM case_answers WHERE case_id = :case ORDER BY answered_at, id", {"case": case_id})
    return tuple(_read(row) for row in rows)


def _read(row: Row) -> StoredAnswer:
    consented = row["consent_at"] is not None
    return StoredAnswer(
        id=row["id"],
        kind=row["kind"],
        words=row["words"],
        person=Person(row["name"], row["email"], row["company"], ""),
        consent=ConsentGiven(row["consent_version"], row["consent_text"]) if consented else None,
        suspected=bool(row["suspected"]),
        reply=row["reply"],
        replied_at=times.read(row["replied_at"]) if row["replied_at"] else None,
        answered_at=times.read(row["answered_at"]),
    )
