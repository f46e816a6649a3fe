"""Deliveries of the outbox: leased by one worker at a time, in order for each lead and endpoint, then marked.

A lease is a promise to be done by a moment; whoever dies before that leaves the delivery to the next
worker. One statement takes it, and takes nothing where another worker was quicker (no SKIP LOCKED).
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from candor.records import times
from candor.records.database import Connection, Database, Row
from candor.records.tokens import new_token

LEASE = timedelta(seconds=60)
"""Longer than any try may take."""

# One is taken only if it is still what it was when it was looked for.
STILL_DUE = "state IN ('new', 'leased') AND next_at <= :now"
# A planner without statistics would join the open deliveries with each other; it looks this up row by row.
DUE = (
    "endpoint = :endpoint AND NOT EXISTS (SELECT 1 FROM outbox_disabled WHERE outbox_disabled.endpoint = :endpoint) "
    "AND number = (SELECT MIN(number) FROM outbox AS line WHERE line.lead_id = outbox.lead_id "
    "AND line.endpoint = outbox.endpoint AND line.state IN ('new', 'leased'))"
)
FIND = " ".join(("SELECT id FROM outbox WHERE", STILL_DUE, "AND", DUE, "ORDER BY next_at, id LIMIT 8"))
TAKE = " ".join(
    (
        "UPDATE outbox SET state = 'leased', lease = :lease, next_at = :until, attempts = attempts + 1,",
        "tried_since = COALESCE(tried_since, :now) WHERE id = :id AND",
        STILL_DUE,
        "AND",
        DUE,
        "RETURNING *",
    )
)
MARK = (
    "UPDATE outbox SET state = :state, error = :error, next_at = COALESCE(:next, next_at), delivered_at = :done, "
    "lease = NULL WHERE id = :id AND lease = :lease AND state = 'leased'"
)
SHOWN = (
    "SELECT outbox.*, outbox_events.type AS type, outbox_events.created_at AS created_at, "
    "outbox_disabled.disabled_at AS disabled_at FROM outbox JOIN outbox_events ON outbox_events.id = outbox.event_id "
    "LEFT JOIN outbox_disabled ON outbox_disabled.endpoint = outbox.endpoint "
)


class State(StrEnum):
    """Where a delivery stands; a leased one is being tried now, unless its worker died."""

    NEW = "new"
    LEASED = "leased"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery that one worker may try now: the frozen body, and how often and since when it was tried before."""

    id: str
    lease: str
    endpoint: str
    event_id: str
    lead_id: str
    kind: str
    body: str
    created_at: datetime
    tries_before: int
    tried_since: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as people see it; ``disabled_at`` is since when its endpoint takes nothing, as it said itself."""

    id: str
    event_id: str
    lead_id: str
    endpoint: str
    kind: str
    state: State
    attempts: int
    created_at: datetime
    next_at: datetime
    error: str
    delivered_at: datetime | None
    disabled_at: datetime | None


def take(database: Database, endpoint: str, now: datetime, lease: timedelta = LEASE) -> Leased | None:
    """Lease the delivery of an endpoint that is due first; None where none is."""
    values = {"endpoint": endpoint, "now": times.written(now), "until": times.written(now + lease)}
    # Looking first keeps idle workers from taking the write lock. Where somebody was quicker, any of those
    # due will do: if all waited for the first one again, no more than one of them would ever get on.
    pick: Callable[[list[str]], str] = _first
    while due := _due(database, values):
        with database.writing() as connection:
            taken = _lease(connection, {**values, "id": pick(due), "lease": new_token()})
        if taken is not None:
            return taken
        pick = secrets.choice
    return None


def delivered(database: Database, leased: Leased, now: datetime) -> bool:
    """Mark a delivery as made; False if the lease had ended and somebody else holds it."""
    with database.writing() as connection:
        return _mark(connection, leased, State.DELIVERED, None, done=times.written(now))


def try_later(database: Database, leased: Leased, error: str, next_at: datetime) -> bool:
    """Have a delivery tried again at a moment; ``error`` says why without anything personal."""
    with database.writing() as connection:
        return _mark(connection, leased, State.NEW, error, next_at=times.written(next_at))


def give_up(database: Database, leased: Leased, error: str) -> bool:
    """Mark a delivery as failed for good, until somebody replays it."""
    with database.writing() as connection:
        return _mark(connection, leased, State.FAILED, error)


def disable(database: Database, leased: Leased, error: str, now: datetime) -> None:
    """Fail a delivery and hold all others of its endpoint, until one of them is replayed."""
    with database.writing() as connection:
        # The delivery before its endpoint, as in a replay: otherwise the two could wait for each other.
        _mark(connection, leased, State.FAILED, error)
        connection.execute(
            "INSERT INTO outbox_disabled (endpoint, disabled_at) VALUES (:endpoint, :now) "
            "ON CONFLICT (endpoint) DO NOTHING",
            {"endpoint": leased.endpoint, "now": times.written(now)},
        )


def replay(database: Database, delivery_id: str, now: datetime) -> bool:
    """Have a delivery made again from the beginning, and its endpoint enabled; False if there is none to replay.

    The event keeps its id. One that is being tried now is left alone.
    """
    values = {"id": delivery_id, "now": times.written(now)}
    with database.writing() as connection:
        touched = connection.execute(
            "UPDATE outbox SET state = 'new', attempts = 0, tried_since = NULL, lease = NULL, next_at = :now, "
            "delivered_at = NULL WHERE id = :id AND (state <> 'leased' OR next_at <= :now)",
            values,
        )
        if touched:
            connection.execute(
                "DELETE FROM outbox_disabled WHERE endpoint = (SELECT endpoint FROM outbox WHERE id = :id)",
                {"id": delivery_id},
            )
    return bool(touched)


def of_lead(database: Database, lead_id: str) -> tuple[Delivery, ...]:
    """Return the deliveries of a lead, the newest first."""
    order = "WHERE outbox.lead_id = :lead ORDER BY outbox.number DESC, outbox.endpoint"
    return tuple(map(_shown, database.rows(SHOWN + order, {"lead": lead_id})))


def unfinished(database: Database, limit: int = 200) -> tuple[Delivery, ...]:
    """Return deliveries that were not made yet or have failed, the oldest first."""
    order = "WHERE outbox.state <> 'delivered' ORDER BY outbox_events.created_at, outbox.id LIMIT :most"
    return tuple(map(_shown, database.rows(SHOWN + order, {"most": limit})))


def _due(database: Database, values: dict[str, str]) -> list[str]:
    looked_at = {name: values[name] for name in ("endpoint", "now")}
    return [row["id"] for row in database.rows(FIND, looked_at)]


def _first(due: list[str]) -> str:
    return due[0]


def _lease(connection: Connection, values: dict[str, str]) -> Leased | None:
    found = connection.rows(TAKE, values)
    if not found:
        return None
    row = found[0]
    event = connection.rows("SELECT * FROM outbox_events WHERE id = :id", {"id": row["event_id"]})[0]
    return Leased(
        id=row["id"],
        lease=values["lease"],
        endpoint=row["endpoint"],
        event_id=event["id"],
        lead_id=row["lead_id"],
        kind=event["type"],
        body=event["body"],
        created_at=times.read(event["created_at"]),
        tries_before=row["attempts"] - 1,
        tried_since=times.read(row["tried_since"]),
    )


def _mark(
    connection: Connection,
    leased: Leased,
    state: State,
    error: str | None,
    *,
    next_at: str | None = None,
    done: str | None = None,
) -> bool:
    values = {"id": leased.id, "lease": leased.lease, "state": state.value, "error": error}
    return bool(connection.execute(MARK, {**values, "next": next_at, "done": done}))


def _shown(row: Row) -> Delivery:
    done, disabled = row["delivered_at"], row["disabled_at"]
    return Delivery(
        id=row["id"],
        event_id=row["event_id"],
        lead_id=row["lead_id"],
        endpoint=row["endpoint"],
        kind=row["type"],
        state=State(row["state"]),
        attempts=row["attempts"],
        created_at=times.read(row["created_at"]),
        next_at=times.read(row["next_at"]),
        error=row["error"] or "",
        delivered_at=times.read(done) if done else None,
        disabled_at=times.read(disabled) if disabled else None,
    )
