"""The database that the site runs on: transactions, whatever the engine below."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from candor.records.engine import Conflict, Connection, Engine, NewerDatabase, Row, Unavailable, UnusableBackup
from candor.records.schema import make_list, upgrade
from candor.records.sqlite import SQLiteEngine

__all__ = ["Conflict", "Connection", "Database", "NewerDatabase", "Row", "Unavailable", "UnusableBackup"]


class Database:
    """Rows kept in transactions, safe to share between threads.

    Both kinds of transaction raise ``Unavailable`` when the database cannot serve, and
    ``Conflict`` when a row breaks a constraint; either way nothing of the transaction stays.
    """

    def __init__(self, engine: Engine) -> None:
        """Run on an engine whose tables are up to date; ``open`` makes sure of that."""
        self._engine = engine

    @classmethod
    def open(cls, url: str, patience: float = 5.0) -> Self:
        """Open a database and bring its tables up to date.

        ``url`` is the path of a SQLite file, or ``sqlite:`` before one; ``patience`` is how many
        seconds a transaction waits for a lock.
        """
        database = cls(engine_for(url, patience))
        # On PostgreSQL two starters may both find no such table; then the other one has just made it.
        with suppress(Conflict), database.writing() as connection:
            make_list(connection)
        with database.writing() as connection:
            upgrade(connection)
        return database

    @classmethod
    def restore(cls, url: str, backup: Path, patience: float = 5.0) -> Self:
        """Replace a database by a backup and open it, whether or not a site is running on it.

        Raises ``UnusableBackup`` and changes nothing if the backup is not whole.
        """
        engine_for(url, patience).restore(backup)
        return cls.open(url, patience)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is durable once the block has ended, and undone if it raises.

        On every engine the first statement has to be a write that touches the rows the block is
        going to read: it locks them, so that nobody changes them between reading and writing.
        """
        session = self._engine.take()
        try:
            session.begin_writing()
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            self._engine.give_back(session)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that reads one state of the database."""
        session = self._engine.take()
        try:
            session.begin_reading()
            yield session
        finally:
            session.rollback()
            self._engine.give_back(session)

    def probe(self) -> None:
        """Write and commit one row, to find out whether the database can take another."""
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO probes (id, written) VALUES (1, 1) "
                "ON CONFLICT (id) DO UPDATE SET written = probes.written + 1"
            )

    def backup(self, to: Path) -> None:
        """Write a checked copy of the whole database to a file, while the site goes on."""
        self._engine.backup(to)

    def close(self) -> None:
        """Close the connections that are not in use; the next transaction opens one again."""
        self._engine.close()


def engine_for(url: str, patience: float) -> Engine:
    """Return the engine that a database URL names."""
    path = url.removeprefix("sqlite:")
    if "://" in path or path.startswith("postgresql:"):
        raise ValueError(f"no engine for {url.split(':', 1)[0]}: give the path of a SQLite file.")
    if path in ("", ":memory:"):
        raise ValueError("a database needs a file: give the path of a SQLite file.")
    return SQLiteEngine(Path(path), patience)
