"""Cases: two private links, edits that are never lost silently, and nothing left when they go."""

from dataclasses import replace
from datetime import datetime, timedelta

from candor.records import case_edits, cases, retention
from candor.records.case_answering import Answering, give
from candor.records.case_edits import Edited
from candor.records.cases import Made, Making, StoredCase, reader_token
from candor.records.database import Database
from candor.records.submitting import Person

OWN = "champion-token"
MAKING = Making(OWN, "v1", '{"verdict": "fit"}', datetime.fromisoformat("2026-11-20T08:00:00+00:00"), "words", "note")
NOBODY = Person("", "", "", "")


def made(database: Database, now: datetime) -> str:
    """Make the case and return the token of its reader's link."""
    cases.make(database, MAKING, now)
    return reader_token(OWN, 1)


def own(database: Database, now: datetime) -> StoredCase:
    case = cases.find_own(database, OWN, now)
    assert case is not None
    return case


def rows_in(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        counts = "SELECT (SELECT COUNT(*) FROM cases) AS cases, (SELECT COUNT(*) FROM case_answers) AS answers"
        return dict(connection.rows(counts)[0])


def test_both_links_lead_to_the_same_case_and_neither_to_the_other(database: Database, now: datetime) -> None:
    reader = made(database, now)

    case = own(database, now)

    assert cases.find_shared(database, reader, now) == case
    assert (case.document, case.given_at, case.words, case.note) == MAKING_SAYS
    assert cases.find_own(database, reader, now) is None
    assert cases.find_shared(database, OWN, now) is None


MAKING_SAYS = (MAKING.document, MAKING.given_at, MAKING.words, MAKING.note)


def test_neither_token_is_stored(database: Database, now: datetime) -> None:
    reader = made(database, now)

    with database.reading() as connection:
        stored = str(connection.rows("SELECT * FROM cases"))

    assert OWN not in stored
    assert reader not in stored


def test_a_case_made_twice_is_one_and_another_under_its_token_is_refused(database: Database, now: datetime) -> None:
    outcomes = [cases.make(database, one, now) for one in (MAKING, MAKING, replace(MAKING, note="other"))]

    assert outcomes == [Made.NEW, Made.SAME, Made.DIFFERENT]
    assert own(database, now).note == "note"


def test_an_edit_of_an_older_version_changes_nothing(database: Database, now: datetime) -> None:
    made(database, now)

    first = case_edits.rewrite(database, OWN, 1, ("new note", "decided"), now)
    stale = case_edits.rewrite(database, OWN, 1, ("lost", "lost"), now)
    twice = case_edits.rewrite(database, OWN, 1, ("new note", "decided"), now)
    numbers = case_edits.renumber(database, OWN, 1, {"hours": "2.5"}, now)

    case = own(database, now)
    assert [first, stale, twice, numbers] == [Edited.DONE, Edited.STALE, Edited.DONE, Edited.STALE]
    assert (case.note, case.decision, case.numbers, case.version) == ("new note", "decided", {}, 2)


def test_numbers_are_kept_as_they_were_written(database: Database, now: datetime) -> None:
    made(database, now)

    case_edits.renumber(database, OWN, 1, {"hours": "2.50"}, now)

    assert own(database, now).numbers == {"hours": "2.50"}


def test_an_edit_of_a_case_that_is_gone_says_so(database: Database, now: datetime) -> None:
    assert case_edits.rewrite(database, OWN, 1, ("a", "b"), now) is Edited.GONE


def test_openings_are_counted_and_told_with_the_last_time(database: Database, now: datetime) -> None:
    reader = made(database, now)

    cases.count_opening(database, reader, now)
    cases.count_opening(database, reader, now + timedelta(hours=1))

    case = own(database, now)
    assert (case.opened, case.opened_at) == (2, now + timedelta(hours=1))


def test_a_revoked_link_leads_nowhere_and_a_new_one_does(database: Database, now: datetime) -> None:
    first = made(database, now)

    case_edits.revoke(database, OWN, now)
    revoked = cases.find_shared(database, first, now), own(database, now).is_shared
    for _ in range(2):
        case_edits.share_anew(database, OWN, 1, now)

    case = own(database, now)
    assert revoked == (None, False)
    assert (case.link_number, case.is_shared) == (2, True)
    assert cases.find_shared(database, first, now) is None
    assert cases.find_shared(database, reader_token(OWN, 2), now) == case


def test_line_29_a_case_lives_180_days_after_the_last_activity(database: Database, now: datetime) -> None:
    reader = made(database, now)
    later = now + timedelta(days=100)
    give(database, reader, Answering("key", "agree", "", NOBODY, None, suspected=False), later)

    before, after = later + timedelta(days=179), later + timedelta(days=180)

    assert cases.find_shared(database, reader, before) is not None
    assert cases.find_shared(database, reader, after) is None
    assert cases.find_own(database, OWN, after) is None


def test_the_sweep_removes_what_has_expired_with_its_answers_and_nothing_else(
    database: Database, now: datetime
) -> None:
    reader = made(database, now)
    give(database, reader, Answering("key", "agree", "", NOBODY, None, suspected=False), now)

    early = retention.sweep(database, now + timedelta(days=179))["cases"]
    late = [retention.sweep(database, now + timedelta(days=180))["cases"] for _ in range(2)]

    assert (early, late) == (0, [1, 0])
    assert rows_in(database) == {"cases": 0, "answers": 0}


def test_deleting_a_case_leaves_no_row_of_it(database: Database, now: datetime) -> None:
    reader = made(database, now)
    give(database, reader, Answering("key", "ask", "How fast?", NOBODY, None, suspected=False), now)

    case_edits.delete(database, OWN, now)

    assert rows_in(database) == {"cases": 0, "answers": 0}
    assert cases.find_shared(database, reader, now) is None
