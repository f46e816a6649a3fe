"""The evaluator's own command line: ``python -m evaluator COMMAND``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluator import ranking
from evaluator.errors import ContentFaults
from evaluator.loading import load


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="evaluator", description="Work on a declaration without the site.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print every fault in a content folder")
    check.add_argument("content", type=Path, help="the folder that holds product.yaml")
    rank = commands.add_parser("rank", help="order the statements of lists for recorded use cases")
    rank.add_argument("--lists", type=Path, required=True, help="statements, one JSON object a line")
    rank.add_argument("--cases", type=Path, required=True, help="use cases, one JSON object a line")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return _check(chosen.content)
    for line in ranking.rank(chosen.lists, chosen.cases):
        sys.stdout.write(line + "\n")
    return 0


def _check(folder: Path) -> int:
    try:
        declaration = load(folder)
    except ContentFaults as faults:
        sys.stdout.write(f"{faults}\n")
        return 1
    sys.stdout.write(f"{len(declaration.statements)} statements, {len(declaration.scenarios)} scenarios: no fault.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
