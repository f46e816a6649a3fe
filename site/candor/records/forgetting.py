"""What is stored of one fit check, found by its private link: for its visitor to take out, and to delete."""

from datetime import datetime

from candor.records import audit, times
from candor.records.audit import Deed
from candor.records.database import Connection, Database
from candor.records.evaluations import holding
from candor.records.persons import Document, opened
from candor.records.tokens import hash_of

TABLES = {
    "evaluations": "SELECT * FROM evaluations WHERE id = :evaluation",
    "results": "SELECT * FROM results WHERE evaluation_id = :evaluation ORDER BY id",
    "leads": "SELECT * FROM leads WHERE result_id IN (SELECT id FROM results WHERE evaluation_id = :evaluation) "
    "ORDER BY id",
    "lead_history": "SELECT * FROM lead_history WHERE lead_id IN (SELECT leads.id FROM leads JOIN results "
    "ON results.id = leads.result_id WHERE evaluation_id = :evaluation) ORDER BY id",
}
"""What is handed out: all that came from the visitor, and nothing that reps wrote."""

FORGOTTEN = (
    "DELETE FROM submissions WHERE result_id IN (SELECT id FROM results WHERE evaluation_id = :evaluation)",
    # A lead takes its history, events, deliveries and tokens with it.
    "DELETE FROM leads WHERE result_id IN (SELECT id FROM results WHERE evaluation_id = :evaluation)",
    "DELETE FROM results WHERE evaluation_id = :evaluation",
    "DELETE FROM evaluations WHERE id = :evaluation",
)


def export(database: Database, token: str, now: datetime) -> Document | None:
    """Return every row that came from one fit check, by table; None if there is none under this link."""
    with database.reading() as connection:
        sql = "SELECT id FROM evaluations WHERE token_hash = :token AND expires_at > :now"
        row = connection.row(sql, {"token": hash_of(token), "now": times.written(now)})
        return _rows(connection, row["id"]) if row else None


def forget(database: Database, token: str, now: datetime) -> None:
    """Delete a fit check with its results, and the requests to be contacted that came from it."""
    with database.writing() as connection:
        held = holding(connection, token, now)
        if held is None:
            return
        leads = connection.rows(TABLES["leads"], {"evaluation": held.id})
        for statement in FORGOTTEN:
            connection.execute(statement, {"evaluation": held.id})
        for _ in leads:
            audit.note_within(connection, None, Deed.VISITOR_DELETED, {}, now)


def _rows(connection: Connection, evaluation: str) -> Document:
    return {
        table: [opened(row) for row in connection.rows(sql, {"evaluation": evaluation})]
        for table, sql in TABLES.items()
    }
