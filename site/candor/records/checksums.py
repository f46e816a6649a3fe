"""Checksums of tables, the same on every engine and for every order of the rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from candor.records.database import Database
from candor.records.engine import Row
from candor.records.layout import Table, tables

BATCH = 200


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table holds, and a checksum of them in whatever order."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One table on both sides."""

    table: str
    source: Sum
    target: Sum

    @property
    def is_same(self) -> bool:
        """Tell whether both sides hold the same rows."""
        return self.source == self.target


def compare(source: Database, target: Database) -> Iterator[Compared]:
    """Compare each table on both sides by its count and checksum."""
    for table in tables():
        yield Compared(table.name, summed(source, table), summed(target, table))


def summed(database: Database, table: Table) -> Sum:
    """Return the count and the checksum of a table: the sum of its rows' hashes, so that their order is all one."""
    count, checksum, after = 0, 0, ""
    while rows := page(database, table, after):
        count += len(rows)
        checksum += sum(_hash_of(row) for row in rows)
        after = key_of(table, rows[-1])
    return Sum(count, f"{checksum % 2**256:064x}")


def page(database: Database, table: Table, after: str) -> list[Row]:
    """Return the next rows of a table by its key; ``after`` is the key of the last one before, or empty."""
    values: dict[str, str | int | None] = {"most": BATCH}
    later = ""
    if after:
        values |= {f"key_{number}": value for number, value in enumerate(json.loads(after))}
        later = f"WHERE ({', '.join(table.key)}) > ({', '.join(f':key_{number}' for number in range(len(table.key)))})"
    return database.rows(table.sql("SELECT * FROM", later, "ORDER BY", ", ".join(table.key), "LIMIT :most"), values)


def key_of(table: Table, row: Row) -> str:
    """Return the key of a row as text."""
    return json.dumps([row[column] for column in table.key])


def _hash_of(row: Row) -> int:
    return int.from_bytes(sha256(json.dumps(dict(row), sort_keys=True).encode()).digest())
