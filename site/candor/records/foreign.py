"""Telling a database of something else from one of ours, before anything is written to it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from candor.records.engine import ForeignDatabase
from candor.records.schema import COPYING, START


def refuse_foreign(path: Path, patience: float) -> None:
    """Raise ``ForeignDatabase`` for a SQLite file with tables, none of which is our list of migrations.

    What cannot be read is left to the engine, which says why.
    """
    # SQLite would make the file, and other programs keep it in another mode than ours.
    address = f"{path.absolute().as_uri()}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, timeout=patience, uri=True)) as connection:
        if not _is_ours(connection):
            raise ForeignDatabase(f"{path} is a database of something else: name another file.")


def _is_ours(connection: sqlite3.Connection) -> bool:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "migrations" not in tables:
        return all(name.startswith("sqlite_") for name in tables)
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info('migrations')")]
    if columns != ["id"]:
        return False
    applied = {one for (one,) in connection.execute("SELECT id FROM migrations")}
    # Whoever is starting at this moment has made the list and nothing else.
    return bool(applied & {START, COPYING}) or (not applied and tables == {"migrations"})
