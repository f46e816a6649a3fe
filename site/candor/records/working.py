"""Working a lead: each edit names the version it was made on, so that none is lost or overwritten silently."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from candor.records import events, outbox, times
from candor.records.database import Connection, Database
from candor.records.events import EventKind, Happening
from candor.records.indexing import index_lead, index_state
from candor.records.outbox import NOBODY, Passing
from candor.records.tokens import hash_of, new_id

CHANGE = "UPDATE leads SET"

Values = dict[str, str | int | None]


class Status(StrEnum):
    """How far a lead has come."""

    NEW = "new"
    TAKEN = "taken"
    REPLIED = "replied"
    BOOKED = "booked"
    CLOSED = "closed"


class Edited(StrEnum):
    """What became of an edit; all but those that are done or were done before have changed nothing."""

    DONE = "done"
    SAME = "same"
    STALE = "stale"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits which version of a lead; ``key`` is the form's, ``passing`` is to whom it is told."""

    lead_id: str
    version: int
    rep_id: str
    key: str
    passing: Passing = NOBODY


@dataclass(frozen=True, slots=True)
class Closing:
    """How a lead ended: outcome and reason by id, and whether the verdict was right, as far as is known.

    ``proposed`` is a reason that is missing from the declared ones, in the rep's words.
    """

    outcome: str
    reason: str
    verdict_was: str
    wrong_statement: str = ""
    proposed: str = ""
    words: str = ""

    @property
    def document(self) -> dict[str, str]:
        """What the history keeps of it."""
        told = {
            name: getattr(self, name) for name in ("outcome", "reason", "verdict_was", "wrong_statement", "proposed")
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reason that whoever closed a lead missed among the declared ones."""

    outcome: str
    says: str
    who: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class _Change:
    kind: EventKind
    sql: str
    values: Mapping[str, str | None] = field(default_factory=dict)
    words: str = ""
    document: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    tells: str = outbox.UPDATED


def take(database: Database, edit: Edit, now: datetime) -> Edited:
    """Make a lead the rep's own."""
    sql = "rep_id = :by, status = CASE WHEN status = 'new' THEN 'taken' ELSE status END"
    return _edit(database, edit, _Change(EventKind.TAKEN, sql), now)


def hand_over(database: Database, edit: Edit, to: str, words: str, now: datetime) -> Edited:
    """Give a lead to another rep, who has to be there."""
    change = _Change(
        EventKind.HANDED_OVER,
        "rep_id = :to",
        {"to": to},
        words,
        {"to": to},
        "AND EXISTS (SELECT 1 FROM reps WHERE id = :to AND disabled_at IS NULL AND away = 0)",
    )
    return _edit(database, edit, change, now)


def note(database: Database, edit: Edit, words: str, now: datetime) -> Edited:
    """Keep a note with a lead."""
    return _edit(database, edit, _Change(EventKind.NOTED, "status = status", words=words), now)


def mark(database: Database, edit: Edit, status: Status, now: datetime) -> Edited:
    """Say that somebody replied, or that a meeting is booked; from then on no reply is owed."""
    kind = {Status.REPLIED: EventKind.REPLIED, Status.BOOKED: EventKind.BOOKED}[status]
    sql = "status = :status, owed_since = NULL, rep_id = COALESCE(rep_id, :by)"
    return _edit(database, edit, _Change(kind, sql, {"status": status.value}, condition="AND status <> 'closed'"), now)


def close(database: Database, edit: Edit, closing: Closing, now: datetime) -> Edited:
    """End a lead with its outcome; a reason that is missing from the declared ones is kept for the owner."""
    values = {
        "outcome": closing.outcome,
        "reason": closing.reason or None,
        "verdict_was": closing.verdict_was,
        "wrong": closing.wrong_statement or None,
    }
    sql = (
        "status = 'closed', owed_since = NULL, outcome = :outcome, reason = :reason, verdict_was = :verdict_was, "
        "wrong_statement = :wrong, rep_id = COALESCE(rep_id, :by)"
    )
    change = _Change(
        EventKind.CLOSED, sql, values, closing.words, closing.document, "AND status <> 'closed'", outbox.CLOSED
    )
    return _edit(database, edit, change, now)


def reopen(database: Database, edit: Edit, now: datetime) -> Edited:
    """Take back that a lead was closed."""
    sql = "status = 'taken', outcome = NULL, reason = NULL, verdict_was = NULL, wrong_statement = NULL"
    return _edit(database, edit, _Change(EventKind.REOPENED, sql, condition="AND status = 'closed'"), now)


def trust(database: Database, edit: Edit, now: datetime) -> Edited:
    """Say that a person sent a lead that was kept aside; the reply is owed since it came."""
    change = _Change(EventKind.TRUSTED, "suspected = 0, owed_since = created_at", condition="AND suspected = 1")
    return _edit(database, edit, change, now)


def proposals(database: Database, limit: int = 100) -> tuple[Proposal, ...]:
    """Return the reasons that were missed, the latest first."""
    rows = database.rows(
        "SELECT proposed_reasons.*, reps.name AS who FROM proposed_reasons "
        "JOIN reps ON reps.id = proposed_reasons.rep_id ORDER BY proposed_reasons.id DESC LIMIT :most",
        {"most": limit},
    )
    return tuple(Proposal(row["outcome"], row["says"], row["who"], times.read(row["proposed_at"])) for row in rows)


def _edit(database: Database, edit: Edit, change: _Change, now: datetime) -> Edited:
    values: Values = {**change.values, "by": edit.rep_id, "lead": edit.lead_id, "version": edit.version}
    sql = (
        f"{CHANGE} {change.sql}, version = version + 1, updated_at = :now "
        f"WHERE id = :lead AND version = :version {change.condition}"
    )
    with database.writing() as connection:
        if not connection.execute(sql, {**values, "now": times.written(now)}):
            return _why_not(connection, edit, change)
        events.write(connection, _happening(edit, change), now)
        (index_lead if change.kind is EventKind.TRUSTED else index_state)(connection, edit.lead_id)
        if change.document.get("proposed"):
            _propose(connection, edit, change.document, now)
        outbox.announce(connection, edit.lead_id, change.tells, edit.passing, now)
    return Edited.DONE


def _happening(edit: Edit, change: _Change) -> Happening:
    return Happening(edit.lead_id, change.kind, edit.rep_id, change.words, change.document, edit.key)


def _why_not(connection: Connection, edit: Edit, change: _Change) -> Edited:
    """Tell a form that was sent twice from one that came too late, and from one that cannot be."""
    before = connection.row(
        "SELECT kind, words FROM lead_events WHERE key_hash = :key AND lead_id = :lead",
        {"key": hash_of(edit.key), "lead": edit.lead_id},
    )
    if before is not None:
        return Edited.SAME if (before["kind"], before["words"]) == (change.kind, change.words) else Edited.STALE
    row = connection.row("SELECT version FROM leads WHERE id = :lead", {"lead": edit.lead_id})
    if row is None:
        return Edited.GONE
    return Edited.REFUSED if row["version"] == edit.version else Edited.STALE


def _propose(connection: Connection, edit: Edit, document: Mapping[str, str], now: datetime) -> None:
    connection.execute(
        "INSERT INTO proposed_reasons (id, outcome, says, rep_id, proposed_at) "
        "VALUES (:id, :outcome, :says, :rep, :now)",
        {
            "id": new_id(now),
            "outcome": document["outcome"],
            "says": document["proposed"],
            "rep": edit.rep_id,
            "now": times.written(now),
        },
    )
