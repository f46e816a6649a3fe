"""``backup`` and ``restore``: one file that holds everything."""

import argparse
import sys
from contextlib import closing, suppress
from pathlib import Path

from candor import utc_now
from candor.commands.databases import existing_database, path_of
from candor.commands.stopping import Stop
from candor.records.carrying import Carried, carried_from, carry_over
from candor.records.database import Database, NewerDatabase, Unavailable, is_postgresql


def backup(chosen: argparse.Namespace) -> int:
    """Write the copy."""
    database = existing_database(chosen.database)
    _refuse_same(chosen.file, chosen.database)
    database.backup(chosen.file)
    sys.stdout.write(f"{chosen.file}: {chosen.file.stat().st_size} bytes, checked.\n")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Put the copy in place of the database."""
    _refuse_same(chosen.file, chosen.database)
    # Whoever was erased after the backup was made stays erased, and what was handed off since is not sent again.
    carried = _carried(chosen.database)
    database = Database.restore(chosen.database, chosen.file)
    again = carry_over(database, carried, utc_now())
    database.close()
    sys.stdout.write(f"{chosen.database} holds what {chosen.file} held.\n")
    if again:
        sys.stdout.write(f"{again} who had been erased since were erased again.\n")
    return 0


def _carried(url: str) -> Carried:
    """Return what outlives the database that is about to be replaced, if it can be read."""
    if is_postgresql(url) or not path_of(url).is_file():
        return Carried()
    with suppress(Unavailable, NewerDatabase), closing(Database.open(url)) as database:
        return carried_from(database)
    return Carried()


def _refuse_same(file: Path, database: str) -> None:
    if file.resolve() == path_of(database).resolve():
        raise Stop(f"candor: {file} is the database itself: name another file.")
