"""The tables as the migrations leave them: their names, in an order in which they can be filled, and their keys."""

import re
from dataclasses import dataclass

from candor.records.schema import MIGRATIONS, Migration

MADE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*)\)", re.DOTALL)
DROPPED = re.compile(r"DROP TABLE (?:IF EXISTS )?(\w+)")
RENAMED = re.compile(r"ALTER TABLE (\w+) RENAME TO (\w+)")
COLUMN_KEY = re.compile(r"(\w+) \w+ (?:NOT NULL )?PRIMARY KEY")
TABLE_KEY = re.compile(r"PRIMARY KEY \(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the columns of its primary key."""

    name: str
    key: tuple[str, ...]

    def sql(self, before: str, *after: str) -> str:
        """Return a statement with the table's name between its parts."""
        return " ".join((before, self.name, *after))


def tables(migrations: tuple[Migration, ...] = MIGRATIONS) -> tuple[Table, ...]:
    """Return every table; one comes after those that it refers to, because they were made first."""
    found: dict[str, tuple[str, ...]] = {}
    for statement in (statement.strip() for migration in migrations for statement in migration.statements):
        if made := MADE.match(statement):
            found[made[1]] = _key_in(made[2])
        elif dropped := DROPPED.match(statement):
            found.pop(dropped[1], None)
        elif renamed := RENAMED.match(statement):
            found[renamed[2]] = found.pop(renamed[1])
    return tuple(Table(name, key) for name, key in found.items())


def _key_in(columns: str) -> tuple[str, ...]:
    if whole := TABLE_KEY.search(columns):
        return tuple(name.strip() for name in whole[1].split(","))
    if alone := COLUMN_KEY.search(columns):
        return (alone[1],)
    raise ValueError(f"a table without a primary key cannot be copied: {columns}")
