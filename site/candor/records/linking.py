"""One connection to PostgreSQL that never waits for ever, and what of its errors is whose."""

import select
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.adapt import Loader
from psycopg.rows import DictRow, dict_row

from candor.records.engine import Conflict, Unavailable

CONNECT_SECONDS = 3
# What the client waits longer than the server is told to work, so that the server answers first where it can.
GRACE_SECONDS = 0.5

# Classes of SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorisation,
# no such database, rollback by the server, resources, locks, operator, system and internal errors.
CANNOT_SERVE = ("08", "28", "3D", "40", "53", "55", "57", "58", "XX")
# Read-only, a transaction that was idle or ran for too long, and missing rights.
CANNOT_SERVE_EITHER = frozenset({"25006", "25P03", "25P04", "42501"})

RV = TypeVar("RV")


class WholeNumber(Loader):
    """Reads a number without limits, such as a sum, as SQLite gives it: whole where it is."""

    def load(self, data: bytes | bytearray | memoryview) -> int | float:
        """Return the number."""
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class Link(psycopg.Connection[DictRow]):
    """A connection whose every wait ends after ``seconds``, by dropping the socket if need be.

    A server that was frozen, or whose machine went away, answers nothing at all: no timeout of its
    own helps then, and neither do those of TCP, because its kernel may still be there.
    """

    seconds = CONNECT_SECONDS + GRACE_SECONDS

    def wait(self, gen: Generator[Any, Any, RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server, but no longer than ``seconds``."""
        deadline = monotonic() + self.seconds
        try:
            return super().wait(gen, interval, min(self.seconds, timeout or self.seconds))
        except psycopg.OperationalError as error:
            if monotonic() < deadline:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError("the server does not answer") from error

    def is_live(self) -> bool:
        """Tell, without asking the server, whether it has closed this connection."""
        if self.closed:
            return False
        poll = select.poll()
        poll.register(self.pgconn.socket, select.POLLIN | select.POLLHUP)
        # An idle connection has nothing to say but that it ends.
        return not poll.poll(0)


def link_options() -> dict[str, Any]:
    """Return how every connection is opened.

    Without prepared statements: they fail after another machine has changed a table, and behind a
    pooler that hands out a connection for one transaction.
    """
    return {
        "autocommit": True,
        "row_factory": dict_row,
        "prepare_threshold": None,
        "connect_timeout": CONNECT_SECONDS,
        "client_encoding": "UTF8",
        "fallback_application_name": "candor",
    }


def read_numbers_as_sqlite(link: Link) -> None:
    """Have sums and averages of a connection come back as whole numbers or floats."""
    link.adapters.register_loader("numeric", WholeNumber)


def try_once(url: str) -> None:
    """Connect and hang up; raise ``Unavailable`` with the reason if that fails, which a pool keeps to itself."""
    with translated_errors(), Link.connect(url, **link_options()) as link:
        encoding = link.info.parameter_status("server_encoding")
    if encoding not in (None, "UTF8"):
        raise Unavailable(f"the database cannot hold every text: it is in {encoding}, make one in UTF8")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the errors of PostgreSQL into those of every engine; a mistake in the SQL stays as it is.

    What PostgreSQL adds to a broken constraint repeats the row, which must not reach a log: neither
    its details nor the error itself are handed on.
    """
    try:
        yield
    except (psycopg.IntegrityError, psycopg.errors.DuplicateTable, psycopg.errors.DuplicateObject) as error:
        raise Conflict(f"{error.diag.message_primary} ({error.sqlstate})") from None
    except psycopg.Error as error:
        if cannot_serve(error):
            raise Unavailable(f"the database cannot serve: {error.diag.message_primary or error}") from error
        raise


def cannot_serve(error: psycopg.Error) -> bool:
    """Tell whether an error is about the server or the way to it, not about the statement."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return error.sqlstate.startswith(CANNOT_SERVE) or error.sqlstate in CANNOT_SERVE_EITHER
