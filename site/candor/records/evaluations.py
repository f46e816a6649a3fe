"""Evaluations: what one visitor said so far, found again by the token of their private link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from candor.records import documents, times
from candor.records.database import Connection, Database, Row
from candor.records.tokens import hash_of, new_id

LINK_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a visitor said first; ``token`` came with the form, so that a double click starts one evaluation."""

    token: str
    content_version: str
    persona: str
    words: str
    arrival: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one visitor typed and marked, and nothing that tells who it was."""

    words: str
    marks: dict[str, str]


class Started(StrEnum):
    """What became of an opening: a new evaluation, the same as before, or another one under a used token."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class StoredEvaluation:
    """One visitor's evaluation as it stands; marks by statement, answers by question."""

    id: str
    content_version: str
    persona: str
    words: str
    marks: dict[str, str]
    answers: dict[str, str]
    arrival: dict[str, str]
    created_at: datetime
    updated_at: datetime


def start(database: Database, opening: Opening, now: datetime) -> Started:
    """Store an evaluation under its token, once; compare a second opening with the first one, not with later edits."""
    opening_hash = hash_of(documents.written({"persona": opening.persona, "words": opening.words}))
    values = {
        "id": new_id(now),
        "token": hash_of(opening.token),
        "opening": opening_hash,
        "version": opening.content_version,
        "persona": opening.persona,
        "words": opening.words,
        "arrival": documents.written(opening.arrival),
        "now": times.written(now),
        "expires": times.written(now + LINK_LIFE),
    }
    with database.writing() as connection:
        added = connection.execute(
            "INSERT INTO evaluations (id, token_hash, opening_hash, content_version, persona, words, marks, answers, "
            "arrival, created_at, updated_at, expires_at) VALUES (:id, :token, :opening, :version, :persona, :words, "
            "'{}', '{}', :arrival, :now, :now, :expires) ON CONFLICT (token_hash) DO NOTHING",
            values,
        )
        if added:
            return Started.NEW
        first = connection.row(
            "SELECT opening_hash FROM evaluations WHERE token_hash = :token AND expires_at > :now", values
        )
    return Started.SAME if first and first["opening_hash"] == opening_hash else Started.DIFFERENT


def find(database: Database, token: str, now: datetime) -> StoredEvaluation | None:
    """Return the evaluation behind a private link; None if there is none or it has expired."""
    row = database.row(
        "SELECT * FROM evaluations WHERE token_hash = :token AND expires_at > :now",
        {"token": hash_of(token), "now": times.written(now)},
    )
    return _read(row) if row else None


def restate(database: Database, token: str, persona: str, words: str, now: datetime) -> StoredEvaluation | None:
    """Replace who the visitor is and what they want to do; marks and answers stay."""
    with database.writing() as connection:
        row = connection.row(
            "UPDATE evaluations SET persona = :persona, words = :words, updated_at = :now "
            "WHERE token_hash = :token AND expires_at > :now RETURNING *",
            {"token": hash_of(token), "persona": persona, "words": words, "now": times.written(now)},
        )
    return _read(row) if row else None


def mark(database: Database, token: str, marks: Mapping[str, str | None], now: datetime) -> StoredEvaluation | None:
    """Add marks on statements to those already made; a newer one counts, and None takes one back."""
    with database.writing() as connection:
        before = holding(connection, token, now)
        if before is None:
            return None
        after = {one: mark for one, mark in (before.marks | dict(marks)).items() if mark is not None}
        _save(connection, token, "marks", after)
        return replace(before, marks=after)


def answer(database: Database, token: str, question: str, answer: str, now: datetime) -> StoredEvaluation | None:
    """Add an answer to those already given; a newer one to the same question counts."""
    with database.writing() as connection:
        before = holding(connection, token, now)
        if before is None:
            return None
        after = before.answers | {question: answer}
        _save(connection, token, "answers", after)
        return replace(before, answers=after)


def spoken(database: Database, since: datetime) -> tuple[Spoken, ...]:
    """Return what visitors have typed since a moment, the oldest first."""
    rows = database.rows(
        "SELECT words, marks FROM evaluations WHERE updated_at >= :since AND words <> '' ORDER BY created_at, id",
        {"since": times.written(since)},
    )
    return tuple(Spoken(row["words"], documents.read(row["marks"])) for row in rows)


def holding(connection: Connection, token: str, now: datetime) -> StoredEvaluation | None:
    """Lock an evaluation by touching it before it is read, which works alike on every engine."""
    row = connection.row(
        "UPDATE evaluations SET updated_at = :now WHERE token_hash = :token AND expires_at > :now RETURNING *",
        {"token": hash_of(token), "now": times.written(now)},
    )
    return _read(row) if row else None


def _save(connection: Connection, token: str, column: str, document: Mapping[str, str]) -> None:
    statements = {
        "marks": "UPDATE evaluations SET marks = :document WHERE token_hash = :token",
        "answers": "UPDATE evaluations SET answers = :document WHERE token_hash = :token",
    }
    connection.execute(statements[column], {"token": hash_of(token), "document": documents.written(document)})


def _read(row: Row) -> StoredEvaluation:
    return StoredEvaluation(
        id=row["id"],
        content_version=row["content_version"],
        persona=row["persona"],
        words=row["words"],
        marks=documents.read(row["marks"]),
        answers=documents.read(row["answers"]),
        arrival=documents.read(row["arrival"]),
        created_at=times.read(row["created_at"]),
        updated_at=times.read(row["updated_at"]),
    )
