"""Storing rows by the million, in the way that each engine is quickest at; nothing that a site would do."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from bench.lead_rows import Batch

TABLES = ("results", "leads", "search_tokens", "search_texts")
INSERT = "INSERT INTO"


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
        for batch in batches:
            connection.execute("BEGIN IMMEDIATE")
            for table in TABLES:
                rows: Sequence[Mapping[str, Any]] = getattr(batch, table)
                columns = list(rows[0])
                slots = ", ".join("?" * len(columns))
                sql = f"{INSERT} {table} ({', '.join(columns)}) VALUES ({slots})"
                connection.executemany(sql, (tuple(row.values()) for row in rows))
            connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _into_postgresql(address: str, batches: Iterable[Batch]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for batch in batches:
            with connection.transaction(), connection.cursor() as cursor:
                for table in TABLES:
                    rows: Sequence[Mapping[str, Any]] = getattr(batch, table)
                    columns = SQL(", ").join(map(Identifier, rows[0]))
                    copied = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), columns)
                    with cursor.copy(copied) as copy:
                        for row in rows:
                            copy.write_row(tuple(row.values()))
        connection.execute("VACUUM ANALYZE")


def own_schema(address: str, name: str) -> str:
    """Make a schema in a database and return the address that leads to it alone."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
    return f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{name}"
