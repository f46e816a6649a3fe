"""Leads: one a result, whatever is clicked; nothing overwritten silently; newest first."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import leads, results
from candor.records.database import Conflict, Database
from candor.records.leads import ConsentGiven, Lead, Outcome, Person, Submission, Submitted
from candor.records.listing import Place

ADA = Person("Ada", "ada@example.org", "Engines", "Director")


def submission(database: Database, now: datetime, name: str = "1") -> Submission:
    result = results.freeze(
        database, token=name, evaluation_id=name, content_version="v1", document='{"verdict": "fit"}', now=now
    )
    return Submission(f"key-{name}", result.id, ADA, "How fast?", None, False, {"utm_source": "news"})


def found(database: Database, lead_id: str | None) -> Lead:
    lead = leads.find(database, lead_id or "")
    assert lead is not None
    return lead


def test_a_lead_is_found_with_its_result(database: Database, now: datetime) -> None:
    sent = replace(submission(database, now), consent=ConsentGiven("2", "You may write to me."))

    submitted = leads.submit(database, sent, now)

    assert submitted.kind is Outcome.NEW
    assert found(database, submitted.lead_id) == Lead(
        id=submitted.lead_id or "",
        result_id=sent.result_id,
        person=ADA,
        open_questions="How fast?",
        consent=ConsentGiven("2", "You may write to me."),
        consent_at=now,
        suspected=False,
        arrival={"utm_source": "news"},
        status="new",
        version=1,
        created_at=now,
        updated_at=now,
        content_version="v1",
        result_document='{"verdict": "fit"}',
        owed_since=now,
    )


def test_a_lead_that_is_absent_is_none(database: Database) -> None:
    assert leads.find(database, "absent") is None


def test_twenty_clicks_at_once_make_one_lead(database: Database, now: datetime) -> None:
    sent = submission(database, now)

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(lambda _: leads.submit(database, sent, now), range(20)))

    assert sorted(outcome.kind for outcome in outcomes) == [Outcome.NEW] + [Outcome.SAME] * 19
    assert len({outcome.lead_id for outcome in outcomes}) == 1
    assert len(leads.page(database).leads) == 1


def test_the_same_key_and_body_change_nothing(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    first = leads.submit(database, sent, now)
    before = found(database, first.lead_id)

    again = leads.submit(database, replace(sent, suspected=True, arrival={}), now + timedelta(hours=1))

    assert again == Submitted(Outcome.SAME, first.lead_id)
    assert found(database, first.lead_id) == before


def test_the_same_words_under_another_key_are_no_correction(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    first = leads.submit(database, sent, now)

    again = leads.submit(database, replace(sent, key="another"), now + timedelta(minutes=1))

    assert again == Submitted(Outcome.SAME, first.lead_id)
    assert found(database, first.lead_id).version == 1


def test_the_same_key_with_another_body_changes_nothing(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    first = leads.submit(database, sent, now)
    before = found(database, first.lead_id)
    others = [
        replace(sent, person=replace(ADA, email="eve@example.org")),
        replace(sent, open_questions="How dear?"),
        replace(sent, consent=ConsentGiven("2", "You may write to me.")),
    ]

    again = [leads.submit(database, other, now) for other in others]

    assert again == [Submitted(Outcome.CONFLICT, None)] * 3
    assert found(database, first.lead_id) == before


def test_the_same_key_on_another_result_is_a_conflict(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)

    again = leads.submit(database, replace(submission(database, now, "2"), key=sent.key), now)

    assert again.kind is Outcome.CONFLICT


def test_a_new_key_corrects_the_lead_and_keeps_what_it_said(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    first = leads.submit(database, sent, now)
    later = now + timedelta(hours=1)

    again = leads.submit(database, replace(sent, key="another", open_questions="How dear?"), later)

    lead = found(database, first.lead_id)
    assert again == Submitted(Outcome.UPDATED, first.lead_id)
    assert (lead.open_questions, lead.version, lead.created_at, lead.updated_at) == ("How dear?", 2, now, later)
    with database.reading() as connection:
        history = connection.rows("SELECT version, open_questions, updated_at, replaced_at FROM lead_history")
    assert history == [
        {
            "version": 1,
            "open_questions": "How fast?",
            "updated_at": "2026-11-22T09:30:15.123456+00:00",
            "replaced_at": "2026-11-22T10:30:15.123456+00:00",
        }
    ]


def test_corrections_at_once_all_go_to_the_history(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    first = leads.submit(database, sent, now)
    corrections = [replace(sent, key=f"key-{n}-again", open_questions=f"Question {n}") for n in range(10)]

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda correction: leads.submit(database, correction, now), corrections))

    with database.reading() as connection:
        earlier = {row["open_questions"] for row in connection.rows("SELECT open_questions FROM lead_history")}
    lead = found(database, first.lead_id)
    assert lead.version == 11
    assert earlier | {lead.open_questions} == {"How fast?"} | {item.open_questions for item in corrections}


def test_a_lead_that_a_person_has_sent_stays_trusted(database: Database, now: datetime) -> None:
    trusted, suspect = submission(database, now, "1"), replace(submission(database, now, "2"), suspected=True)
    for sent in (trusted, suspect):
        leads.submit(database, sent, now)

    leads.submit(database, replace(trusted, key="again-1", suspected=True), now)
    leads.submit(database, replace(suspect, key="again-2", suspected=False), now)

    assert [lead.suspected for lead in leads.page(database).leads] == [False, False]


def test_suspected_leads_are_kept_counted_and_not_listed(database: Database, now: datetime) -> None:
    sent = replace(submission(database, now), suspected=True)

    submitted = leads.submit(database, sent, now)

    assert leads.page(database).leads == ()
    assert [lead.suspected for lead in leads.page(database, suspected=True).leads] == [True]
    assert leads.count_suspected(database) == 1
    assert found(database, submitted.lead_id).suspected


def test_a_result_that_does_not_exist_gets_no_lead(database: Database, now: datetime) -> None:
    with pytest.raises(Conflict):
        leads.submit(database, replace(submission(database, now), result_id="absent"), now)


def test_pages_list_every_lead_once_newest_first(database: Database, now: datetime) -> None:
    moments = [now + timedelta(minutes=number // 3) for number in range(10)]
    for number, moment in enumerate(moments):
        leads.submit(database, submission(database, now, str(number)), moment)

    listed: list[Lead] = []
    page = leads.page(database, limit=4)
    listed += page.leads
    while page.next is not None:
        page = leads.page(database, before=Place.read(page.next.text), limit=4)
        listed += page.leads

    assert [lead.created_at for lead in listed] == sorted(moments, reverse=True)
    assert len({lead.id for lead in listed}) == 10


def test_the_last_page_names_no_next_place(database: Database, now: datetime) -> None:
    for name in "1234":
        leads.submit(database, submission(database, now, name), now)

    assert leads.page(database, limit=4).next is None
