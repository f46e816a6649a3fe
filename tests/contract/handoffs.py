"""Leads with events to hand off, and workers that do it, for tests of the outbox on each engine."""

from dataclasses import dataclass
from datetime import datetime

from candor.handoff.delivering import Deliverer, Tried
from candor.handoff.endpoints import Endpoint, Webhook
from candor.handoff.running import Worker
from candor.records import leads, outbox, results
from candor.records.database import Database
from candor.records.deliveries import Leased
from candor.records.leads import Person, Submission
from candor.records.outbox import Event
from tests.receivers import Receiver

SECRET = b"s" * 32
ADA = Person("Ada", "ada@engines.example", "Engines", "Director")


@dataclass
class Clock:
    """A clock that moves only when it is told to."""

    now: datetime

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


def announced(
    database: Database,
    now: datetime,
    name: str = "1",
    *,
    events: int = 1,
    endpoints: tuple[str, ...] = ("hook",),
) -> str:
    """Store a lead with so many events, and return its id."""
    result = results.freeze(
        database, token=f"token-{name}", evaluation_id=name, content_version="v1", document="{}", now=now
    )
    sent = Submission(f"key-{name}", result.id, ADA, "", None, False, {})
    lead_id = leads.submit(database, sent, now).lead_id
    assert lead_id is not None
    for number in range(events):
        with database.writing() as connection:
            connection.execute("UPDATE leads SET version = version + 1 WHERE id = :id", {"id": lead_id})
            event = Event(lead_id, outbox.UPDATED, {"number": number, "name": "Ada"})
            outbox.enqueue(connection, event, endpoints, now)
    return lead_id


def endpoint(name: str = "hook", receiver: Receiver | None = None) -> Endpoint:
    """Return a webhook, at a receiver if there is one."""
    return endpoint_at(receiver.url if receiver else "https://hook.example.org/in", name)


def endpoint_at(url: str, name: str = "hook") -> Endpoint:
    """Return a webhook at an address."""
    return Endpoint(name, frozenset(outbox.TYPES), Webhook(url, (SECRET,)))


def hook_of(database: Database, receiver: Receiver, clock: Clock) -> Worker:
    """Return what hands events off to a receiver."""
    return Worker(database, endpoint("hook", receiver), Deliverer(receiver.reach, lambda _lead, _link: None), clock)


class Stub:
    """A receiver without a network that is down until some moment, and keeps when what was tried."""

    def __init__(self, down_until: datetime) -> None:
        """Begin with nothing received."""
        self.down_until = down_until
        self.tried: list[tuple[datetime, Leased]] = []

    def __call__(self, _endpoint: Endpoint, leased: Leased, now: datetime) -> Tried:
        """Keep a try, and answer it."""
        self.tried.append((now, leased))
        return Tried("the connection was refused" if now < self.down_until else None)
