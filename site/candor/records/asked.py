"""What people asked for a reply about: each question once a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from candor.records import times
from candor.records.database import Database, Row


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """One question, and the names of whoever asked it, so that they can be left out."""

    words: str
    names: tuple[str, ...]


def asked(database: Database, since: datetime) -> tuple[AskedOnce, ...]:
    """Return what leads and readers of cases asked since a moment, oldest first; suspected ones are left out."""
    after = {"since": times.written(since)}
    with database.reading() as connection:
        rows = (
            *connection.rows(
                "SELECT id, name, email, company, open_questions AS words FROM leads "
                "WHERE suspected = 0 AND updated_at >= :since ORDER BY created_at, id",
                after,
            ),
            *connection.rows(
                "SELECT id, name, email, company, words FROM case_answers "
                "WHERE suspected = 0 AND kind = 'ask' AND answered_at >= :since ORDER BY answered_at, id",
                after,
            ),
        )
    # A reader of a case who leaves an address becomes a lead that asks the same.
    once = {(row["email"].lower() or row["id"], one.words): one for row in rows for one in _questions(row)}
    return tuple(once.values())


def _questions(row: Row) -> Iterator[AskedOnce]:
    for line in row["words"].splitlines():
        if words := " ".join(line.split()):
            yield AskedOnce(words, (row["name"], row["email"], row["company"]))
