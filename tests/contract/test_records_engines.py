"""What SQLite and PostgreSQL would each do in their own way, and have to do alike."""

import pytest

from candor.records.database import Conflict, Database, Unavailable
from candor.records.dialect import translated

KEEP = "INSERT INTO keys (name, secret) VALUES (:name, :secret)"


def test_text_with_a_nul_is_refused_before_it_is_sent(database: Database) -> None:
    with pytest.raises(ValueError, match="secret holds a NUL character"), database.writing() as connection:
        connection.execute(KEEP, {"name": "a", "secret": "x\0y"})
    with pytest.raises(ValueError, match="NUL"), database.reading() as connection:
        connection.row("SELECT 1 FROM keys WHERE name = :name", {"name": "\0"})

    database.probe()


def test_half_a_character_is_refused_and_the_database_goes_on(database: Database) -> None:
    with pytest.raises(UnicodeEncodeError), database.writing() as connection:
        connection.execute(KEEP, {"name": "a", "secret": "\ud83d"})

    database.probe()


def test_text_sorts_by_code_points_whatever_the_language(database: Database) -> None:
    names = ["Z", "_", "a", "a-b", "aa", "b", "é", "ﬀ", "🦀"]
    with database.writing() as connection:
        for name in reversed(names):
            connection.execute(KEEP, {"name": name, "secret": ""})

    with database.reading() as connection:
        found = [row["name"] for row in connection.rows("SELECT name FROM keys ORDER BY name")]
        above = connection.rows("SELECT name FROM keys WHERE name > :name ORDER BY name", {"name": "aa"})

    assert found == names
    assert [row["name"] for row in above] == ["b", "é", "ﬀ", "🦀"]


def test_names_that_differ_in_case_alone_are_two(database: Database) -> None:
    with database.writing() as connection:
        touched = [connection.execute(KEEP, {"name": name, "secret": ""}) for name in ("ada", "Ada")]

    assert touched == [1, 1]


def test_whole_numbers_have_64_bits(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO probes (id, written) VALUES (:id, :written)", {"id": 1, "written": 2**62})

    with database.reading() as connection:
        assert connection.rows("SELECT written FROM probes") == [{"written": 2**62}]


def test_sums_and_averages_are_plain_numbers(database: Database) -> None:
    with database.writing() as connection:
        for number in (1, 2):
            connection.execute("INSERT INTO probes (id, written) VALUES (:id, :id)", {"id": number})

    with database.reading() as connection:
        found = connection.rows("SELECT SUM(written) AS whole, AVG(written) AS average FROM probes")

    assert found == [{"whole": 3, "average": 1.5}]
    assert type(found[0]["whole"]) is int


def test_signs_that_mean_something_to_a_driver_stay_as_they_are(database: Database) -> None:
    with database.reading() as connection:
        found = connection.row("SELECT '100% :of ''it''' AS quoted, 7 % 4 AS rest, :word AS word", {"word": "%s :word"})

    assert found == {"quoted": "100% :of 'it'", "rest": 3, "word": "%s :word"}


def test_a_mistake_in_the_sql_is_neither_an_outage_nor_a_conflict(database: Database) -> None:
    with pytest.raises(Exception, match="syntax error") as raised, database.reading() as connection:
        connection.rows("SELEKT 1")

    assert not isinstance(raised.value, Unavailable | Conflict)
    database.probe()


def test_tables_are_listed(database: Database) -> None:
    assert {"migrations", "leads", "probes"} <= database.tables()


def test_columns_are_declared_to_behave_as_those_of_sqlite() -> None:
    made = translated("CREATE TABLE notes (text_id TEXT PRIMARY KEY, size INTEGER NOT NULL)")

    assert made == 'CREATE TABLE notes (text_id TEXT COLLATE "C" PRIMARY KEY, size BIGINT NOT NULL)'


def test_a_cast_is_no_parameter() -> None:
    assert translated("SELECT x::text, :y") == "SELECT x::text, %(y)s"
