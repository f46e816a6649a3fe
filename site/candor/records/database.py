"""The database that the site runs on: transactions, whatever the engine below."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from candor.records.engine import (
    Conflict,
    Connection,
    Damaged,
    Engine,
    NewerDatabase,
    Params,
    Reader,
    Row,
    Session,
    Unavailable,
    UnusableAddress,
    UnusableBackup,
)
from candor.records.foreign import refuse_foreign
from candor.records.schema import make_list, upgrade
from candor.records.sqlite import SQLiteEngine

__all__ = [
    "Conflict",
    "Connection",
    "Damaged",
    "Database",
    "NewerDatabase",
    "Reader",
    "Row",
    "Unavailable",
    "UnusableAddress",
    "UnusableBackup",
]

POSTGRESQL = ("postgresql://", "postgres://")
MISSING_DRIVER = (
    "PostgreSQL needs its driver, which is not installed. In the folder of ./candor run: "
    "python3 -m pip --python .venv/bin/python install -c constraints.txt 'psycopg[binary,pool]' "
    "(in another environment: pip install '.[postgres]')."
)


def _leave(database: "Database") -> None:
    """Change nothing of a backup before it is restored."""


class Database:
    """Rows kept in transactions, safe to share between threads; a single query can do without one.

    Both kinds of transaction raise ``Unavailable`` when the database cannot serve, and
    ``Conflict`` when a row breaks a constraint; either way nothing of the transaction stays.
    """

    def __init__(self, engine: Engine) -> None:
        """Run on an engine whose tables are up to date; ``open`` makes sure of that."""
        self._engine = engine

    @classmethod
    def open(cls, url: str, patience: float = 5.0) -> Self:
        """Open a database and bring its tables up to date.

        ``url`` is the path of a SQLite file, ``sqlite:`` before one, or ``postgresql://``;
        ``patience`` is how many seconds a transaction waits for a lock, on PostgreSQL a statement for its end.
        Raises ``ForeignDatabase`` and changes nothing if the file holds the tables of something else.
        """
        database = cls(engine_of_ours(url, patience))
        database.bring_up_to_date()
        return database

    @classmethod
    def restore(
        cls, url: str, backup: Path, patience: float = 5.0, amend: Callable[["Database"], None] = _leave
    ) -> Self:
        """Replace a database by a backup and open it, whether or not a site is running on it.

        ``amend`` changes a copy of the backup before that takes the database's place: whoever kills this
        leaves the old database, or the new one with all changes. Raises ``UnusableBackup`` and changes
        nothing if the backup is not whole.
        """

        def amend_file(copy: Path) -> None:
            with closing(cls.open(str(copy), patience)) as opened:
                amend(opened)

        engine_of_ours(url, patience).restore(backup, amend_file)
        return cls.open(url, patience)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is durable once the block has ended, and undone if it raises.

        On every engine the first statement has to be a write that touches the rows the block is
        going to read: it locks them, so that nobody changes them between reading and writing.
        """
        with self._kept(lambda session: session.begin_writing()) as session:
            yield session

    @contextmanager
    def long_writing(self) -> Iterator[Connection]:
        """Open the same for work that nobody waits for, such as migrations: a statement may take minutes."""
        with self._kept(lambda session: session.begin_long_writing()) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that reads one state of the database."""
        with self._undone(lambda session: session.begin_reading()) as session:
            yield session

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row that a single query finds."""
        with self._asking(sql) as session:
            return session.rows(sql, params)

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row that a single query finds, or None."""
        with self._asking(sql) as session:
            return session.row(sql, params)

    @contextmanager
    def _asking(self, sql: str) -> Iterator[Session]:
        # Outside of a transaction SQLite would keep at once whatever a statement changes.
        if not sql.startswith("SELECT"):
            raise ValueError("a single query reads: open a transaction for anything else")
        with self._undone(lambda session: session.begin_one_query()) as session:
            yield session

    @contextmanager
    def _undone(self, begin: Callable[[Session], None]) -> Iterator[Session]:
        session = self._engine.take()
        try:
            begin(session)
            yield session
        finally:
            session.rollback()
            self._engine.give_back(session)

    @contextmanager
    def _kept(self, begin: Callable[[Session], None]) -> Iterator[Connection]:
        session = self._engine.take()
        try:
            begin(session)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            self._engine.give_back(session)

    def bring_up_to_date(self) -> None:
        """Make the tables, or bring them to this version; ``open`` does so."""
        # On PostgreSQL two starters may both find no such table; then the other one has just made it.
        with suppress(Conflict), self.writing() as connection:
            make_list(connection)
        with self.long_writing() as connection:
            upgrade(connection)

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

    def compact(self) -> bool:
        """Leave nothing readable of rows that were deleted; return False while somebody reads an older state.

        On PostgreSQL the server's own vacuum does so.
        """
        return self._engine.compact()

    def tables(self) -> set[str]:
        """Return the names of all tables in the database, whoever made them."""
        return self._engine.tables()

    def close(self) -> None:
        """Close the connections that are not in use; the next transaction opens one again."""
        self._engine.close()


def engine_of_ours(url: str, patience: float) -> Engine:
    """Return the engine of a database that is ours or may become so, or raise ``ForeignDatabase``."""
    engine = engine_for(url, patience)
    # On PostgreSQL programs share a database on purpose.
    if not is_postgresql(url):
        refuse_foreign(path_of(url), patience)
    return engine


def engine_for(url: str, patience: float) -> Engine:
    """Return the engine that a database URL names."""
    if is_postgresql(url):
        return _postgresql(url, patience)
    path = url.removeprefix("sqlite:")
    if "://" in path or path.startswith("postgresql:"):
        raise UnusableAddress(
            f"no engine for {url.split(':', 1)[0]}: give the path of a SQLite file, or postgresql://user@host/database."
        )
    if path in ("", ":memory:"):
        raise UnusableAddress("a database needs a file: give the path of a SQLite file.")
    return SQLiteEngine(Path(path), patience)


def is_postgresql(url: str) -> bool:
    """Tell whether an address is one of PostgreSQL."""
    return url.startswith(POSTGRESQL)


def path_of(url: str) -> Path:
    """Return the file of a SQLite database."""
    return Path(url.removeprefix("sqlite:"))


def _postgresql(url: str, patience: float) -> Engine:
    try:
        from candor.records.postgresql import PostgreSQLEngine
    except ImportError as error:
        raise UnusableAddress(MISSING_DRIVER) from error
    return PostgreSQLEngine(url, patience)
