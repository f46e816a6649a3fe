"""The outbox: what has to be told of a lead, stored in the transaction that changes the lead.

An event is written once, as the bytes that receivers get; it has one delivery for each endpoint.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from candor.records import documents, times
from candor.records.database import Connection
from candor.records.tokens import new_id

CREATED = "lead.created"
UPDATED = "lead.updated"
CLOSED = "lead.closed"
ANSWERED = "case.answered"
TYPES = (CREATED, UPDATED, CLOSED, ANSWERED)

MOST_BYTES = 19_000
"""Receivers take less than 20 kB."""

Document = Mapping[str, Any]

LEAD = (
    "SELECT leads.*, results.document AS told, results.content_version AS content_version "
    "FROM leads JOIN results ON results.id = leads.result_id WHERE leads.id = :lead"
)
PERSON = ("name", "email", "company", "role")


def _nothing(_document: str) -> Document:
    return {}


@dataclass(frozen=True, slots=True)
class Passing:
    """To whom events go: the types that each endpoint wants, by its id.

    ``describe`` returns what is told of a result, given as JSON text; plain values in it are told
    beside those of the lead. ``leads_at`` is the address of a lead's page without its id.
    """

    endpoints: Mapping[str, frozenset[str]] = field(default_factory=dict)
    describe: Callable[[str], Document] = _nothing
    leads_at: str = ""

    def wanting(self, kind: str) -> tuple[str, ...]:
        """Return the endpoints that want a type of event."""
        return tuple(endpoint for endpoint, types in self.endpoints.items() if kind in types)


NOBODY = Passing()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a lead; ``data`` is what receivers are told."""

    lead_id: str
    kind: str
    data: Document


def announce(
    connection: Connection, lead_id: str, kind: str, passing: Passing, now: datetime, more: Document | None = None
) -> None:
    """Tell of a lead as it is now, with ``more`` beside, in the transaction that has just written its row.

    What is suspected is never handed off, and what was never told of is told of as created.
    """
    if not passing.endpoints:
        return
    row = connection.row(LEAD, {"lead": lead_id})
    if row is None or row["suspected"]:
        return
    if connection.row("SELECT 1 FROM outbox_events WHERE lead_id = :lead", {"lead": lead_id}) is None:
        kind = CREATED
    data = _data(row, passing) | dict(more or {})
    enqueue(connection, Event(lead_id, kind, data), passing.wanting(kind), now)


def enqueue(connection: Connection, event: Event, endpoints: tuple[str, ...], now: datetime) -> str:
    """Store an event and its deliveries, in a transaction that holds the lead; return its id.

    The lead's events are counted, so the transaction must have written the lead's row before: two
    at once would count the same.
    """
    values = {
        "id": new_id(now),
        "lead": event.lead_id,
        "type": event.kind,
        "body": written(event, now),
        "now": times.written(now),
    }
    connection.execute(
        "INSERT INTO outbox_events (id, lead_id, number, type, body, created_at) VALUES (:id, :lead, "
        "(SELECT COALESCE(MAX(number), 0) + 1 FROM outbox_events WHERE lead_id = :lead), :type, :body, :now)",
        values,
    )
    for endpoint in endpoints:
        connection.execute(
            "INSERT INTO outbox (id, event_id, lead_id, number, endpoint, state, attempts, next_at) "
            "SELECT :delivery, id, lead_id, number, :endpoint, 'new', 0, created_at FROM outbox_events WHERE id = :id",
            {"id": values["id"], "delivery": new_id(now), "endpoint": endpoint},
        )
    return values["id"]


def written(event: Event, now: datetime) -> str:
    """Return the body of an event: JSON of at most ``MOST_BYTES``, its longest texts shortened as far as needed."""
    data = documents.read(documents.written(event.data))
    body = {"type": event.kind, "timestamp": times.written(now), "data": data}
    while len(text := json.dumps(body, ensure_ascii=False, allow_nan=False).encode()) > MOST_BYTES:
        _shorten(data)
    return text.decode()


def _data(row: Mapping[str, Any], passing: Passing) -> dict[str, Any]:
    """Return what is told of a lead: parts, and beside them every plain value of the parts, for receivers of fields."""
    told = passing.describe(row["told"])
    lead = {
        "lead_id": row["id"],
        "lead_url": f"{passing.leads_at}{row['id']}",
        "lead_version": row["version"],
        "status": row["status"],
        "open_questions": row["open_questions"],
        "consent_text": row["consent_text"] or "",
        "consent_at": row["consent_at"] or "",
        "consent": row["consent_at"] is not None,
        "content_version": row["content_version"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }
    person = {name: row[name] for name in PERSON}
    arrival = documents.read(row["arrival"])
    flat = {name: value for name, value in told.items() if isinstance(value, str | int | bool)}
    return {**arrival, **flat, **person, **lead, "result": dict(told), "arrival": arrival}


def _shorten(data: dict[str, Any]) -> None:
    """Cut the longest text to three quarters wherever it stands, and say that something was cut."""
    longest = max(_texts(data), key=len)
    if len(longest) < 2:
        raise ValueError("an event holds too many parts to be told")
    _replace(data, longest, longest[: len(longest) * 3 // 4].rstrip("…") + "…")
    data["shortened"] = True


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def _replace(holder: Any, old: str, new: str) -> None:
    for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
        if value == old:
            holder[key] = new
        elif isinstance(value, dict | list):
            _replace(value, old, new)
