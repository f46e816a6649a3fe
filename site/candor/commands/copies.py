"""``backup`` and ``restore``: one file that holds everything."""

import argparse
import sys
from pathlib import Path

from candor import utc_now
from candor.commands.databases import existing_database
from candor.commands.stopping import Stop
from candor.records import carrying
from candor.records.carrying import Carried
from candor.records.copying import beside, part_of, prepared_for
from candor.records.database import Damaged, Unavailable, is_postgresql, path_of

NOT_CARRIED = (
    "It was damaged, so nobody can tell from it who had been erased since: run ./candor person erase ADDRESS "
    "again for each of them. What was handed off since may be sent again.\n"
)


def backup(chosen: argparse.Namespace) -> int:
    """Write the copy."""
    database = existing_database(chosen.database)
    _refuse_own(chosen.file, chosen.database)
    _refuse_own(part_of(chosen.file), chosen.database)
    database.backup(chosen.file)
    sys.stdout.write(f"{chosen.file}: {chosen.file.stat().st_size} bytes, checked.\n")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Put the copy in place of the database."""
    _refuse_own(chosen.file, chosen.database)
    # Whoever was erased after the backup was made stays erased, and what was handed off since is not sent again.
    carried = _carried(chosen.database)
    again = _restore(chosen, carried or Carried())
    sys.stdout.write(f"{chosen.database} holds what {chosen.file} held.\n")
    if again:
        sys.stdout.write(f"{again} who had been erased since were erased again.\n")
    if carried is None:
        sys.stdout.write(NOT_CARRIED)
    return 0


def _carried(url: str) -> Carried | None:
    """Return what outlives the database that is about to be replaced, None where it is damaged."""
    if is_postgresql(url) or not path_of(url).is_file():
        return Carried()
    try:
        return carrying.carried_in(url)
    except Damaged:
        return None
    except Unavailable as error:
        raise Stop(
            f"candor: nothing was restored: {url} cannot be read now, and only it knows who was erased since "
            f"the backup ({error}). Stop what else uses it, make sure that its disk has room, and restore again."
        ) from error


def _restore(chosen: argparse.Namespace, carried: Carried) -> int:
    try:
        return carrying.restore(chosen.database, chosen.file, carried, utc_now())
    except Damaged as error:
        raise Stop(
            f"candor: nothing was restored: {chosen.database} is damaged ({error}). Stop the site, move that file and "
            "what lies beside it under its name away, and restore again; then run ./candor person erase ADDRESS "
            "for everybody who was erased since the backup."
        ) from error


def _refuse_own(file: Path, url: str) -> None:
    """Stop where a file is the database or belongs to it: writing there destroys it, reading there is half of it."""
    database, named = path_of(url).resolve(), file.resolve()
    if named == database:
        raise Stop(f"candor: {file} is the database itself: name another file.")
    if named in (*beside(database), prepared_for(database)):
        raise Stop(f"candor: {file} belongs to the database {url}: name another file.")
