"""Deliveries: leased by one worker at a time, in order for each lead, replayed at will."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from candor.records import deliveries, leads, outbox
from candor.records.database import Database
from candor.records.deliveries import State
from candor.records.outbox import Event, Passing
from tests.contract.outboxes import SECOND, submission, submitted, taken


def test_line_44_a_later_event_waits_for_an_earlier_one_of_its_lead(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)
    leads.submit(database, replace(sent, key="again", open_questions="more"), now)
    leads.submit(database, submission(database, now, "2"), now + SECOND)

    first, other = taken(database, now), taken(database, now + SECOND)
    deliveries.try_later(database, first, "the receiver answered 500", now + 2 * SECOND)
    between = deliveries.take(database, "hook", now + SECOND)
    deliveries.delivered(database, taken(database, now + 2 * SECOND), now + 2 * SECOND)
    last = taken(database, now + 2 * SECOND)

    assert first.lead_id != other.lead_id
    assert between is None
    assert (last.lead_id, last.kind) == (first.lead_id, "lead.updated")


def test_two_events_of_one_moment_keep_their_order(database: Database, now: datetime) -> None:
    sent = replace(submission(database, now), passing=Passing())
    lead_id = submitted(database, sent, now)
    for number in range(20):
        with database.writing() as connection:
            connection.execute("UPDATE leads SET version = version + 1 WHERE id = :id", {"id": lead_id})
            outbox.enqueue(connection, Event(lead_id, "lead.updated", {"number": number}), ("hook",), now)

    told = []
    while leased := deliveries.take(database, "hook", now):
        told.append(json.loads(leased.body)["data"]["number"])
        deliveries.delivered(database, leased, now)

    assert told == list(range(20))


def test_a_lease_that_ended_is_taken_again_with_the_same_id_and_bytes(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)

    first = taken(database, now)
    during = deliveries.take(database, "hook", now + deliveries.LEASE - SECOND)
    second = taken(database, now + deliveries.LEASE)

    assert during is None
    assert (second.event_id, second.body, second.tries_before) == (first.event_id, first.body, 1)
    assert second.tried_since == now
    assert not deliveries.delivered(database, first, now + deliveries.LEASE)
    assert deliveries.delivered(database, second, now + deliveries.LEASE)


def test_a_failed_event_lets_the_next_one_of_its_lead_go(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)
    leads.submit(database, replace(sent, key="again", open_questions="more"), now)

    deliveries.give_up(database, taken(database, now), "the receiver answered 500")

    assert taken(database, now).kind == "lead.updated"


def test_line_45_a_gone_endpoint_is_held_until_a_replay_and_others_go_on(database: Database, now: datetime) -> None:
    for name in ("1", "2"):
        leads.submit(database, submission(database, now, name), now)

    gone = taken(database, now)
    deliveries.disable(database, gone, "the receiver answered 410", now)
    held = deliveries.take(database, "hook", now + timedelta(days=1))
    other = deliveries.take(database, "crm", now)
    shown = {each.endpoint: each for each in deliveries.of_lead(database, gone.lead_id)}["hook"]
    replayed = deliveries.replay(database, gone.id, now + SECOND)

    assert held is None
    assert other is not None
    assert (shown.state, shown.error, shown.disabled_at) == (State.FAILED, "the receiver answered 410", now)
    assert replayed
    assert len({taken(database, now + SECOND).id for _ in range(2)}) == 2


def test_a_replay_begins_again_under_the_same_event_id(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)
    leased = taken(database, now)
    deliveries.delivered(database, leased, now)

    deliveries.replay(database, leased.id, now + SECOND)
    again = taken(database, now + SECOND)

    assert (again.event_id, again.body, again.tries_before) == (leased.event_id, leased.body, 0)
    assert again.tried_since == now + SECOND


def test_what_is_being_tried_or_does_not_exist_is_not_replayed(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)
    leased = taken(database, now)

    assert not deliveries.replay(database, leased.id, now)
    assert not deliveries.replay(database, "none", now)


def test_what_is_not_done_is_listed_with_its_next_try(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)
    deliveries.delivered(database, taken(database, now, "crm"), now)
    deliveries.try_later(database, taken(database, now), "the receiver answered 500", now + SECOND)

    (listed,) = deliveries.unfinished(database)

    assert (listed.endpoint, listed.attempts, listed.next_at) == ("hook", 1, now + SECOND)
    assert listed.error == "the receiver answered 500"


def test_many_workers_take_each_delivery_once(database: Database, now: datetime) -> None:
    sent = [submission(database, now, str(number)) for number in range(40)]
    for each in sent:
        leads.submit(database, each, now)

    def drain(_number: int) -> list[str]:
        found = []
        while leased := deliveries.take(database, "hook", now):
            deliveries.delivered(database, leased, now)
            found.append(leased.id)
        return found

    with ThreadPoolExecutor(6) as threads:
        taken_by = list(threads.map(drain, range(6)))

    everything = [each for found in taken_by for each in found]
    assert len(everything) == len(set(everything)) == 40
