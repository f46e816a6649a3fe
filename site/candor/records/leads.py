"""Leads as inside sales reads them: newest first, each with the result that led there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from candor.records import chains, documents, times
from candor.records.chains import Chain
from candor.records.database import Database, Row
from candor.records.listing import Origin, Place, origin_of
from candor.records.submitting import ConsentGiven, Outcome, Person, Submission, Submitted, submit

__all__ = [
    "ConsentGiven",
    "Lead",
    "Outcome",
    "Page",
    "Person",
    "Place",
    "Submission",
    "Submitted",
    "count_suspected",
    "find",
    "has_lead",
    "page",
    "several",
    "submit",
]

WITH_RESULT = (
    "SELECT leads.*, results.document AS result_document, results.content_version AS content_version "
    "FROM leads JOIN results ON results.id = leads.result_id "
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A person who asked to be contacted; ``result_document`` is the frozen result as JSON text.

    ``chain`` tells how the lead came about where a champion's case led to it, and ``origin`` whether that case is
    still there; ``owed_since`` is None where nobody waits for a reply.
    """

    id: str
    result_id: str
    person: Person
    open_questions: str
    consent: ConsentGiven | None
    consent_at: datetime | None
    suspected: bool
    arrival: dict[str, str]
    status: str
    version: int
    created_at: datetime
    updated_at: datetime
    content_version: str
    result_document: str
    chain: Chain | None = None
    origin: Origin = Origin.ALONE
    rep_id: str | None = None
    owed_since: datetime | None = None
    outcome: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some leads, and where the next page goes on; None at the end."""

    leads: tuple[Lead, ...]
    next: Place | None


def page(database: Database, *, suspected: bool = False, before: Place | None = None, limit: int = 50) -> Page:
    """Return the newest leads that came before a place: those that persons sent, or else the suspected ones."""
    earlier = "AND leads.id < :before " if before else ""
    values: dict[str, str | int | None] = {"most": limit + 1, "suspected": int(suspected)}
    if before:
        values["before"] = before.lead_id
    rows = database.rows(
        f"{WITH_RESULT} WHERE leads.suspected = :suspected {earlier}ORDER BY leads.id DESC LIMIT :most", values
    )
    leads = tuple(_read(row) for row in rows[:limit])
    return Page(leads, Place(leads[-1].id) if len(rows) > limit else None)


def count_suspected(database: Database, most: int = 100) -> int:
    """Return how many leads are kept out of the list because a person may not have sent them, ``most`` at most."""
    rows = database.rows(
        "SELECT COUNT(*) AS held FROM (SELECT 1 FROM leads WHERE suspected = 1 LIMIT :most) AS seen", {"most": most}
    )
    return int(rows[0]["held"])


def find(database: Database, lead_id: str) -> Lead | None:
    """Return one lead with its result, suspected or not."""
    row = database.row(f"{WITH_RESULT} WHERE leads.id = :id", {"id": lead_id})
    return _read(row) if row else None


def several(database: Database, lead_ids: Sequence[str]) -> tuple[Lead, ...]:
    """Return the leads with these ids, each with its result."""
    if not lead_ids:
        return ()
    values = {f"id{number}": lead_id for number, lead_id in enumerate(lead_ids)}
    rows = database.rows(f"{WITH_RESULT} WHERE leads.id IN ({', '.join(f':{name}' for name in values)})", values)
    return tuple(_read(row) for row in rows)


def has_lead(database: Database, result_id: str) -> bool:
    """Tell whether anybody has asked to be contacted about a result."""
    return database.row("SELECT 1 FROM leads WHERE result_id = :id", {"id": result_id}) is not None


def _read(row: Row) -> Lead:
    consented = row["consent_at"] is not None
    return Lead(
        id=row["id"],
        result_id=row["result_id"],
        person=Person(row["name"], row["email"], row["company"], row["role"]),
        open_questions=row["open_questions"],
        consent=ConsentGiven(row["consent_version"], row["consent_text"]) if consented else None,
        consent_at=times.read(row["consent_at"]) if consented else None,
        suspected=bool(row["suspected"]),
        arrival=documents.read(row["arrival"]),
        status=row["status"],
        version=row["version"],
        created_at=times.read(row["created_at"]),
        updated_at=times.read(row["updated_at"]),
        content_version=row["content_version"],
        result_document=row["result_document"],
        chain=chains.read(row["chain"]),
        origin=origin_of(row),
        rep_id=row["rep_id"],
        owed_since=times.read(row["owed_since"]) if row["owed_since"] else None,
        outcome=row["outcome"],
        reason=row["reason"],
    )
