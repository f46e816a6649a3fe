"""``map``: draw how answers lead to verdicts and routes, as a file."""

import argparse
import sys
from pathlib import Path

from candor.commands.check import existing
from candor.commands.stopping import Stop
from candor.drawing.files import svg_of
from evaluator.deciding import Decider
from evaluator.loading import load


def run(chosen: argparse.Namespace) -> int:
    """Write the drawing, and say where it is."""
    declaration = load(existing(chosen.content))
    file: Path = chosen.svg
    drawn = svg_of(declaration, Decider(declaration).map)
    try:
        file.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise Stop(f"candor: {file} cannot be written ({error.strerror}): name another file.") from error
    sys.stdout.write(f"The map is in {file}.\n")
    return 0
