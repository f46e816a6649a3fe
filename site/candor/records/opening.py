"""Opening a SQLite file with the settings that the durability promise needs."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from candor.records.engine import Conflict, Damaged, Unavailable

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
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


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
        if primary_code(error) in DAMAGED:
            raise Damaged(f"the database cannot serve: {error}") from error
        if primary_code(error) in CANNOT_SERVE:
            raise Unavailable(f"the database cannot serve: {error}") from error
        raise


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
    """Switch to WAL once per file; two that switch at once may be refused without waiting, so try again."""
    deadline = time.monotonic() + patience
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
