"""What was done with many leads, with the team, or with a person's data: who did it and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from candor.records import documents, times
from candor.records.database import Connection, Database
from candor.records.tokens import new_id


class Deed(StrEnum):
    """What is worth knowing later."""

    INVITED = "invited"
    LINKED = "linked"
    REMOVED = "removed"
    READMITTED = "readmitted"
    TOOK_OUT = "took out"
    PERSON_EXPORTED = "exported a person"
    PERSON_ERASED = "erased a person"
    VISITOR_DELETED = "deleted their request"


@dataclass(frozen=True, slots=True)
class Done:
    """One deed; ``who`` is None where it was done by command."""

    deed: Deed
    who: str | None
    document: Mapping[str, str]
    done_at: datetime

    @property
    def doer(self) -> str:
        """Who did it, or on whose behalf the machine did."""
        return self.who or ("A visitor" if self.deed is Deed.VISITOR_DELETED else "By command")


def note(database: Database, rep_id: str | None, deed: Deed, document: Mapping[str, str], now: datetime) -> None:
    """Write down a deed; the document names nobody outside the team."""
    with database.writing() as connection:
        note_within(connection, rep_id, deed, document, now)


def note_within(
    connection: Connection, rep_id: str | None, deed: Deed, document: Mapping[str, str], now: datetime
) -> None:
    """Write down a deed in the transaction that does it."""
    connection.execute(
        "INSERT INTO audit (id, rep_id, did, document, done_at) VALUES (:id, :rep, :did, :document, :now)",
        {
            "id": new_id(now),
            "rep": rep_id,
            "did": deed.value,
            "document": documents.written(document),
            "now": times.written(now),
        },
    )


def latest(database: Database, limit: int = 50) -> tuple[Done, ...]:
    """Return the last deeds, the latest first."""
    rows = database.rows(
        "SELECT audit.*, reps.name AS who FROM audit LEFT JOIN reps ON reps.id = audit.rep_id "
        "ORDER BY audit.id DESC LIMIT :most",
        {"most": limit},
    )
    return tuple(
        Done(Deed(row["did"]), row["who"], documents.read(row["document"]), times.read(row["done_at"])) for row in rows
    )
