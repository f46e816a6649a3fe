"""The tables as the migrations leave them, in an order in which they can be filled."""

import re

from candor.records.database import Database
from candor.records.layout import Table, tables
from candor.records.schema import MIGRATIONS, Migration


def test_every_table_is_known(database: Database) -> None:
    assert {table.name for table in tables()} == database.tables() - {"migrations"}


def test_tables_that_were_dropped_or_renamed_are_known_by_what_they_are_now() -> None:
    steps = (
        "CREATE TABLE old (id TEXT PRIMARY KEY)",
        "CREATE TABLE new (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b))",
        "DROP TABLE old",
        "ALTER TABLE new RENAME TO old",
    )

    assert tables((Migration("1", steps),)) == (Table("old", ("a", "b")),)


def test_a_table_comes_after_those_it_refers_to() -> None:
    made: set[str] = set()

    for table in tables():
        statements = [text for step in MIGRATIONS for text in step.statements if f"CREATE TABLE {table.name} " in text]
        referred = {name for text in statements for name in re.findall(r"REFERENCES (\w+)", text)}
        assert referred <= made | {table.name}, table.name
        made.add(table.name)
