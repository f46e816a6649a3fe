"""``sweep``: delete what has been kept as long as promised."""

import argparse
import sys

from candor import utc_now
from candor.commands.databases import existing_database
from candor.records import remains, retention


def run(chosen: argparse.Namespace) -> int:
    """Sweep, and say how much went."""
    database = existing_database(chosen.database)
    gone = retention.sweep(database, utc_now())
    sys.stdout.write("Deleted: " + ", ".join(f"{count} {kind}" for kind, count in gone.items()) + ".\n")
    if not remains.remove(database):
        sys.stdout.write(
            "The database file still holds remains of who was erased: somebody reads an older state of it, or it could "
            "not be written anew. Run ./candor sweep again once that is over.\n"
        )
    return 0
