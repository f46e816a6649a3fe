"""Sessions: idle 12 hours, 7 days in all, gone at once when ended."""

from datetime import datetime, timedelta

import pytest

from candor.records import reps, retention, sessions
from candor.records.database import Database
from candor.records.reps import Rep, Role


@pytest.fixture
def rep(database: Database, now: datetime) -> Rep:
    return reps.add(database, "ada@example.org", "Ada", Role.ADMIN, now)


def test_a_session_knows_its_rep_and_what_was_saved(database: Database, rep: Rep, now: datetime) -> None:
    session_id = sessions.begin(database, rep.id, now)
    sessions.save_data(database, session_id, {"csrf_token": "abc", "count": 2})

    session = sessions.find(database, session_id, now)

    assert session == sessions.Session(rep, {"csrf_token": "abc", "count": 2}, now, now)


def test_a_session_that_was_never_begun_is_none(database: Database, now: datetime) -> None:
    sessions.save_data(database, "never", {"csrf_token": "abc"})

    assert sessions.find(database, "never", now) is None


def test_a_session_ends_when_idle_for_12_hours(database: Database, rep: Rep, now: datetime) -> None:
    session_id = sessions.begin(database, rep.id, now)

    assert sessions.find(database, session_id, now + timedelta(hours=12)) is None
    assert sessions.find(database, session_id, now + timedelta(hours=11)) is not None
    assert sessions.find(database, session_id, now + timedelta(hours=22)) is not None


def test_a_session_ends_after_7_days_however_busy(database: Database, rep: Rep, now: datetime) -> None:
    session_id = sessions.begin(database, rep.id, now)

    busy = [sessions.find(database, session_id, now + timedelta(hours=hours)) for hours in range(0, 168, 8)]

    assert all(busy)
    assert sessions.find(database, session_id, now + timedelta(days=7)) is None


@pytest.mark.parametrize(("ahead", "counts"), [({"hours": 1}, True), ({"days": 3_650}, False)])
def test_a_session_from_days_to_come_is_dead_though_a_clock_may_go_back_an_hour(
    database: Database, rep: Rep, now: datetime, ahead: dict[str, int], counts: bool
) -> None:
    begun_ahead = sessions.begin(database, rep.id, now + timedelta(**ahead))
    seen_ahead = sessions.begin(database, rep.id, now)
    sessions.find(
        database, seen_ahead, now + timedelta(**ahead), sessions.Life(timedelta(days=9_999), timedelta(days=9_999))
    )

    found = [sessions.find(database, each, now) for each in (begun_ahead, seen_ahead)]
    gone = retention.sweep(database, now)["sessions"]

    assert [one is not None for one in found] == [counts, counts]
    assert gone == (0 if counts else 2)


def test_being_seen_is_written_at_most_once_a_minute(database: Database, rep: Rep, now: datetime) -> None:
    session_id = sessions.begin(database, rep.id, now)
    moments = [now + timedelta(seconds=seconds) for seconds in (30, 59, 60, 90)]

    seen = [session.seen_at for moment in moments if (session := sessions.find(database, session_id, moment))]

    assert seen == [now, now, moments[2], moments[2]]


def test_an_ended_session_is_gone(database: Database, rep: Rep, now: datetime) -> None:
    session_id, other_id = sessions.begin(database, rep.id, now), sessions.begin(database, rep.id, now)

    sessions.end(database, session_id)

    assert sessions.find(database, session_id, now) is None
    assert sessions.find(database, other_id, now) is not None


def test_the_id_of_a_session_is_256_bits_and_not_stored(database: Database, rep: Rep, now: datetime) -> None:
    session_id = sessions.begin(database, rep.id, now)

    with database.reading() as connection:
        stored = [str(value) for row in connection.rows("SELECT * FROM sessions") for value in row.values()]
    assert len(session_id) == 43
    assert not any(session_id in value for value in stored)
