"""Migrations: applied once and in order, whoever starts first; a newer database is refused."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from candor.records.database import Conflict, Database, NewerDatabase
from candor.records.schema import MIGRATIONS, START, Migration, upgrade


def applied_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row["id"] for row in connection.rows("SELECT id FROM migrations ORDER BY id")]


def test_many_starters_migrate_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(Database.open, [empty_database_url] * 8))

    assert {tuple(applied_in(database)) for database in opened} == {(START, *(step.id for step in MIGRATIONS))}
    for database in opened:
        database.close()


def test_migrations_are_listed_in_the_order_of_their_ids() -> None:
    ids = [step.id for step in MIGRATIONS]

    assert ids == sorted(set(ids))


def test_a_step_that_was_added_is_applied_to_an_old_database(database: Database) -> None:
    added = Migration("9000-added", ("CREATE TABLE added (id TEXT PRIMARY KEY)",))

    for _ in range(2):
        with database.writing() as connection:
            upgrade(connection, (*MIGRATIONS, added))

    assert applied_in(database)[-1] == "9000-added"


def test_a_step_that_fails_leaves_nothing_of_itself(database: Database) -> None:
    twice = "INSERT INTO added (id) VALUES ('1')"
    broken = Migration("9000-broken", ("CREATE TABLE added (id TEXT PRIMARY KEY)", twice, twice))

    with pytest.raises(Conflict), database.writing() as connection:
        upgrade(connection, (*MIGRATIONS, broken))

    with database.writing() as connection:
        connection.execute("CREATE TABLE added (id TEXT PRIMARY KEY)")
    assert "9000-broken" not in applied_in(database)


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    with closing(Database.open(database_url)) as database, database.writing() as connection:
        connection.execute("INSERT INTO migrations (id) VALUES ('9999-from-the-future')")

    with pytest.raises(NewerDatabase, match=r"newer version of Candor \(9999-from-the-future\): install that version"):
        Database.open(database_url)
