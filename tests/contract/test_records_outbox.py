"""The outbox: in the lead's own transaction, in order for each lead, leased by one worker at a time."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import deliveries, leads, outbox, results, retention
from candor.records.database import Database
from candor.records.deliveries import Leased, State
from candor.records.leads import Person, Submission
from candor.records.outbox import Event, Passing

ALL = frozenset(outbox.TYPES)
ADA = Person("Ada", "ada@example.org", "Engines", "Director")
PASSING = Passing(
    {"hook": ALL, "crm": frozenset({outbox.CREATED})},
    json.loads,
    "https://fit.example.org/inbox/leads/",
)
SECOND = timedelta(seconds=1)


def submission(database: Database, now: datetime, name: str = "1") -> Submission:
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
    lead_id = leads.submit(database, sent, now).lead_id
    assert lead_id is not None
    return lead_id


def taken(database: Database, now: datetime, endpoint: str = "hook") -> Leased:
    leased = deliveries.take(database, endpoint, now)
    assert leased is not None
    return leased


def counted(database: Database) -> tuple[int, int]:
    with database.reading() as connection:
        row = connection.rows(
            "SELECT (SELECT COUNT(*) FROM outbox_events) AS events, (SELECT COUNT(*) FROM outbox) AS deliveries"
        )[0]
    return row["events"], row["deliveries"]


def test_line_34_a_lead_and_its_hand_off_are_one_transaction(database: Database, now: datetime) -> None:
    def fail(document: str) -> dict[str, str]:
        raise RuntimeError(document)

    sent = submission(database, now)

    with pytest.raises(RuntimeError):
        leads.submit(database, replace(sent, passing=Passing({"hook": ALL}, fail)), now)

    assert counted(database) == (0, 0)
    assert leads.page(database).leads == ()


def test_a_new_lead_is_told_of_to_each_endpoint_that_wants_it(database: Database, now: datetime) -> None:
    lead_id = submitted(database, submission(database, now), now)

    told = {each.endpoint: (each.kind, each.state) for each in deliveries.of_lead(database, lead_id)}
    assert told == {"hook": ("lead.created", State.NEW), "crm": ("lead.created", State.NEW)}


def test_an_event_repeats_plain_values_at_the_top(database: Database, now: datetime) -> None:
    lead_id = submitted(database, submission(database, now), now)

    body = json.loads(taken(database, now).body)

    assert body["type"] == "lead.created"
    assert body["timestamp"] == "2026-11-22T09:30:15.123456+00:00"
    assert body["data"]["lead_url"] == f"https://fit.example.org/inbox/leads/{lead_id}"
    assert body["data"]["result"] == {"verdict": "fit", "words": "Copy it"}
    expected = {"name": "Ada", "verdict": "fit", "utm_source": "ad", "consent": False, "status": "new"}
    assert {name: body["data"][name] for name in expected} == expected


def test_a_correction_is_told_only_to_those_who_want_it(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    lead_id = submitted(database, sent, now)

    leads.submit(database, replace(sent, key="again", open_questions="And in Japan?"), now + SECOND)

    told = [(each.endpoint, each.kind) for each in deliveries.of_lead(database, lead_id)]
    assert told == [("hook", "lead.updated"), ("crm", "lead.created"), ("hook", "lead.created")]


def test_a_form_sent_twice_is_told_of_once(database: Database, now: datetime) -> None:
    sent = submission(database, now)

    leads.submit(database, sent, now)
    leads.submit(database, sent, now + SECOND)

    assert counted(database) == (1, 2)


def test_line_33_a_suspected_lead_is_not_handed_off(database: Database, now: datetime) -> None:
    leads.submit(database, replace(submission(database, now), suspected=True), now)

    assert counted(database) == (0, 0)


def test_a_lead_that_is_trusted_later_is_told_of_as_created(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, replace(sent, suspected=True), now)

    leads.submit(database, replace(sent, key="by hand"), now + SECOND)

    assert taken(database, now + SECOND).kind == "lead.created"


def test_a_suspected_correction_is_not_handed_off(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)

    leads.submit(database, replace(sent, key="bot", open_questions="buy", suspected=True), now + SECOND)

    assert counted(database) == (1, 2)


def test_line_43_a_body_stays_under_20_kb_and_says_that_it_was_shortened(database: Database, now: datetime) -> None:
    sent = replace(submission(database, now), open_questions="\U0001f6a2" * 10_000)

    leads.submit(database, sent, now)

    body = taken(database, now).body
    data = json.loads(body)["data"]
    assert len(body.encode()) < 20_000
    assert data["shortened"] is True
    assert data["open_questions"].endswith("\U0001f6a2…")
    assert data["name"] == "Ada"


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


def test_deliveries_go_with_their_lead(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)

    retention.sweep(database, now + timedelta(days=800))

    assert counted(database) == (0, 0)


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
