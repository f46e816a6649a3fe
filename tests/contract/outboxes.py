"""Leads with something to be told of, for tests of the outbox."""

import json
from datetime import datetime, timedelta

from candor.records import deliveries, leads, outbox, results
from candor.records.database import Database
from candor.records.deliveries import Leased
from candor.records.leads import Person, Submission
from candor.records.outbox import Passing

ALL = frozenset(outbox.TYPES)
ADA = Person("Ada", "ada@example.org", "Engines", "Director")
PASSING = Passing(
    {"hook": ALL, "crm": frozenset({outbox.CREATED})},
    json.loads,
    "https://fit.example.org/inbox/leads/",
)
SECOND = timedelta(seconds=1)


def submission(database: Database, now: datetime, name: str = "1") -> Submission:
    """Return a submission about a result of its own."""
    result = results.freeze(
        database,
        token=f"token-{name}",
        evaluation_id=name,
        content_version="v1",
        document='{"verdict": "fit", "words": "Copy it"}',
        now=now,
    )
    return Submission(f"key-{name}", result.id, ADA, "Who supports it?", None, False, {"utm_source": "ad"}, PASSING)


def submitted(database: Database, sent: Submission, now: datetime) -> str:
    """Submit, and return the id of the lead."""
    lead_id = leads.submit(database, sent, now).lead_id
    assert lead_id is not None
    return lead_id


def taken(database: Database, now: datetime, endpoint: str = "hook") -> Leased:
    """Lease the delivery that is due first."""
    leased = deliveries.take(database, endpoint, now)
    assert leased is not None
    return leased
