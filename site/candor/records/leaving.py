"""A rep who leaves: signed out everywhere at once, and every open lead goes on to somebody who is there."""

from datetime import datetime

from candor.records import audit, events, reps, times
from candor.records.audit import Deed
from candor.records.database import Connection, Database
from candor.records.events import EventKind, Happening
from candor.records.indexing import index_state
from candor.records.tokens import new_token
from candor.records.turns import next_rep

AT_ONCE = 100
OPEN_LEADS = (
    "SELECT mine.lead_id FROM search_tokens AS mine JOIN search_tokens AS open "
    "ON open.lead_id = mine.lead_id AND open.token = 'status:open' WHERE mine.token = :token "
    "ORDER BY mine.lead_id LIMIT :most"
)


def remove(database: Database, rep_id: str, by: str, to: str | None, now: datetime) -> int:
    """Disable a rep and hand over all their open leads, to one rep or, with None, to all in turn; return how many."""
    reps.disable(database, rep_id, now)
    audit.note(database, by, Deed.REMOVED, {"rep": rep_id}, now)
    return hand_all_over(database, rep_id, by, to, now)


def hand_all_over(database: Database, rep_id: str, by: str, to: str | None, now: datetime) -> int:
    """Hand over every open lead of a rep; where nobody is there to take one, it is left to whoever takes it next."""
    moved = 0
    while lead_ids := _open_leads(database, rep_id):
        for lead_id in lead_ids:
            with database.writing() as connection:
                moved += _hand_over(connection, lead_id, (rep_id, by, to), now)
    return moved


def _open_leads(database: Database, rep_id: str) -> list[str]:
    rows = database.rows(OPEN_LEADS, {"token": f"rep:{rep_id}", "most": AT_ONCE})
    return [row["lead_id"] for row in rows]


def _hand_over(connection: Connection, lead_id: str, rep_by_to: tuple[str, str, str | None], now: datetime) -> int:
    rep_id, by, to = rep_by_to
    values = {"lead": lead_id, "rep": rep_id, "now": times.written(now)}
    # Taken from the rep first: that locks the lead, and tells whether somebody else has it by now.
    sql = "UPDATE leads SET rep_id = NULL, version = version + 1, updated_at = :now WHERE id = :lead AND rep_id = :rep"
    if not connection.execute(sql, values):
        index_state(connection, lead_id)
        return 0
    heir = to or next_rep(connection, ())
    connection.execute("UPDATE leads SET rep_id = :heir WHERE id = :lead", {"heir": heir, "lead": lead_id})
    told = {"to": heir} if heir else {}
    events.write(connection, Happening(lead_id, EventKind.HANDED_OVER, by, "", told, new_token()), now)
    index_state(connection, lead_id)
    return 1
