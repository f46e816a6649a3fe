"""What every database engine offers, and how it says that it cannot serve."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

Row = Mapping[str, Any]
Params = Mapping[str, str | int | None]


class Unavailable(Exception):
    """The database cannot serve: locked for too long, full, read-only, failing or not to be opened."""


class Damaged(Unavailable):
    """What the file holds is no database, or not a whole one: waiting does not mend it."""


class Conflict(Exception):
    """A row broke a constraint; the whole transaction is undone."""


class NewerDatabase(Exception):
    """The database was written by a newer version of Candor than this one."""


class ForeignDatabase(Exception):
    """The database holds the tables of something else."""


class UnusableBackup(Exception):
    """A file is not a whole backup that this version of Candor can restore."""


class UnusableAddress(ValueError):
    """An address names no database that this installation can open."""


class UnfinishedCopy(Exception):
    """A database is only the beginning of a copy of another one."""


def refuse_nul(params: Params) -> None:
    """Raise ``ValueError`` for text with a NUL, which PostgreSQL cannot hold, so that no engine takes it."""
    for name, value in params.items():
        if isinstance(value, str) and "\0" in value:
            raise ValueError(f"{name} holds a NUL character, which no text may")


class Reader(Protocol):
    """What can be asked; SQL names its parameters ``:name`` and is the same for every engine."""

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row that a query finds."""

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row that a query finds, or None."""


class Connection(Reader, Protocol):
    """One open transaction."""

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return how many rows it touched."""


class Session(Connection, Protocol):
    """A connection together with the steps of a transaction."""

    def begin_writing(self) -> None:
        """Open a transaction that may write; wait for other writers first."""

    def begin_long_writing(self) -> None:
        """Open a transaction that may write, and whose statements may take minutes."""

    def begin_reading(self) -> None:
        """Open a transaction that sees one state of the database."""

    def begin_one_query(self) -> None:
        """Prepare for a single query, which sees one state of the database by itself."""

    def commit(self) -> None:
        """Make the transaction durable; raise if that is not certain."""

    def rollback(self) -> None:
        """Undo what is left of the transaction; never raise."""


class Engine(Protocol):
    """Hands out sessions, and takes them back to use again or to throw away."""

    def take(self) -> Session:
        """Return a session that nobody else uses."""

    def give_back(self, session: Session) -> None:
        """Keep a session for the next caller, unless it has seen a failure."""

    def backup(self, to: Path) -> None:
        """Write a checked copy of the whole database to a file."""

    def restore(self, backup: Path, amend: Callable[[Path], None], /) -> None:
        """Replace the whole database by a copy of a backup, once ``amend`` has changed the copy.

        Raises ``UnusableBackup`` and changes nothing if the backup is not whole.
        """

    def compact(self) -> bool:
        """Leave nothing readable of rows that were deleted, as far as the engine can; return whether that is done."""

    def tables(self) -> set[str]:
        """Return the names of all tables in the database, whoever made them."""

    def close(self) -> None:
        """Close every session that is not in use."""
