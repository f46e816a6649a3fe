"""What outlives a restore: a backup knows neither who was erased after it was made nor what was handed off since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from candor.records import persons
from candor.records.database import Database


@dataclass(frozen=True, slots=True)
class Carried:
    """Hashes of addresses with when each was erased, and deliveries with when each was made."""

    erased: Mapping[str, str] = field(default_factory=dict)
    delivered: Mapping[str, str] = field(default_factory=dict)


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
