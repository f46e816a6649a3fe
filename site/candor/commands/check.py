"""``check``: print every fault in the content."""

import argparse
import sys
from pathlib import Path

from candor.commands.stopping import Stop
from evaluator.declaration import Declaration
from evaluator.errors import ContentFaults
from evaluator.loading import load


def run(chosen: argparse.Namespace) -> int:
    """Print the faults, one a line, and return 1; or print what there is and return 0."""
    folder: Path = existing(chosen.content)
    try:
        declaration = load(folder)
    except ContentFaults as faults:
        sys.stdout.write(f"{faults}\n")
        return 1
    sys.stdout.write(f"{folder}: {counts(declaration)}. No faults.\n")
    return 0


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
