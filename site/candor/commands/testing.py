"""``test``: run every test, the browser's too."""

import argparse
import os
import sys
from collections.abc import Sequence

from candor.commands.browsers import VARIABLE, chromium, way_to_install
from candor.commands.places import CHECKOUT


def run(chosen: argparse.Namespace) -> int:
    """Become pytest, which ends with its own summary."""
    browser = chromium(os.environ, way_to_install())
    sys.stderr.write(f"Browser tests use {browser}.\n")
    sys.stderr.flush()
    os.chdir(CHECKOUT)
    arguments = [sys.executable, "-m", "pytest", *in_parallel(chosen.arguments), *chosen.arguments]
    os.execve(sys.executable, arguments, {**os.environ, VARIABLE: str(browser)})


def in_parallel(arguments: Sequence[str]) -> list[str]:
    """Return what makes pytest use every core, unless somebody looks at one test or says otherwise."""
    alone = ("-n", "--numprocesses", "--pdb", "-s", "--version", "--collect-only", "--help", "-h")
    said = any(argument.startswith(alone) for argument in arguments)
    return [] if said else ["-n", "logical"]
