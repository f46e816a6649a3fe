"""The history of a lead: every change with who and when, and what the visitor said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from candor.records import documents, times
from candor.records.database import Connection, Database
from candor.records.tokens import hash_of, new_id


class EventKind(StrEnum):
    """What can happen to a lead after it has arrived."""

    GIVEN = "given"
    TAKEN = "taken"
    HANDED_OVER = "handed-over"
    NOTED = "noted"
    REPLIED = "replied"
    BOOKED = "booked"
    CLOSED = "closed"
    REOPENED = "reopened"
    TRUSTED = "trusted"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Happening:
    """What is about to be written: ``key`` counts once, ``rep_id`` is None where nobody of the team did it."""

    lead_id: str
    kind: EventKind
    rep_id: str | None
    words: str
    document: Mapping[str, str]
    key: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a lead, and the version that the lead had after it."""

    kind: EventKind
    version: int
    who: str | None
    words: str
    happened_at: datetime
    document: Mapping[str, str] = field(default_factory=dict)


def write(connection: Connection, happening: Happening, now: datetime) -> None:
    """Add to the history of a lead, in the transaction that has just counted its version up."""
    connection.execute(
        "INSERT INTO lead_events (id, lead_id, version, kind, rep_id, words, document, key_hash, happened_at) "
        "SELECT :id, id, version, :kind, :rep, :words, :document, :key, :now FROM leads WHERE id = :lead",
        {
            "id": new_id(now),
            "lead": happening.lead_id,
            "kind": happening.kind.value,
            "rep": happening.rep_id,
            "words": happening.words,
            "document": documents.written(happening.document),
            "key": hash_of(happening.key),
            "now": times.written(now),
        },
    )


def of_lead(database: Database, lead_id: str) -> tuple[Event, ...]:
    """Return everything that happened to a lead, the latest first."""
    values = {"lead": lead_id}
    with database.reading() as connection:
        rows = connection.rows(
            "SELECT lead_events.*, reps.name AS who FROM lead_events LEFT JOIN reps ON reps.id = lead_events.rep_id "
            "WHERE lead_id = :lead",
            values,
        )
        earlier = connection.rows("SELECT * FROM lead_history WHERE lead_id = :lead", values)
    events = [*map(_event, rows), *map(_correction, earlier)]
    return tuple(sorted(events, key=lambda event: (event.version, event.happened_at), reverse=True))


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        EventKind(row["kind"]),
        row["version"],
        row["who"],
        row["words"],
        times.read(row["happened_at"]),
        documents.read(row["document"]),
    )


def _correction(row: Mapping[str, Any]) -> Event:
    before = {name: row[name] for name in ("name", "email", "company", "role", "open_questions")}
    return Event(EventKind.CORRECTED, row["version"] + 1, None, "", times.read(row["replaced_at"]), before)
