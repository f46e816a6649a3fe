"""Limits: so many tries in so many seconds, sliding; and the secrets of a database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from candor.records.database import Database
from candor.records.keys import named_key
from candor.records.limits import Limit, count

THREE_A_MINUTE = Limit("contact", 3, 60)


@pytest.fixture
def other_database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(str(tmp_path / "other.sqlite3"))) as other:
        yield other


def test_tries_over_the_limit_are_told_how_long_to_wait(database: Database, now: datetime) -> None:
    moments = [now + timedelta(seconds=seconds) for seconds in (0, 10, 20, 30, 59.5, 60, 61)]

    waits = [count(database, THREE_A_MINUTE, "192.0.2.1", moment) for moment in moments]

    assert waits == [None, None, None, 30, 1, None, 9]


def test_no_burst_passes_at_the_edge_of_a_window(database: Database, now: datetime) -> None:
    moments = [now + timedelta(seconds=seconds) for seconds in (58, 58, 59, 61, 62)]

    waits = [count(database, THREE_A_MINUTE, "192.0.2.1", moment) for moment in moments]

    assert waits == [None, None, None, 57, 56]


def test_a_clock_that_was_years_ahead_makes_nobody_wait_for_years(database: Database, now: datetime) -> None:
    for seconds in range(3):
        count(database, THREE_A_MINUTE, "192.0.2.1", now + timedelta(days=3_650, seconds=seconds))

    waits = [count(database, THREE_A_MINUTE, "192.0.2.1", now + timedelta(seconds=20 * n)) for n in range(4)]

    assert waits == [None, None, None, None]


def test_a_clock_that_goes_back_a_little_lets_nobody_try_more_often(database: Database, now: datetime) -> None:
    for seconds in (30, 32, 34):
        count(database, THREE_A_MINUTE, "192.0.2.1", now + timedelta(seconds=seconds))

    wait = count(database, THREE_A_MINUTE, "192.0.2.1", now)

    assert wait == 90


def test_a_limit_that_was_lowered_waits_for_the_tries_it_counts(database: Database, now: datetime) -> None:
    for seconds in (0, 20, 40):
        count(database, THREE_A_MINUTE, "192.0.2.1", now + timedelta(seconds=seconds))

    wait = count(database, Limit("contact", 1, 60), "192.0.2.1", now + timedelta(seconds=50))

    assert wait == 50


def test_each_subject_and_each_limit_is_counted_by_itself(database: Database, now: datetime) -> None:
    once = Limit("once", 1, 60)

    assert count(database, once, "192.0.2.1", now) is None
    assert count(database, once, "192.0.2.2", now) is None
    assert count(database, Limit("twice", 1, 60), "192.0.2.1", now) is None
    assert count(database, once, "192.0.2.1", now) == 60


def test_tries_at_once_never_pass_the_limit(database: Database, now: datetime) -> None:
    with ThreadPoolExecutor(10) as threads:
        waits = list(threads.map(lambda _: count(database, THREE_A_MINUTE, "192.0.2.1", now), range(10)))

    assert waits.count(None) == 3


def test_the_subject_is_stored_as_a_hash_that_differs_between_databases(
    database: Database, other_database: Database, now: datetime
) -> None:
    stored = []
    for each in (database, other_database):
        count(each, THREE_A_MINUTE, "192.0.2.1", now)
        with each.reading() as connection:
            stored += [row["subject_hash"] for row in connection.rows("SELECT subject_hash FROM limits")]

    assert len(set(stored)) == 2
    assert not any("192.0.2.1" in subject for subject in stored)


def test_a_named_key_is_made_once_by_whoever_asks_first(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: named_key(database, "forms"), range(8)))

    assert keys == {named_key(database, "forms")}


def test_keys_differ_by_name_and_by_database(database: Database, other_database: Database) -> None:
    keys = {named_key(database, "forms"), named_key(database, "limits"), named_key(other_database, "forms")}

    assert len(keys) == 3
    assert {len(key) for key in keys} == {43}
