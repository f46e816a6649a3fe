"""Whose turn it is: leads that arrive go to the reps in turn, and never to one who is away."""

from datetime import datetime

from candor.records import times
from candor.records.engine import Connection

AVAILABLE = "SELECT id, last_given_at FROM reps WHERE disabled_at IS NULL AND away = 0"
MOST_TRIES = 8


def next_rep(connection: Connection, among: tuple[str, ...] | None, now: datetime) -> str | None:
    """Return whose turn it is, and end that turn; None where nobody is there to take a lead.

    ``among`` are addresses; without any it is every rep who is no admin, and with None nobody.
    """
    if among is None:
        return None
    values = {f"address{number}": address for number, address in enumerate(among)}
    whom = f"email IN ({', '.join(f':{name}' for name in values)})" if values else "role = 'rep'"
    for _ in range(MOST_TRIES):
        row = connection.row(f"{AVAILABLE} AND {whom} ORDER BY last_given_at, id LIMIT 1", values)
        if row is None:
            return None
        # Somebody else may just have given the same rep a lead; then it is another one's turn.
        ended = "UPDATE reps SET last_given_at = :now WHERE id = :id AND last_given_at = :seen"
        seen = {"id": row["id"], "seen": row["last_given_at"], "now": f"{times.written(now)}"}
        if connection.execute(ended, seen):
            return str(row["id"])
    return None
