"""Results: verdicts frozen as they were given, under a private link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from candor.records import times
from candor.records.database import Connection, Database, Row
from candor.records.tokens import hash_of, new_id

LINK_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A frozen verdict; ``document`` is JSON text as the evaluator's side wrote it.

    ``is_shared`` tells whether the link to pass on leads to it.
    """

    id: str
    evaluation_id: str
    content_version: str
    document: str
    created_at: datetime
    expires_at: datetime
    is_shared: bool


def freeze(
    database: Database, *, token: str, evaluation_id: str, content_version: str, document: str, now: datetime
) -> StoredResult:
    """Store a result under its token, once; a later call with the same token returns the first one unchanged."""
    with database.writing() as connection:
        return freeze_within(
            connection,
            token=token,
            evaluation_id=evaluation_id,
            content_version=content_version,
            document=document,
            now=now,
        )


def freeze_within(
    connection: Connection, *, token: str, evaluation_id: str, content_version: str, document: str, now: datetime
) -> StoredResult:
    """Store a result as ``freeze`` does, in a transaction that stores more than the result."""
    values = {
        "id": new_id(now),
        "token": hash_of(token),
        "evaluation": evaluation_id,
        "version": content_version,
        "document": document,
        "now": times.written(now),
        "expires": times.written(now + LINK_LIFE),
    }
    connection.execute(
        "INSERT INTO results (id, token_hash, evaluation_id, content_version, document, created_at, expires_at) "
        "VALUES (:id, :token, :evaluation, :version, :document, :now, :expires) "
        "ON CONFLICT (token_hash) DO NOTHING",
        values,
    )
    return _read(connection.rows("SELECT * FROM results WHERE token_hash = :token", values)[0])


def find(database: Database, token: str, now: datetime) -> StoredResult | None:
    """Return the result behind a private link; None if there is none, or it has expired or was revoked."""
    found = find_own(database, token, now)
    return found if found is not None and found.is_shared else None


def find_own(database: Database, token: str, now: datetime) -> StoredResult | None:
    """Return a result to the visitor who got it, whether its link was revoked or not."""
    row = database.row(
        "SELECT * FROM results WHERE token_hash = :token AND expires_at > :now",
        {"token": hash_of(token), "now": times.written(now)},
    )
    return _read(row) if row else None


def revoke(database: Database, token: str, now: datetime) -> None:
    """Make a private link lead nowhere until it is shared again."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE results SET revoked_at = :now WHERE token_hash = :token AND revoked_at IS NULL",
            {"token": hash_of(token), "now": times.written(now)},
        )


def share_again(database: Database, token: str, now: datetime) -> None:
    """Make a revoked link lead to its result again."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE results SET revoked_at = NULL WHERE token_hash = :token AND expires_at > :now",
            {"token": hash_of(token), "now": times.written(now)},
        )


def _read(row: Row) -> StoredResult:
    return StoredResult(
        id=row["id"],
        evaluation_id=row["evaluation_id"],
        content_version=row["content_version"],
        document=row["document"],
        created_at=times.read(row["created_at"]),
        expires_at=times.read(row["expires_at"]),
        is_shared=row["revoked_at"] is None,
    )
