"""Transactions: all or nothing, one writer at a time, and never an answer that is not durable."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from candor.records.database import Conflict, Database

KEEP = "INSERT INTO keys (name, secret) VALUES (:name, 'x')"
ALL = "SELECT name FROM keys ORDER BY name"


def names_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row["name"] for row in connection.rows(ALL)]


def test_a_block_that_ends_is_kept(database: Database) -> None:
    with database.writing() as connection:
        touched = connection.execute(KEEP, {"name": "a"})

    assert touched == 1
    assert names_in(database) == ["a"]


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(KEEP, {"name": "a"})
        _ = 1 / 0

    assert names_in(database) == []


def test_a_broken_constraint_undoes_the_whole_block(database: Database) -> None:
    with pytest.raises(Conflict), database.writing() as connection:
        connection.execute(KEEP, {"name": "a"})
        connection.execute(KEEP, {"name": "a"})

    assert names_in(database) == []


def test_a_row_that_refers_to_nothing_is_a_conflict(database: Database) -> None:
    with pytest.raises(Conflict), database.writing() as connection:
        connection.execute(
            "INSERT INTO sign_in_links (token_hash, rep_id, created_at, expires_at) VALUES ('t', 'nobody', '', '')"
        )


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.reading() as reader:
        before = reader.rows(ALL)
        with database.writing() as writer:
            writer.execute(KEEP, {"name": "a"})
        during = reader.rows(ALL)

    assert before == during == []
    assert names_in(database) == ["a"]


def test_the_first_row_is_found_or_none(database: Database) -> None:
    with database.reading() as connection:
        found = connection.row("SELECT :word AS word", {"word": "yes"})
        missing = connection.row(ALL)

    assert found == {"word": "yes"}
    assert missing is None


def test_a_single_query_reads_what_was_committed_and_holds_up_nobody(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(KEEP, {"name": "a"})
        before = database.rows(ALL)
    with database.writing() as connection:
        connection.execute(KEEP, {"name": "b"})

    assert before == []
    assert database.row(ALL) == {"name": "a"}
    assert database.rows(ALL) == [{"name": "a"}, {"name": "b"}]
    assert database.row("SELECT name FROM keys WHERE name = 'c'") is None


def test_a_single_query_changes_nothing(database: Database) -> None:
    with pytest.raises(ValueError, match="open a transaction"):
        database.rows("DELETE FROM keys RETURNING name")


def test_many_threads_lose_no_count(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(database.probe) for _ in range(80)]:
            done.result()

    with database.reading() as connection:
        assert connection.rows("SELECT written FROM probes") == [{"written": 80}]
