"""T49: an old backup brings back neither who was erased nor what was handed off."""

from dataclasses import replace
from datetime import datetime, timedelta

from candor.handoff.running import Worker
from candor.records import deliveries, leads, persons
from candor.records.carrying import carried_from, carry_over
from candor.records.database import Database
from tests.contract.handoffs import ADA, Clock, Stub, announced, endpoint


def test_t49_who_was_erased_stays_erased_and_is_remembered(database: Database, now: datetime) -> None:
    persons.erase(database, ADA.email, None, now)
    persons.erase(database, "eve@engines.example", None, now)
    carried = carried_from(database)
    with database.writing() as older:
        older.execute("DELETE FROM erasures")
    announced(database, now)

    again = carry_over(database, carried, now + timedelta(days=1))

    assert again == 1
    assert leads.page(database).leads == ()
    assert {hashed for hashed, _ in persons.erased(database)} == set(carried.erased)


def test_t49_what_was_handed_off_is_not_sent_again(database: Database, now: datetime) -> None:
    for name in ("sent", "waiting"):
        announced(database, now, name)
    sent = Worker(database, endpoint(), Stub(now), Clock(now))
    sent.step()
    carried = carried_from(database)
    with database.writing() as older:
        older.execute("UPDATE outbox SET state = 'new', delivered_at = NULL")

    carry_over(database, carried, now)

    after = Stub(now)
    worker = replace(sent, deliver=after)
    while worker.step():
        pass
    (delivered,) = carried.delivered
    assert [one.id for _, one in after.tried if one.id == delivered] == []
    assert len(after.tried) == 1
    assert deliveries.unfinished(database) == ()
