"""What outlives a restore: a backup knows neither who was erased after it was made nor what was handed off since."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from candor.records import persons
from candor.records.database import Database, NewerDatabase, engine_for


@dataclass(frozen=True, slots=True)
class Carried:
    """Hashes of addresses with when each was erased, and deliveries with when each was made."""

    erased: Mapping[str, str] = field(default_factory=dict)
    delivered: Mapping[str, str] = field(default_factory=dict)


def restore(url: str, backup: Path, carried: Carried, now: datetime) -> int:
    """Replace a database by a backup to which this was carried over before; return how many were erased again."""
    again = 0

    def amend(copy: Database) -> None:
        nonlocal again
        again = carry_over(copy, carried, now)

    Database.restore(url, backup, amend=amend).close()
    return again


def carried_in(url: str, patience: float = 5.0) -> Carried:
    """Return what has to be known of the database at an address before it is replaced."""
    with closing(_opened(url, patience)) as database:
        return carried_from(database)


def carried_from(database: Database) -> Carried:
    """Return what has to be known of a database before it is replaced."""
    made = database.rows("SELECT id, delivered_at FROM outbox WHERE state = 'delivered'")
    return Carried(dict(persons.erased(database)), {row["id"]: row["delivered_at"] for row in made})


def carry_over(database: Database, carried: Carried, now: datetime) -> int:
    """Erase again who had been erased, and mark what was handed off; return how many persons were found again."""
    with database.writing() as connection:
        for hashed, at in carried.erased.items():
            connection.execute(
                "INSERT INTO erasures (email_hash, erased_at) VALUES (:hash, :at) ON CONFLICT (email_hash) DO NOTHING",
                {"hash": hashed, "at": at},
            )
        waiting = connection.rows("SELECT id FROM outbox WHERE state <> 'delivered' ORDER BY id")
        for delivery in (row["id"] for row in waiting if row["id"] in carried.delivered):
            connection.execute(
                "UPDATE outbox SET state = 'delivered', lease = NULL, error = NULL, delivered_at = :at WHERE id = :id",
                {"id": delivery, "at": carried.delivered[delivery]},
            )
    return persons.replay(database, frozenset(carried.erased), now)


def _opened(url: str, patience: float) -> Database:
    try:
        return Database.open(url, patience)
    except NewerDatabase:
        # Going back to this version by an older backup brings nobody back either: what is read here stays the same.
        return Database(engine_for(url, patience))
