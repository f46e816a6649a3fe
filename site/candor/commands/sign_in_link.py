"""``sign-in-link``: add a rep where there is none and print a one-time link into the inbox."""

import argparse
import re
import sys
from dataclasses import dataclass
from datetime import datetime

from candor import utc_now
from candor.commands.databases import existing_database
from candor.commands.places import CHECKOUT
from candor.commands.stopping import Stop
from candor.records import reps
from candor.records.database import Database
from candor.records.reps import Rep, Role
from candor.settings import Settings

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is added where there is no rep with this address yet."""

    email: str
    name: str
    role: Role


def run(chosen: argparse.Namespace) -> int:
    """Print the link."""
    if not ADDRESS.fullmatch(chosen.email):
        raise Stop(f"candor: {chosen.email!r} is no e-mail address: give one such as kim@example.org.")
    database = existing_database(chosen.database)
    settings = Settings(content=CHECKOUT, database=chosen.database, base_url=chosen.base_url)
    newcomer = Newcomer(chosen.email, chosen.name or chosen.email, Role(chosen.role or "rep"))
    rep = admitted(database, newcomer, chosen.readmit, utc_now())
    if chosen.role and rep.role is not Role(chosen.role):
        sys.stderr.write(f"{rep.email} is there already and stays {rep.role}.\n")
    sys.stdout.write(f"{link_for(database, settings, rep, utc_now())}\n")
    return 0


def admitted(database: Database, newcomer: Newcomer, readmit: bool, now: datetime) -> Rep:
    """Return the rep with this address, added if new, or stop where the rep was removed."""
    rep = reps.add(database, newcomer.email, newcomer.name, newcomer.role, now)
    if rep.disabled_at is not None:
        if not readmit:
            raise Stop(f"candor: {rep.email} was removed: add --readmit to let this person in again.")
        reps.readmit(database, rep.id)
    return rep


def link_for(database: Database, settings: Settings, rep: Rep, now: datetime) -> str:
    """Return the address of a new one-time link for a rep."""
    token = reps.make_link(database, rep.id, now, settings.sign_in_minutes)
    return f"{settings.base_url}/sign-in/{token}"
