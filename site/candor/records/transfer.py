"""Copying everything from one database to another, whatever their engines.

Each batch is one transaction of the target together with how far it has come, so that a copy
that was cut off goes on where it stopped and no row comes twice. The source is only read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from candor.records.checksums import key_of, page
from candor.records.database import Database
from candor.records.engine import Connection, Params, Row, UnfinishedCopy
from candor.records.layout import Table, tables
from candor.records.schema import COPYING, MIGRATIONS, START, refuse_newer
from candor.records.tokens import hash_of

PROGRESS = "copy_progress"


class RefusedCopy(Exception):
    """A copy that would mix or lose something, or cannot be begun."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the copy of one table has come."""

    table: str
    copied: int
    total: int


def begin(source: Database, target: Database, origin: str) -> bool:
    """Make the target ready and return whether a copy from the same origin goes on; raise ``RefusedCopy`` else."""
    _refuse_unready(source)
    present = target.tables()
    if PROGRESS in present:
        _refuse_other(target, origin)
        return True
    if present and "migrations" not in present:
        raise RefusedCopy("the target holds tables of something else: make an empty database for the copy.")
    target.bring_up_to_date()
    with target.long_writing() as connection:
        connection.execute("INSERT INTO migrations (id) VALUES (:id)", {"id": COPYING})
        filled = [table.name for table in tables() if connection.row(table.sql("SELECT 1 FROM", "LIMIT 1"))]
        if filled:
            raise RefusedCopy(f"the target holds rows already ({', '.join(filled)}): make an empty database.")
        connection.execute(
            "CREATE TABLE copy_progress (table_name TEXT PRIMARY KEY, origin TEXT NOT NULL, "
            "after_key TEXT NOT NULL, copied INTEGER NOT NULL)"
        )
        for table in tables():
            connection.execute(
                "INSERT INTO copy_progress (table_name, origin, after_key, copied) VALUES (:table, :origin, '', 0)",
                {"table": table.name, "origin": hash_of(origin)},
            )
    return False


def copy(source: Database, target: Database) -> Iterator[Step]:
    """Copy what is missing, table by table, and tell after each batch how far that table has come."""
    for table in tables():
        total = _count(source, table)
        with target.reading() as connection:
            at = connection.rows("SELECT * FROM copy_progress WHERE table_name = :table", {"table": table.name})[0]
        copied, after = int(at["copied"]), str(at["after_key"])
        yield Step(table.name, copied, total)
        while rows := page(source, table, after):
            after = _copy_batch(target, table, rows, after)
            copied += len(rows)
            yield Step(table.name, copied, max(copied, total))


def finish(target: Database) -> None:
    """Let a site use the target from now on."""
    with target.long_writing() as connection:
        connection.execute("DELETE FROM migrations WHERE id = :id", {"id": COPYING})
        connection.execute("DROP TABLE copy_progress")


def _refuse_unready(source: Database) -> None:
    if "migrations" not in source.tables():
        raise RefusedCopy("the source is no database of Candor.")
    with source.reading() as connection:
        applied = {row["id"] for row in connection.rows("SELECT id FROM migrations")}
    refuse_newer(applied)
    if applied != {START, *(migration.id for migration in MIGRATIONS)}:
        raise RefusedCopy("the source was written by an older version of Candor: start this version on it once.")


def _refuse_other(target: Database, origin: str) -> None:
    with target.reading() as connection:
        begun = connection.rows("SELECT DISTINCT origin FROM copy_progress")
        applied = {row["id"] for row in connection.rows("SELECT id FROM migrations")}
    if begun != [{"origin": hash_of(origin)}]:
        raise RefusedCopy("the target holds the beginning of a copy from elsewhere: make an empty database.")
    if applied != {START, COPYING, *(migration.id for migration in MIGRATIONS)}:
        raise UnfinishedCopy("the copy was begun by another version of Candor: make an empty database.")


def _copy_batch(target: Database, table: Table, rows: list[Row], after: str) -> str:
    reached = key_of(table, rows[-1])
    values: dict[str, str | int | None] = {"reached": reached, "count": len(rows), "table": table.name, "after": after}
    with target.long_writing() as connection:
        moved = connection.execute(
            "UPDATE copy_progress SET after_key = :reached, copied = copied + :count "
            "WHERE table_name = :table AND after_key = :after",
            values,
        )
        if not moved:
            raise RefusedCopy("another copy is writing to the target: let it finish.")
        _insert(connection, table, rows)
    return reached


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    names = list(rows[0])
    holes = ", ".join(f"({', '.join(f':{name}_{number}' for name in names)})" for number in range(len(rows)))
    values: Params = {f"{name}_{number}": row[name] for number, row in enumerate(rows) for name in names}
    connection.execute(table.sql("INSERT INTO", f"({', '.join(names)}) VALUES {holes}"), values)


def _count(database: Database, table: Table) -> int:
    return int(database.rows(table.sql("SELECT COUNT(*) AS held FROM"))[0]["held"])
