"""``sweep``: delete what has been kept as long as promised."""

import argparse
import sys

from candor import utc_now
from candor.commands.databases import existing_database
from candor.records import retention


def run(chosen: argparse.Namespace) -> int:
    """Sweep, and say how much went."""
    gone = retention.sweep(existing_database(chosen.database), utc_now())
    sys.stdout.write("Deleted: " + ", ".join(f"{count} {kind}" for kind, count in gone.items()) + ".\n")
    return 0
