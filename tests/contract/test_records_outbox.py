"""The outbox: events in the lead's own transaction, frozen as the bytes that receivers get."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import deliveries, leads, retention
from candor.records.database import Database
from candor.records.deliveries import State
from candor.records.outbox import Passing
from tests.contract.outboxes import ALL, SECOND, submission, submitted, taken


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


def test_deliveries_go_with_their_lead(database: Database, now: datetime) -> None:
    leads.submit(database, submission(database, now), now)

    retention.sweep(database, now + timedelta(days=800))

    assert counted(database) == (0, 0)
