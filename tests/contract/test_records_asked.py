"""What people asked: of leads and of readers of cases alike, each question once a person."""

from dataclasses import replace
from datetime import datetime, timedelta

from candor.records import cases, leads
from candor.records.asked import asked
from candor.records.case_answering import Answering, give
from candor.records.cases import Making, reader_token
from candor.records.database import Database
from candor.records.submitting import Person
from tests.contract.lead_rows import submission

GRACE = Person("Grace", "grace@engines.example", "Engines", "")
NOBODY = Person("", "", "", "")


def test_every_question_is_told_once_a_person_and_with_the_names_to_leave_out(
    database: Database, now: datetime
) -> None:
    cases.make(database, Making("own", "v1", "{}", now, "words", "note"), now)
    for number, (person, words) in enumerate([(GRACE, "How fast?\n\n How  dear? "), (NOBODY, "How fast?")]):
        give(database, reader_token("own", 1), Answering(str(number), "ask", words, person, None, suspected=False), now)
    leads.submit(database, replace(submission(database, now, person=GRACE), open_questions="How dear?"), now)

    found = asked(database, now)

    assert sorted(one.words for one in found) == ["How dear?", "How fast?", "How fast?"]
    assert {one.names for one in found} == {("Grace", "grace@engines.example", "Engines"), ("", "", "")}


def test_what_is_suspected_or_old_or_no_question_is_left_out(database: Database, now: datetime) -> None:
    cases.make(database, Making("own", "v1", "{}", now, "words", "note"), now)
    for key, kind, suspected in (("1", "ask", True), ("2", "not-now", False)):
        give(database, reader_token("own", 1), Answering(key, kind, "Why?", NOBODY, None, suspected=suspected), now)
    leads.submit(database, replace(submission(database, now), suspected=True), now)
    leads.submit(database, submission(database, now - timedelta(days=9)), now - timedelta(days=9))

    assert asked(database, now - timedelta(days=1)) == ()
    assert [one.words for one in asked(database, now - timedelta(days=9))] == ["How fast?"]
