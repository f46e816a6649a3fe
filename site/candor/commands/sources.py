"""``sources``: list every page outside the site that content cites, the one checked longest ago first."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from candor import utc_now
from candor.commands.check import existing
from evaluator.citing import Cited, cited
from evaluator.loading import load

NEVER = "never     "
"""What stands where the day would, for a page that is linked to and that nobody says they looked at."""

EAST = 1
"""By how many days a calendar may be ahead of UTC's."""


def run(chosen: argparse.Namespace) -> int:
    """Print the sources; with ``--older-than`` only those that are due, and return 1 if there are any."""
    found = cited(load(existing(chosen.content)))
    days: int | None = chosen.older_than
    shown = found if days is None else due(found, utc_now().date(), days)
    for line in lines(shown):
        sys.stdout.write(f"{line}\n")
    if days is None:
        sys.stdout.write(f"{len(found)} sources.\n")
        return 0
    sys.stdout.write(
        f"{len(shown)} of {len(found)} sources were last checked more than {days} days ago, or on a day to come.\n"
    )
    return 1 if shown else 0


def due(found: tuple[Cited, ...], today: date, days: int) -> tuple[Cited, ...]:
    """Return the sources that nobody looked at for more than so many days; a link without a day claims nothing.

    Nobody can have looked on a day that is still to come: such a source is due as well.
    """
    oldest, newest = today - timedelta(days=days), today + timedelta(days=EAST)
    return tuple(one for one in found if one.checked_on and not oldest <= one.checked_on <= newest)


def lines(found: tuple[Cited, ...]) -> Iterator[str]:
    """Yield each source as a line: the day it was checked, its address, its title, and what rests on it."""
    for one in found:
        day = one.checked_on.isoformat() if one.checked_on else NEVER
        yield f"{day}  {one.url}  {one.title}  ({', '.join(one.cited_by)})"
