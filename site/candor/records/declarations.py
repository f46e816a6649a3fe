"""Every declaration that the site has served, so that an old result can still be explained."""

from collections.abc import Iterator
from datetime import datetime

from candor.records.database import Database
from candor.records.times import written


def keep(database: Database, version: str, document: str, now: datetime) -> None:
    """Store a declaration under its version, once."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO declarations (version, document, created_at) VALUES (:version, :document, :now) "
            "ON CONFLICT (version) DO NOTHING",
            {"version": version, "document": document, "now": written(now)},
        )


def find(database: Database, version: str) -> str | None:
    """Return the declaration that was served under a version."""
    row = database.row("SELECT document FROM declarations WHERE version = :version", {"version": version})
    return row["document"] if row else None


def every(database: Database) -> Iterator[str]:
    """Yield every declaration that was ever served, the oldest first."""
    for row in database.rows("SELECT version FROM declarations ORDER BY created_at"):
        document = find(database, row["version"])
        if document is not None:
            yield document
