"""Whose turn it is: leads that arrive go to the reps in turn, and never to one who is away."""

from candor.records.engine import Connection

AVAILABLE = "SELECT id FROM reps WHERE disabled_at IS NULL AND away = 0"


def next_rep(connection: Connection, among: tuple[str, ...] | None) -> str | None:
    """Return whose turn it is, and end that turn; None where nobody is there to take a lead.

    ``among`` are addresses; without any it is every rep who is no admin, and with None nobody.
    """
    if among is None:
        return None
    # One row that all touch first: whoever comes at the same time waits for this turn to end.
    connection.execute(
        "INSERT INTO turns (id, taken) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET taken = turns.taken + 1"
    )
    values = {f"address{number}": address for number, address in enumerate(among)}
    whom = f"email IN ({', '.join(f':{name}' for name in values)})" if values else "role = 'rep'"
    row = connection.row(f"{AVAILABLE} AND {whom} ORDER BY last_turn, id LIMIT 1", values)
    if row is None:
        return None
    connection.execute(
        "UPDATE reps SET last_turn = (SELECT taken FROM turns WHERE id = 1) WHERE id = :id", {"id": row["id"]}
    )
    return str(row["id"])
