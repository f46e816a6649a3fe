"""Cases: what a champion hands to the boss, found by two private links.

The reader's link is derived from the champion's own, so that the champion can be shown it
although neither is stored; nobody gets from the reader's link to the champion's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from candor.records import documents, times
from candor.records.database import Database, Reader, Row
from candor.records.submitting import ConsentGiven
from candor.records.tokens import derived, hash_of, new_id

LIFE = timedelta(days=180)
"""How long a case is kept after the last activity."""

Values = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Making:
    """What a case is made from: ``token`` opens the champion's page, ``given_at`` is when the verdict was given.

    ``document`` is the result as JSON text without the visitor's words, which are kept apart.
    """

    token: str
    content_version: str
    document: str
    given_at: datetime
    words: str
    note: str


class Made(StrEnum):
    """What became of a making: a new case, the same as before, or another one under a used token."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Champion:
    """Who made a case, given only together with the sentence they agreed to."""

    name: str
    email: str
    consent: ConsentGiven
    consent_at: datetime


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as it stands; ``numbers`` are the champion's own by input, as decimal text.

    ``link_number`` counts the reader's links made; ``is_shared`` tells whether the last one works.
    """

    id: str
    content_version: str
    document: str
    given_at: datetime
    words: str
    note: str
    decision: str
    numbers: dict[str, str]
    champion: Champion | None
    link_number: int
    is_shared: bool
    version: int
    opened: int
    opened_at: datetime | None
    created_at: datetime
    expires_at: datetime


def reader_token(token: str, number: int) -> str:
    """Return the token of a reader's link of the case whose champion's page ``token`` opens."""
    return derived(token, f"reader:{number}")


def make(database: Database, making: Making, now: datetime) -> Made:
    """Store a case under its token, once; compare a second making with the first one, not with later edits."""
    opening = hash_of(documents.written({"document": making.document, "note": making.note}))
    values = {
        "id": new_id(now),
        "champion": hash_of(making.token),
        "reader": hash_of(reader_token(making.token, 1)),
        "opening": opening,
        "version": making.content_version,
        "document": making.document,
        "given": times.written(making.given_at),
        "words": making.words,
        "note": making.note,
        **clock(now),
    }
    with database.writing() as connection:
        added = connection.execute(
            "INSERT INTO cases (id, champion_hash, reader_hash, link_number, opening_hash, content_version, document, "
            "given_at, words, note, decision, numbers, name, email, version, opened, created_at, updated_at, "
            "expires_at) VALUES (:id, :champion, :reader, 1, :opening, :version, :document, :given, :words, :note, "
            "'', '{}', '', '', 1, 0, :now, :now, :expires) ON CONFLICT (champion_hash) DO NOTHING",
            values,
        )
        if added:
            return Made.NEW
        first = connection.row("SELECT opening_hash FROM cases WHERE champion_hash = :champion", values)
    return Made.SAME if first and first["opening_hash"] == opening else Made.DIFFERENT


def find_own(reader: Reader, token: str, now: datetime) -> StoredCase | None:
    """Return the case whose champion's page a token opens; None if there is none any more."""
    sql = "SELECT * FROM cases WHERE champion_hash = :token AND expires_at > :now"
    return _first(reader, sql, {"token": hash_of(token), "now": times.written(now)})


def find_shared(reader: Reader, token: str, now: datetime) -> StoredCase | None:
    """Return the case behind a reader's link; None if there is none, or the link was revoked or has expired."""
    sql = "SELECT * FROM cases WHERE reader_hash = :token AND expires_at > :now"
    return _first(reader, sql, {"token": hash_of(token), "now": times.written(now)})


def count_opening(database: Database, token: str, now: datetime) -> None:
    """Count that a person opened a reader's link."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE cases SET opened = opened + 1, opened_at = :now, expires_at = :expires "
            "WHERE reader_hash = :token AND expires_at > :now",
            {"token": hash_of(token), **clock(now)},
        )


def clock(now: datetime) -> dict[str, str]:
    """Return the times that an activity writes: now, and when the case goes unless there is another."""
    return {"now": times.written(now), "expires": times.written(now + LIFE)}


def _first(reader: Reader, sql: str, params: Values) -> StoredCase | None:
    row = reader.row(sql, params)
    return _read(row) if row else None


def _read(row: Row) -> StoredCase:
    return StoredCase(
        id=row["id"],
        content_version=row["content_version"],
        document=row["document"],
        given_at=times.read(row["given_at"]),
        words=row["words"],
        note=row["note"],
        decision=row["decision"],
        numbers=documents.read(row["numbers"]),
        champion=_champion(row),
        link_number=row["link_number"],
        is_shared=row["reader_hash"] is not None,
        version=row["version"],
        opened=row["opened"],
        opened_at=times.read(row["opened_at"]) if row["opened_at"] else None,
        created_at=times.read(row["created_at"]),
        expires_at=times.read(row["expires_at"]),
    )


def _champion(row: Row) -> Champion | None:
    if row["consent_at"] is None:
        return None
    consent = ConsentGiven(row["consent_version"], row["consent_text"])
    return Champion(row["name"], row["email"], consent, times.read(row["consent_at"]))
