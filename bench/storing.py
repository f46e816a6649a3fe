"""Storing rows by the million, in the way that each engine is quickest at; nothing that a site would do.

What leads are found by goes into a heap first, and is sorted once at the end: an index that grows by
a row here and a row there takes many times as long.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from bench.lead_rows import Batch

TABLES = ("results", "leads", "search_texts")
INSERT = "INSERT INTO"
INDEX = "CREATE INDEX search_tokens_by_lead ON search_tokens (lead_id)"
SORT_IN_SQLITE = (
    "DROP INDEX search_tokens_by_lead",
    "INSERT INTO search_tokens (token, lead_id) SELECT token, lead_id FROM heap.tokens ORDER BY token, lead_id",
    INDEX,
    "ANALYZE",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
LOOSEN_POSTGRESQL = (
    "SET maintenance_work_mem = '512MB'",
    "DROP INDEX search_tokens_by_lead",
    "ALTER TABLE search_tokens DROP CONSTRAINT search_tokens_pkey, DROP CONSTRAINT search_tokens_lead_id_fkey",
)
FASTEN_POSTGRESQL = (
    "ALTER TABLE search_tokens ADD PRIMARY KEY (token, lead_id), "
    "ADD FOREIGN KEY (lead_id) REFERENCES leads (id) ON DELETE CASCADE",
    INDEX,
    "VACUUM ANALYZE",
)
Rows = Sequence[Mapping[str, Any]]


def store(address: str, batches: Iterable[Batch]) -> None:
    """Store batches in a database that has its tables, and let it count what it has."""
    if address.startswith("postgresql:"):
        _into_postgresql(address, batches)
    else:
        _into_sqlite(address, batches)


def _into_sqlite(path: str, batches: Iterable[Batch]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        connection.execute("PRAGMA busy_timeout = 60000")
        # An empty name is a file of its own, which is gone when it is closed.
        connection.execute("ATTACH '' AS heap")
        connection.execute("CREATE TABLE heap.tokens (token, lead_id)")
        for batch in batches:
            connection.execute("BEGIN IMMEDIATE")
            for table in TABLES:
                _insert(connection, table, getattr(batch, table))
            _insert(connection, "heap.tokens", batch.search_tokens)
            connection.execute("COMMIT")
        for statement in SORT_IN_SQLITE:
            connection.execute(statement)


def _insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    columns = list(rows[0])
    slots = ", ".join("?" * len(columns))
    sql = f"{INSERT} {table} ({', '.join(columns)}) VALUES ({slots})"
    connection.executemany(sql, (tuple(row.values()) for row in rows))


def _into_postgresql(address: str, batches: Iterable[Batch]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in LOOSEN_POSTGRESQL:
            connection.execute(statement)
        for batch in batches:
            with connection.transaction(), connection.cursor() as cursor:
                for table in (*TABLES, "search_tokens"):
                    _copy(cursor, table, getattr(batch, table))
        for statement in FASTEN_POSTGRESQL:
            connection.execute(statement)


def _copy(cursor: psycopg.Cursor[Any], table: str, rows: Rows) -> None:
    columns = SQL(", ").join(map(Identifier, rows[0]))
    with cursor.copy(SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), columns)) as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def own_schema(address: str, name: str) -> str:
    """Make a schema in a database and return the address that leads to it alone."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
    return f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{name}"
