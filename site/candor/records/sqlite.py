"""SQLite as an engine, through sqlite-utils.

Every write begins with BEGIN IMMEDIATE: a transaction that reads first and asks for
the write lock later fails with "database is locked" however long it is told to wait.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlite_utils

from candor.records.copying import copy_in, copy_out, prepared, refuse_log
from candor.records.engine import Params, Row, Session, Unavailable, refuse_nul
from candor.records.opening import connect, translated

KEPT_OPEN = 32
SHORTLY, STILL_FAILING = 0.1, 1.0
"""Seconds to wait for a lock, and how long so, after a writer has waited for it in vain."""

WORTH_COUNTING = 0.05
"""Seconds of waiting that are taken off what is left of the patience; telling SQLite costs a statement."""


class Turn:
    """Whose turn it is to write in this process, and for how long the next one may wait."""

    def __init__(self) -> None:
        """Let the first one begin."""
        self._lock = threading.Lock()
        self._failed_at = float("-inf")

    def wait(self, patience: float) -> float:
        """Wait for the turn and return the seconds that are left of the patience, or raise ``Unavailable``.

        Where a writer has just waited in vain, those behind it wait only shortly: otherwise each would
        wait as long after the one before it, and take a thread of the server with it.
        """
        started = time.monotonic()
        allowed = min(patience, SHORTLY) if started - self._failed_at < STILL_FAILING else patience
        if not self._lock.acquire(timeout=allowed):
            self.note(failed=True)
            raise Unavailable("the database cannot serve: other writers of this process took too long")
        waited = time.monotonic() - started
        return max(0.0, allowed - (waited if waited >= WORTH_COUNTING else 0.0))

    def note(self, *, failed: bool) -> None:
        """Note whether a writer waited in vain."""
        self._failed_at = time.monotonic() if failed else float("-inf")

    def end(self) -> None:
        """Let the next one begin."""
        self._lock.release()


class SQLiteSession:
    """One connection to a SQLite file, used by one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, turn: Turn, patience: float) -> None:
        """Wrap an open connection; ``turn`` is held by the one writer of this process."""
        self.failed = False
        self._tables = sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)
        self._turn = turn
        self._has_turn = False
        self._patience = patience
        self._timeout: float | None = None

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return how many rows it touched."""
        refuse_nul(params or {})
        with self._watched():
            return self._tables.execute(sql, dict(params or {})).rowcount

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row that a query finds."""
        refuse_nul(params or {})
        with self._watched():
            cursor = self._tables.execute(sql, dict(params or {}))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor]

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row that a query finds, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def begin_writing(self) -> None:
        """Wait for the other writers of this process, then for those of others, at most ``patience`` in all.

        SQLite lets waiting writers poll; queueing our own threads first is fair and quicker.
        """
        left = self._turn.wait(self._patience)
        self._has_turn = True
        with self._watched():
            if left != self._timeout:
                self._tables.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
                self._timeout = left
            try:
                self._tables.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                self._turn.note(failed=True)
                raise
            self._turn.note(failed=False)

    def begin_long_writing(self) -> None:
        """Open a transaction as any that writes: SQLite lets every statement take its time."""
        self.begin_writing()

    def begin_reading(self) -> None:
        """Open a transaction that sees one state of the database."""
        with self._watched():
            self._tables.execute("BEGIN")

    def begin_one_query(self) -> None:
        """Open nothing: SQLite reads one state for each query, and a transaction around it costs two statements."""

    def commit(self) -> None:
        """Make the transaction durable; raise if that is not certain."""
        with self._watched():
            self._tables.execute("COMMIT")
        self._end_turn()

    def rollback(self) -> None:
        """Undo what is left of the transaction; never raise."""
        try:
            self._tables.rollback()
        except sqlite3.Error:
            # The caller is about to raise what went wrong first; closing the connection undoes the rest.
            self.failed = True
        finally:
            self._end_turn()

    def close(self) -> None:
        """Close the connection."""
        with suppress(sqlite3.Error):
            self._tables.close()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.end()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except Unavailable:
            self.failed = True
            raise


class SQLiteEngine:
    """A SQLite file with a few open connections, so that threads need not open their own each time."""

    def __init__(self, path: Path, patience: float) -> None:
        """Remember the file; ``patience`` is how many seconds to wait for a lock."""
        self._path = path
        self._patience = patience
        self._turn = Turn()
        self._idle: deque[SQLiteSession] = deque()
        self._opening = threading.Lock()
        self._kept_open: sqlite3.Connection | None = None

    def take(self) -> SQLiteSession:
        """Return a session that nobody else uses."""
        try:
            return self._idle.pop()
        except IndexError:
            session = SQLiteSession(connect(self._path, self._patience), self._turn, self._patience)
            self._keep_open()
            return session

    def give_back(self, session: Session) -> None:
        """Keep a session for the next caller, unless it has seen a failure."""
        if not isinstance(session, SQLiteSession):
            raise TypeError("this session came from another engine")
        if session.failed or len(self._idle) >= KEPT_OPEN:
            session.close()
        else:
            self._idle.append(session)

    def backup(self, to: Path) -> None:
        """Write a checked copy of the whole database to a file, which appears whole or not at all."""
        with closing(connect(self._path, self._patience)) as source:
            copy_out(source, to)

    def restore(self, backup: Path, amend: Callable[[Path], None]) -> None:
        """Replace the whole database by a backup, which is checked and amended first, in one transaction."""
        with prepared(backup, self._path) as copy:
            amend(copy)
            # What is still in a log beside the copy would be missing from what is copied in.
            refuse_log(copy)
            with closing(connect(self._path, self._patience)) as target:
                copy_in(copy, target, self._patience)

    def compact(self) -> bool:
        """Write the file anew without what was deleted, and empty the log beside it.

        Whoever still reads an older state keeps it in both; they are waited for as long as for a lock.
        """
        with closing(connect(self._path, self._patience)) as connection, translated():
            connection.execute("VACUUM")
            busy, _pages, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def tables(self) -> set[str]:
        """Return the names of all tables in the file."""
        with closing(connect(self._path, self._patience)) as connection, translated():
            return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def close(self) -> None:
        """Close every session that is not in use."""
        while self._idle:
            self._idle.pop().close()
        with self._opening:
            if self._kept_open is not None:
                self._kept_open.close()
                self._kept_open = None

    def _keep_open(self) -> None:
        """Hold one connection that does nothing.

        Closing the last one removes the files beside the database, which a full disk has no room to make again
        for whoever reads next.
        """
        with self._opening, suppress(Unavailable):
            if self._kept_open is None:
                self._kept_open = connect(self._path, self._patience)
