"""``copy``: move everything from one database to another, such as from SQLite to PostgreSQL."""

import argparse
import sys
import time
from collections.abc import Iterable
from typing import TextIO

from candor.commands.stopping import Stop
from candor.records import checksums, transfer
from candor.records.checksums import Compared
from candor.records.database import Database, engine_of_ours, is_postgresql, path_of
from candor.records.transfer import RefusedCopy, Step

PATIENCE = 5.0
BAR = 30
SECONDS_BETWEEN_LINES = 2.0


def run(chosen: argparse.Namespace) -> int:
    """Copy, go on with a copy that was cut off, and compare both sides at the end."""
    if not is_postgresql(chosen.source) and not path_of(chosen.source).is_file():
        raise Stop(f"candor: there is no database {chosen.source} to copy.")
    source, target = (Database(engine_of_ours(url, PATIENCE)) for url in (chosen.source, chosen.target))
    try:
        return copy(source, target, origin_of(chosen.source))
    except RefusedCopy as refusal:
        raise Stop(f"candor: {refusal}") from refusal
    finally:
        source.close()
        target.close()


def copy(source: Database, target: Database, origin: str) -> int:
    """Copy and return the exit code: 1 where the two sides differ."""
    if transfer.begin(source, target, origin):
        sys.stdout.write("Going on with the copy that was begun.\n")
    if sys.stdout.isatty():
        draw(transfer.copy(source, target), sys.stdout)
    else:
        tell(transfer.copy(source, target), sys.stdout)
    sys.stdout.write("Comparing counts and checksums.\n")
    compared = list(checksums.compare(source, target))
    for each in compared:
        sys.stdout.write(line_of(each))
    if not all(each.is_same for each in compared):
        sys.stdout.write(
            "The two differ, so no site will start on the target. Did a site write to the source meanwhile? "
            "Stop it, make the target empty and copy again.\n"
        )
        return 1
    transfer.finish(target)
    sys.stdout.write("Copied. Set CANDOR_DATABASE to the target and start the site.\n")
    return 0


def origin_of(url: str) -> str:
    """Return a source by one name however it is written, so that a copy goes on with the same one."""
    return url if is_postgresql(url) else str(path_of(url).resolve())


def draw(steps: Iterable[Step], terminal: TextIO) -> None:
    """Show a bar for each table, redrawn in place."""
    table = None
    for step in steps:
        if table not in (None, step.table):
            terminal.write("\n")
        table = step.table
        filled = BAR * step.copied // step.total if step.total else BAR
        terminal.write(f"\r{step.table:<16}[{'#' * filled}{'.' * (BAR - filled)}] {step.copied:,} of {step.total:,}")
        terminal.flush()
    terminal.write("\n")


def tell(steps: Iterable[Step], output: TextIO) -> None:
    """Write a line when a table is done, and every few seconds until then."""
    told = time.monotonic()
    for step in steps:
        if step.copied == step.total or time.monotonic() - told >= SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            output.write(f"{step.table}: {step.copied:,} of {step.total:,}\n")
            output.flush()


def line_of(compared: Compared) -> str:
    """Return how one table compares, for a person."""
    source, target = compared.source, compared.target
    if compared.is_same:
        return f"{compared.table}: {source.rows:,} rows on both sides, checksum {source.checksum[:16]}\n"
    return (
        f"{compared.table}: DIFFERS, {source.rows:,} rows {source.checksum[:16]} in the source, "
        f"{target.rows:,} rows {target.checksum[:16]} in the target\n"
    )
