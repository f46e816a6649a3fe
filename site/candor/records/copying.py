"""Backup and restore of a SQLite file by its online backup, each checked before it counts."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from candor.records.engine import Unavailable, UnusableBackup
from candor.records.opening import translated
from candor.records.schema import refuse_newer

LOGS = ("-wal", "-journal")
BESIDE = (*LOGS, "-shm")
"""What SQLite adds to the name of a database for the files that it keeps beside it."""


def copy_out(source: sqlite3.Connection, to: Path) -> None:
    """Copy a database to a file, which appears under its name only once it is whole, checked and on disk."""
    part = part_of(to)
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with translated(), closing(sqlite3.connect(str(part), isolation_level=None)) as target:
            source.backup(target)
            # Out of WAL, so that the backup is this one file and can be read where nothing can be written.
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
        check(part)
        _onto_disk(part)
        part.replace(to)
        _onto_disk(to.parent)
    except OSError as error:
        raise Unavailable(f"the backup {to} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def copy_in(backup: Path, target: sqlite3.Connection, patience: float) -> None:
    """Replace what a database holds by a checked backup, in one transaction that running sites see as one change."""
    deadline = time.monotonic() + patience

    def give_up(status: int, _remaining: int, _total: int) -> None:
        # Without this the driver tries again for ever while somebody else is writing.
        if status == sqlite3.SQLITE_BUSY and time.monotonic() > deadline:
            raise Unavailable("the database cannot be restored: others are writing to it")

    with translated(), closing(_read_only(backup)) as source:
        source.backup(target, progress=give_up, sleep=0.05)


@contextmanager
def prepared(backup: Path, database: Path) -> Iterator[Path]:
    """Lend a copy of a checked backup, to be changed before it takes the place of a database.

    It lies beside the database, and is gone afterwards; what a killed restore left there makes way.
    """
    refuse_unusable(backup)
    copy = prepared_for(database)
    try:
        _remove(copy)
        with translated(), closing(_read_only(backup)) as source:
            copy_out(source, copy)
        yield copy
    finally:
        _remove(copy)


def prepared_for(database: Path) -> Path:
    """Return where a backup is made ready for a database."""
    real = database.resolve()
    return real.with_name(f"{real.name}.restoring")


def part_of(backup: Path) -> Path:
    """Return where a backup is written until it is whole."""
    return backup.with_name(f"{backup.name}.part")


def beside(database: Path, endings: tuple[str, ...] = BESIDE) -> tuple[Path, ...]:
    """Return the files that SQLite may keep beside a database; a link is followed, as SQLite does."""
    real = database.resolve()
    return tuple(real.with_name(f"{real.name}{ending}") for ending in endings)


def refuse_log(backup: Path) -> None:
    """Raise ``UnusableBackup`` where a log beside a file holds changes that the file alone does not have."""
    for log in beside(backup, LOGS):
        if log.is_file() and log.stat().st_size:
            raise UnusableBackup(
                f"{backup} is not a whole backup: {log.name} beside it holds changes too. "
                f"Make one of both by ./candor backup TO --database {backup}, and restore that."
            )


def refuse_unusable(backup: Path) -> None:
    """Raise ``UnusableBackup`` unless a backup is whole, ``NewerDatabase`` if it needs a newer version."""
    refuse_log(backup)
    refuse_newer(check(backup))


def check(backup: Path) -> set[str]:
    """Return the migrations that a backup has seen; raise ``UnusableBackup`` unless it is whole."""
    if not backup.is_file():
        raise UnusableBackup(f"there is no backup {backup}.")
    try:
        with closing(_read_only(backup)) as connection:
            faults = [text for (text,) in connection.execute("PRAGMA integrity_check(1)")]
            applied = {text for (text,) in connection.execute("SELECT id FROM migrations")}
    except sqlite3.DatabaseError as error:
        raise UnusableBackup(f"{backup} is not a backup of Candor: {error}.") from error
    if faults != ["ok"]:
        raise UnusableBackup(f"{backup} is damaged: {faults[0]}.")
    return applied


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _remove(database: Path) -> None:
    try:
        for file in (database, *beside(database)):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(f"{database} cannot be removed: {error.strerror}") from error


def _onto_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
