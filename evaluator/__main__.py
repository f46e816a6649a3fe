"""The evaluator's own command line: ``python -m evaluator COMMAND``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluator import ranking


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="evaluator", description="Work on a declaration without the site.")
    commands = parser.add_subparsers(dest="command", required=True)
    rank = commands.add_parser("rank", help="order the statements of lists for recorded use cases")
    rank.add_argument("--lists", type=Path, required=True, help="statements, one JSON object a line")
    rank.add_argument("--cases", type=Path, required=True, help="use cases, one JSON object a line")
    chosen = parser.parse_args(arguments)
    for line in ranking.rank(chosen.lists, chosen.cases):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
