"""Sessions of inside sales: who is signed in, found by an id of which only the hash is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from candor.records import documents, times
from candor.records.database import Database
from candor.records.reps import Rep, rep_in
from candor.records.tokens import hash_of, new_token

# Not every request of a rep should cost a durable write.
SEEN_EVERY = timedelta(minutes=1)

FARTHEST_AHEAD = timedelta(days=1)
"""A clock that is set back a little signs nobody out; what it wrote when it was years ahead counts for nothing."""


@dataclass(frozen=True, slots=True)
class Life:
    """How long a session counts: at most ``idle`` after its last use, and ``longest`` in any case."""

    idle: timedelta = timedelta(hours=12)
    longest: timedelta = timedelta(days=7)


CONTRACT = Life()


@dataclass(frozen=True, slots=True)
class Session:
    """A rep who is signed in, and what the site remembers for them."""

    rep: Rep
    data: dict[str, Any]
    created_at: datetime
    seen_at: datetime


def begin(database: Database, rep_id: str, now: datetime) -> str:
    """Start a session and return its id."""
    session_id = new_token()
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO sessions (id_hash, rep_id, document, created_at, seen_at) "
            "VALUES (:id, :rep, '{}', :now, :now)",
            {"id": hash_of(session_id), "rep": rep_id, "now": times.written(now)},
        )
    return session_id


def find(database: Database, session_id: str, now: datetime, life: Life = CONTRACT) -> Session | None:
    """Return a session that still counts, of a rep who is not disabled."""
    values = {
        "id": hash_of(session_id),
        "now": times.written(now),
        "idle": times.written(now - life.idle),
        "longest": times.written(now - life.longest),
        "ahead": times.written(now + FARTHEST_AHEAD),
    }
    row = database.row(
        "SELECT reps.*, document, sessions.created_at AS begun_at, seen_at FROM sessions "
        "JOIN reps ON reps.id = sessions.rep_id WHERE id_hash = :id AND seen_at > :idle "
        "AND sessions.created_at > :longest AND disabled_at IS NULL "
        "AND seen_at <= :ahead AND sessions.created_at <= :ahead",
        values,
    )
    if row is None:
        return None
    seen_at = times.read(row["seen_at"])
    if now - seen_at >= SEEN_EVERY:
        with database.writing() as connection:
            connection.execute("UPDATE sessions SET seen_at = :now WHERE id_hash = :id AND seen_at < :now", values)
        seen_at = now
    return Session(rep_in(row), documents.read(row["document"]), times.read(row["begun_at"]), seen_at)


def save_data(database: Database, session_id: str, data: Mapping[str, Any]) -> None:
    """Replace what the site remembers in a session; nothing happens if the session has ended."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE sessions SET document = :document WHERE id_hash = :id",
            {"id": hash_of(session_id), "document": documents.written(data)},
        )


def end(database: Database, session_id: str) -> None:
    """End a session; its id leads nowhere from now on."""
    with database.writing() as connection:
        connection.execute("DELETE FROM sessions WHERE id_hash = :id", {"id": hash_of(session_id)})
