"""PostgreSQL as an engine, through psycopg and its pool.

Nothing here needs more than transactions: no LISTEN, no advisory locks, no SKIP LOCKED, no prepared
statements and no settings that outlive a transaction, so that poolers and relatives serve as well.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from candor.records.dialect import translated
from candor.records.engine import Params, Row, Session, Unavailable, UnusableAddress, UnusableBackup, refuse_nul
from candor.records.linking import (
    CONNECT_SECONDS,
    GRACE_SECONDS,
    Link,
    link_options,
    read_numbers_as_sqlite,
    translated_errors,
    try_once,
)

MOST_CONNECTIONS = 16
LONG_SECONDS = 3600.0
SECONDS_BETWEEN_LOOKS = 0.1
WRITING = "ISOLATION LEVEL READ COMMITTED, READ WRITE"
READING = "ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class PostgreSQLSession:
    """One connection to a server, used by one thread at a time."""

    def __init__(self, link: Link, pool: ConnectionPool[Link], patience: float) -> None:
        """Wrap a connection from a pool; ``patience`` is how many seconds a statement may take."""
        self.link = link
        self.pool = pool
        self._patience = patience

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return how many rows it touched."""
        return self._run(sql, params).rowcount

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row that a query finds."""
        return list(self._run(sql, params))

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row that a query finds, or None."""
        return self._run(sql, params).fetchone()

    def begin_writing(self) -> None:
        """Open a transaction that is on disk when it is committed; rows that others hold are waited for later."""
        self._begin(WRITING, self._patience)

    def begin_long_writing(self) -> None:
        """Open a transaction that may write, and whose statements may take minutes."""
        self._begin(WRITING, LONG_SECONDS)

    def begin_reading(self) -> None:
        """Open a transaction that sees one state of the database."""
        self._begin(READING, self._patience)

    def begin_one_query(self) -> None:
        """Open a transaction all the same, for the limits that it sets."""
        self.begin_reading()

    def commit(self) -> None:
        """Make the transaction durable; raise if that is not certain."""
        with translated_errors():
            status = self.link.execute("COMMIT").statusmessage
        if status != "COMMIT":
            raise Unavailable("the database cannot serve: it undid the transaction")

    def rollback(self) -> None:
        """Undo what is left of the transaction; never raise."""
        try:
            if not self.link.closed and self.link.pgconn.transaction_status:
                self.link.execute("ROLLBACK")
        except psycopg.Error:
            # The caller is about to raise what went wrong first; the server undoes what lost its connection.
            self.link.close()

    def _begin(self, kind: str, patience: float) -> None:
        """Begin with what the transaction needs set, all in one message."""
        milliseconds = int(patience * 1000)
        with translated_errors():
            self.link.execute(
                f"BEGIN {kind}; SET LOCAL synchronous_commit = on; SET LOCAL statement_timeout = {milliseconds}; "
                f"SET LOCAL idle_in_transaction_session_timeout = {max(60_000, milliseconds)}"
            )
        self.link.seconds = patience + GRACE_SECONDS

    def _run(self, sql: str, params: Params | None) -> psycopg.Cursor[Row]:
        refuse_nul(params or {})
        with translated_errors():
            return self.link.execute(translated(sql).encode(), params or {})


class PostgreSQLEngine:
    """A database on a server, with a pool of connections that heals by itself."""

    def __init__(self, url: str, patience: float) -> None:
        """Remember the address; ``patience`` is how many seconds a statement may take."""
        try:
            conninfo_to_dict(url)
        except psycopg.ProgrammingError:
            raise UnusableAddress("the postgresql:// address cannot be read: check its spelling.") from None
        self._url = url
        self._patience = patience
        self._opening = Lock()
        self._pool: ConnectionPool[Link] | None = None
        self._refused_at = 0.0

    def take(self) -> PostgreSQLSession:
        """Return a session on a connection that its server has not closed.

        An attempt to connect that fails ends the wait at once, so that an outage holds up nobody for long.
        """
        pool = self._opened()
        started = monotonic()
        while self._refused_at < started and monotonic() - started < CONNECT_SECONDS:
            with suppress(PoolTimeout, PoolClosed):
                link = pool.getconn(SECONDS_BETWEEN_LOOKS)
                if link.is_live():
                    link.seconds = max(SECONDS_BETWEEN_LOOKS, started + CONNECT_SECONDS - monotonic())
                    return PostgreSQLSession(link, pool, self._patience)
                link.close()
                pool.putconn(link)
        raise Unavailable("the database cannot serve: there is no connection to it")

    def give_back(self, session: Session) -> None:
        """Keep a session for the next caller, unless its connection is broken."""
        if not isinstance(session, PostgreSQLSession):
            raise TypeError("this session came from another engine")
        session.pool.putconn(session.link)

    def backup(self, to: Path) -> None:
        """Raise ``UnusableBackup``, which says what to use instead."""
        raise UnusableBackup(
            "a PostgreSQL database is backed up with its own tools, while the site goes on: "
            f"pg_dump --format=custom --file={to} ADDRESS"
        )

    def restore(self, backup: Path, _amend: Callable[[Path], None]) -> None:
        """Raise ``UnusableBackup``, which says what to use instead."""
        raise UnusableBackup(
            "a PostgreSQL database is restored with its own tools, from what pg_dump wrote: "
            f"pg_restore --clean --if-exists --single-transaction --dbname=ADDRESS {backup}"
        )

    def compact(self) -> bool:
        """Do nothing: the server's own vacuum removes what was deleted."""
        return True

    def tables(self) -> set[str]:
        """Return the names of all tables that the address leads to."""
        session = self.take()
        try:
            session.begin_reading()
            found = session.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA")
            return {row["table_name"] for row in found}
        finally:
            session.rollback()
            self.give_back(session)

    def close(self) -> None:
        """Close every session that is not in use; those in use are closed when they come back."""
        with self._opening:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close(CONNECT_SECONDS + 1)

    def _opened(self) -> ConnectionPool[Link]:
        """Return the pool, made at the first use: one attempt before it says why there is no connection."""
        with self._opening:
            if self._pool is None:
                try_once(self._url)
                self._pool = ConnectionPool(
                    self._url,
                    connection_class=Link,
                    kwargs=link_options(),
                    configure=read_numbers_as_sqlite,
                    reconnect_failed=self._note_refusal,
                    # No waiting longer and longer: who needs a connection next tries again at once.
                    reconnect_timeout=0,
                    min_size=0,
                    max_size=MOST_CONNECTIONS,
                    num_workers=2,
                    name="candor",
                    open=True,
                )
            return self._pool

    def _note_refusal(self, pool: ConnectionPool[Link]) -> None:
        # While there are others in use, waiting for one of them is the better chance.
        if pool.get_stats()["pool_size"] == 0:
            self._refused_at = monotonic()
