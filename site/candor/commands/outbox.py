"""``outbox``: hand leads off where no server does, see what is not handed off yet, and do it again."""

import argparse
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import FrameType

from candor import handoff_settings, journal, utc_now
from candor.commands.databases import existing_database
from candor.commands.stopping import Stop
from candor.handing_off import runner_of
from candor.records import deliveries
from candor.records.deliveries import Delivery, State
from candor.settings import folder_of_fonts

STOP_SECONDS = 20


def run(chosen: argparse.Namespace) -> int:
    """Hand off until SIGTERM or SIGINT, then finish what is under way."""
    if chosen.handoff is None:
        raise Stop("candor: CANDOR_HANDOFF is missing: set it to the file that says where leads are handed off to.")
    handoff = handoff_settings.load(Path(chosen.handoff), os.environ)
    database = existing_database(chosen.database)
    journal.write_to(sys.stderr)
    stopping = threading.Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        # A second signal ends the process at once; what is cut off is made again later.
        signal.signal(number, signal.SIG_DFL)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    runner = runner_of(handoff, database, utc_now, folder_of_fonts(os.environ))
    runner.start()
    sys.stdout.write(f"Handing off to {', '.join(endpoint.id for endpoint in handoff.endpoints)}.\n")
    sys.stdout.flush()
    stopping.wait()
    finished = runner.stop(STOP_SECONDS)
    database.close()
    return 0 if finished else 1


def show(chosen: argparse.Namespace) -> int:
    """Print what is not handed off, one delivery a line."""
    found = deliveries.unfinished(existing_database(chosen.database))
    for one in found:
        sys.stdout.write(f"{one.id}  {one.kind:<13}  {one.endpoint:<20}  {standing(one)}\n")
    if not found:
        sys.stdout.write("Everything is handed off.\n")
    return 0


def replay(chosen: argparse.Namespace) -> int:
    """Have one delivery made again from the beginning."""
    if not deliveries.replay(existing_database(chosen.database), chosen.id, utc_now()):
        raise Stop(f"candor: there is no delivery {chosen.id}, or it is being made now: see ./candor outbox list.")
    sys.stdout.write("It is handed off again, under the same id of the event.\n")
    return 0


def standing(delivery: Delivery) -> str:
    """Return where a delivery stands, in a few words."""
    why = f" ({delivery.error})" if delivery.error else ""
    if delivery.state is State.FAILED:
        return f"failed after {delivery.attempts} tries{why}"
    if delivery.disabled_at is not None:
        return "held: the receiver said that it is gone; replay one to try again"
    if delivery.state is State.LEASED:
        return f"being tried{why}"
    if not delivery.attempts:
        return "waiting"
    return f"tried {delivery.attempts} times{why}, next {_minute(delivery.next_at)}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
