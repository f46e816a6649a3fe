"""How often one address may do one thing: a log of the times, sliding with the clock."""

import json
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from candor.records import times
from candor.records.database import Connection, Database, Reader
from candor.records.keys import named_key
from candor.records.tokens import derived


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` times in any ``seconds``, counted under a name."""

    name: str
    most: int
    seconds: int


def count(database: Database, limit: Limit, subject: str, now: datetime) -> int | None:
    """Count one more try of a subject; return the seconds to wait if that is too many, else None.

    A try that is refused is not counted, and costs no write. Subjects are stored keyed and
    hashed, because an address alone could be found again from its plain hash.
    """
    values = {"name": limit.name, "subject": derived(named_key(database, "limits"), subject)}
    wait = _wait(_recent(database, values, limit, now), limit, now)
    if wait is not None:
        return wait
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO limits (name, subject_hash, times, forget_at) VALUES (:name, :subject, '[]', :forget) "
            "ON CONFLICT (name, subject_hash) DO UPDATE SET forget_at = limits.forget_at",
            values | {"forget": times.written(now + timedelta(seconds=limit.seconds))},
        )
        recent = _recent(connection, values, limit, now)
        wait = _wait(recent, limit, now)
        if wait is None:
            _save(connection, values, [*recent, now], now + timedelta(seconds=limit.seconds))
        return wait


def _recent(reader: Reader, values: dict[str, str], limit: Limit, now: datetime) -> list[datetime]:
    row = reader.row("SELECT times FROM limits WHERE name = :name AND subject_hash = :subject", values)
    logged = [times.read(text) for text in json.loads(row["times"])] if row else []
    # A clock that ran years ahead and was set right leaves times to come, which nobody should wait for.
    return sorted(moment for moment in logged if abs(moment - now) < timedelta(seconds=limit.seconds))


def _wait(recent: list[datetime], limit: Limit, now: datetime) -> int | None:
    if len(recent) < limit.most:
        return None
    free_again = recent[-limit.most] + timedelta(seconds=limit.seconds)
    return max(1, math.ceil((free_again - now).total_seconds()))


def _save(connection: Connection, values: dict[str, str], log: list[datetime], forget: datetime) -> None:
    written = json.dumps([times.written(moment) for moment in log])
    connection.execute(
        "UPDATE limits SET times = :times, forget_at = :forget WHERE name = :name AND subject_hash = :subject",
        values | {"times": written, "forget": times.written(forget)},
    )
