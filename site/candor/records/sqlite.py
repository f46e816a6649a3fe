"""SQLite as an engine, through sqlite-utils.

Every write begins with BEGIN IMMEDIATE: a transaction that reads first and asks for
the write lock later fails with "database is locked" however long it is told to wait.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlite_utils

from candor.records.engine import Conflict, Params, Row, Session, Unavailable

# Primary result codes, https://www.sqlite.org/rescode.html
CANNOT_SERVE = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
KEPT_OPEN = 32


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error, 0 where the driver raised it itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def translated() -> Iterator[None]:
    """Turn the errors of SQLite into those of every engine; a mistake in the SQL stays as it is."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Conflict(str(error)) from error
    except sqlite3.Error as error:
        if primary_code(error) in CANNOT_SERVE:
            raise Unavailable(f"the database cannot serve: {error}") from error
        raise


class SQLiteSession:
    """One connection to a SQLite file, used by one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, turn: threading.Lock, patience: float) -> None:
        """Wrap an open connection; ``turn`` is held by the one writer of this process."""
        self.failed = False
        self._tables = sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)
        self._turn = turn
        self._has_turn = False
        self._patience = patience

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return how many rows it touched."""
        with self._watched():
            return self._tables.execute(sql, dict(params or {})).rowcount

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row that a query finds."""
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
        started = time.monotonic()
        if not self._turn.acquire(timeout=self._patience):
            raise Unavailable("the database cannot serve: other writers of this process took too long")
        self._has_turn = True
        left = max(0.0, self._patience - (time.monotonic() - started))
        with self._watched():
            self._tables.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
            self._tables.execute("BEGIN IMMEDIATE")

    def begin_reading(self) -> None:
        """Open a transaction that sees one state of the database."""
        with self._watched():
            self._tables.execute("BEGIN")

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

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole database by SQLite's online backup, in one step and so from one state."""
        with self._watched():
            self._tables.conn.backup(target)

    def close(self) -> None:
        """Close the connection."""
        with suppress(sqlite3.Error):
            self._tables.close()

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.release()

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
        self._turn = threading.Lock()
        self._idle: deque[SQLiteSession] = deque()

    def take(self) -> SQLiteSession:
        """Return a session that nobody else uses."""
        try:
            return self._idle.pop()
        except IndexError:
            return SQLiteSession(connect(self._path, self._patience), self._turn, self._patience)

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
        raise NotImplementedError

    def close(self) -> None:
        """Close every session that is not in use."""
        while self._idle:
            self._idle.pop().close()


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """Open a connection with the settings that the durability promise needs."""
    try:
        # Readable by its owner only: the file holds names and addresses of people.
        path.touch(mode=0o600)
    except PermissionError:
        pass  # a file that exists may still be opened; SQLite says what is wrong with it
    except OSError as error:
        raise Unavailable(f"the database {path} cannot be opened: {error.strerror}") from error
    with translated():
        connection = sqlite3.connect(str(path), timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        with translated():
            _turn_on_wal(connection, patience)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _turn_on_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch to WAL once per file; SQLite does not wait for others here, so wait ourselves."""
    deadline = time.monotonic() + patience
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
