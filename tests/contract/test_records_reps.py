"""Reps and their one-time links: a link signs one person in, once, for a quarter of an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from candor.records import reps, sessions
from candor.records.database import Conflict, Database
from candor.records.reps import Rep, Role


@pytest.fixture
def rep(database: Database, now: datetime) -> Rep:
    return reps.add(database, "ada@example.org", "Ada", Role.REP, now)


def test_a_rep_is_added_once_however_the_address_is_written(database: Database, rep: Rep, now: datetime) -> None:
    again = reps.add(database, "  ADA@Example.org ", "Somebody", Role.ADMIN, now)

    assert again == rep
    assert reps.find_by_email(database, "Ada@example.ORG") == rep


def test_an_address_that_nobody_has_is_none(database: Database, rep: Rep) -> None:
    assert rep.email != "eve@example.org"
    assert reps.find_by_email(database, "eve@example.org") is None


def test_a_link_signs_in_once(database: Database, rep: Rep, now: datetime) -> None:
    token = reps.make_link(database, rep.id, now)

    first, second = reps.use_link(database, token, now), reps.use_link(database, token, now)

    assert first == rep
    assert second is None


def test_a_link_used_by_many_at_once_signs_one_in(database: Database, rep: Rep, now: datetime) -> None:
    token = reps.make_link(database, rep.id, now)

    with ThreadPoolExecutor(8) as threads:
        used = list(threads.map(lambda _: reps.use_link(database, token, now), range(8)))

    assert [found for found in used if found is not None] == [rep]


def test_looking_at_a_link_does_not_spend_it(database: Database, rep: Rep, now: datetime) -> None:
    token = reps.make_link(database, rep.id, now)

    assert reps.link_is_live(database, token, now)
    assert reps.link_is_live(database, token, now)
    assert reps.use_link(database, token, now) == rep
    assert not reps.link_is_live(database, token, now)


def test_a_link_lives_15_minutes(database: Database, rep: Rep, now: datetime) -> None:
    token = reps.make_link(database, rep.id, now)
    last, over = now + timedelta(minutes=15, microseconds=-1), now + timedelta(minutes=15)

    assert reps.link_is_live(database, token, last)
    assert not reps.link_is_live(database, token, over)
    assert reps.use_link(database, token, over) is None


def test_a_link_that_was_never_made_signs_nobody_in(database: Database, now: datetime) -> None:
    assert not reps.link_is_live(database, "never", now)
    assert reps.use_link(database, "never", now) is None


def test_a_link_for_nobody_cannot_be_made(database: Database, now: datetime) -> None:
    with pytest.raises(Conflict):
        reps.make_link(database, "nobody", now)


def test_a_disabled_rep_is_out_at_once_and_may_come_back(database: Database, rep: Rep, now: datetime) -> None:
    token, session_id = reps.make_link(database, rep.id, now), sessions.begin(database, rep.id, now)

    reps.disable(database, rep.id, now)
    late_token, late_session = reps.make_link(database, rep.id, now), sessions.begin(database, rep.id, now)

    assert [reps.use_link(database, spent, now) for spent in (token, late_token)] == [None, None]
    assert not reps.link_is_live(database, late_token, now)
    assert [sessions.find(database, ended, now) for ended in (session_id, late_session)] == [None, None]
    disabled = reps.find_by_email(database, rep.email)
    assert disabled is not None
    assert disabled.disabled_at == now
    reps.readmit(database, rep.id)
    assert sessions.find(database, session_id, now) is None
    assert reps.use_link(database, token, now) is None
    assert reps.use_link(database, reps.make_link(database, rep.id, now), now) == rep


def test_the_token_of_a_link_is_not_stored(database: Database, rep: Rep, now: datetime) -> None:
    token = reps.make_link(database, rep.id, now)

    with database.reading() as connection:
        stored = [str(value) for row in connection.rows("SELECT * FROM sign_in_links") for value in row.values()]
    assert not any(token in value for value in stored)
