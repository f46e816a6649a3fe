"""``test``: run every test, the browser's too."""

import argparse
import os
import sys

from candor.commands.browsers import VARIABLE, chromium, way_to_install
from candor.commands.places import CHECKOUT


def run(chosen: argparse.Namespace) -> int:
    """Become pytest, which ends with its own summary."""
    browser = chromium(os.environ, way_to_install())
    sys.stderr.write(f"Browser tests use {browser}.\n")
    sys.stderr.flush()
    os.chdir(CHECKOUT)
    os.execve(
        sys.executable, [sys.executable, "-m", "pytest", *chosen.arguments], {**os.environ, VARIABLE: str(browser)}
    )
