"""What the options of commands may hold, refused in one line where they hold anything else."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from candor.commands.stopping import Stop

PORTS = range(65_536)

MOST_DAYS = 36_500
"""A hundred years, which are more than anybody looks back and fewer than a date can hold."""


def port(text: str) -> int:
    """Read a port number."""
    if not text.isascii() or not text.isdigit() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to {PORTS[-1]}")
    return int(text)


def days(text: str) -> int:
    """Read a number of days."""
    is_number = text.isascii() and text.isdigit()
    if not is_number or len(text) > len(str(MOST_DAYS)) or int(text) > MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of days: give a whole number, at most {MOST_DAYS} (a hundred years)"
        )
    return int(text)


def file(text: str) -> Path:
    """Read the path of a file to read or to write; what names a folder only, as nothing does, is refused."""
    if not Path(text).name:
        raise argparse.ArgumentTypeError(f"{text!r} names no file: give the path of one")
    return Path(text)


def refuse_unreadable(arguments: Sequence[str]) -> None:
    """Stop where an argument is no text: what is no UTF-8 could be neither found nor stored nor printed."""
    for one in arguments:
        # So does Python hold the bytes of an argument that are no UTF-8.
        if any("\ud800" <= letter <= "\udfff" for letter in one):
            raise Stop(f"candor: the argument {one!a} is not written in UTF-8: give it in UTF-8.")
