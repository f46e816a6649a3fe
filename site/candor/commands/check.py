"""``check``: print every fault in the content."""

import argparse
import sys
from pathlib import Path

from candor.commands.databases import existing_database
from candor.commands.stopping import Stop
from candor.records import declarations
from evaluator.addresses import lost
from evaluator.declaration import Declaration
from evaluator.errors import ContentFaults, Problem
from evaluator.loading import load

REDIRECTS = "redirects.yaml"


def run(chosen: argparse.Namespace) -> int:
    """Print the faults, one a line, and return 1; or print what there is and return 0.

    With the database of a site, an address that it served once and that leads nowhere now is a fault.
    """
    folder: Path = existing(chosen.content)
    try:
        declaration = load(folder)
    except ContentFaults as faults:
        sys.stdout.write(f"{faults}\n")
        return 1
    gone = lost(_served(chosen.database), declaration) if chosen.database else []
    for address in gone:
        fault = f"“{address}” was a page once and leads nowhere now"
        remedy = f"Add “{address}: …” under “moved:”, with where its readers should go"
        sys.stdout.write(f"{Problem((folder / REDIRECTS).as_posix(), 1, 1, fault, remedy)}\n")
    if gone:
        return 1
    sys.stdout.write(f"{folder}: {counts(declaration)}. No faults.\n")
    return 0


def _served(url: str) -> list[Declaration]:
    """Return every declaration that a site has served."""
    database = existing_database(url)
    try:
        return [Declaration.model_validate_json(document) for document in declarations.every(database)]
    finally:
        database.close()


def existing(folder: Path) -> Path:
    """Return a content folder, or stop where there is none."""
    if not folder.is_dir():
        raise Stop(f"candor: there is no folder {folder}: give one with --content.")
    return folder


def counts(declaration: Declaration) -> str:
    """Say how much a declaration declares."""
    numbers = {
        "personas": len(declaration.personas),
        "is statements": len(declaration.is_for),
        "is-not statements": len(declaration.is_not_for),
        "questions": len(declaration.questions),
        "examples": len(declaration.examples),
        "comparisons": len(declaration.comparisons),
        "scenarios": len(declaration.scenarios),
    }
    return ", ".join(f"{number} {what}" for what, number in numbers.items())
