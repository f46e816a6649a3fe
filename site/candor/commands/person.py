"""``person``: hand out, or erase, everything that is stored of one person."""

import argparse
import json
import sys

from candor import utc_now
from candor.commands.databases import existing_database
from candor.commands.stopping import Stop
from candor.records import audit, persons, remains
from candor.records.audit import Deed
from candor.records.email_addresses import NoAddress, refuse_no_address


def export(chosen: argparse.Namespace) -> int:
    """Print everything as JSON."""
    _refuse_no_address(chosen.email)
    database = existing_database(chosen.database)
    found = persons.export(database, chosen.email)
    audit.note(database, None, Deed.PERSON_EXPORTED, {}, utc_now())
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return 0


def erase(chosen: argparse.Namespace) -> int:
    """Erase everything, and say how much it was."""
    _refuse_no_address(chosen.email)
    database = existing_database(chosen.database)
    gone = persons.erase(database, chosen.email, None, utc_now())
    told = ", ".join(f"{number} {table.replace('_', ' ')}" for table, number in gone.items() if number)
    sys.stdout.write(f"Erased: {told}.\n" if told else "Nothing was stored of this person.\n")
    if remains.are_left(database):
        sys.stdout.write(
            "But the database file still holds remains of what was erased: somebody reads an older state of it, or it "
            "could not be written anew. Once that is over, ./candor sweep removes them.\n"
        )
    return 0


def _refuse_no_address(email: str) -> None:
    try:
        refuse_no_address(email)
    except NoAddress as error:
        raise Stop(f"candor: {error}") from error
