"""What happens to a lead when its form has been stored: somebody gets it, a reply is owed, and it can be found."""

from datetime import datetime

from candor.records import events, times
from candor.records.engine import Connection
from candor.records.events import EventKind, Happening
from candor.records.indexing import index_lead, index_state
from candor.records.tokens import new_token
from candor.records.turns import next_rep


def settle(connection: Connection, lead_id: str, among: tuple[str, ...] | None, now: datetime) -> None:
    """Make a lead that was sent, or sent again, wait for a reply, in the transaction that has written it.

    One that was closed is open again: whoever writes once more has not been answered. What a
    program may have sent waits for nobody.
    """
    values = {"id": lead_id, "now": times.written(now)}
    waits = connection.execute(
        "UPDATE leads SET owed_since = COALESCE(owed_since, :now), "
        "status = CASE WHEN status = 'closed' THEN 'new' ELSE status END, outcome = NULL, reason = NULL, "
        "verdict_was = NULL, wrong_statement = NULL WHERE id = :id AND suspected = 0",
        values,
    )
    index_lead(connection, lead_id)
    if waits:
        give(connection, lead_id, among, now)


def give(connection: Connection, lead_id: str, among: tuple[str, ...] | None, now: datetime) -> None:
    """Give a lead that waits and that nobody has to whose turn it is, in a transaction that holds the lead."""
    free = "SELECT 1 FROM leads WHERE id = :id AND rep_id IS NULL AND owed_since IS NOT NULL"
    if connection.row(free, {"id": lead_id}) is None:
        return
    rep = next_rep(connection, among)
    if rep is not None:
        connection.execute("UPDATE leads SET rep_id = :rep WHERE id = :id", {"rep": rep, "id": lead_id})
        events.write(connection, Happening(lead_id, EventKind.GIVEN, rep, "", {}, new_token()), now)
        index_state(connection, lead_id)
