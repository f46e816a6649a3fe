"""``backup`` and ``restore``: one file that holds everything."""

import argparse
import sys
from pathlib import Path

from candor.commands.databases import existing_database, path_of
from candor.commands.stopping import Stop
from candor.records.database import Database


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
    Database.restore(chosen.database, chosen.file).close()
    sys.stdout.write(f"{chosen.database} holds what {chosen.file} held.\n")
    return 0


def _refuse_same(file: Path, database: str) -> None:
    if file.resolve() == path_of(database).resolve():
        raise Stop(f"candor: {file} is the database itself: name another file.")
