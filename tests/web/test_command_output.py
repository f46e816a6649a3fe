"""What commands say where their output cannot be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.conftest import FERRY


def run_onto_a_full_disk(command: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command whose output goes to a device that is always full."""
    with Path("/dev/full").open("w") as full:
        return subprocess.run(
            [sys.executable, "-m", "candor.cli", *command],
            env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


@pytest.mark.parametrize("buffered", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize("command", [["check"], ["sources"], ["prove"]])
def test_output_to_a_full_disk_ends_a_command_with_one_line(command: list[str], buffered: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    ended = run_onto_a_full_disk([*command, "--content", str(FERRY)], {**environment, **buffered})

    told = "candor: what this command writes cannot be written (No space left on device).\n"
    assert (ended.returncode, ended.stderr) == (1, told)


def test_help_that_nobody_gets_is_no_success() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

    ended = run_onto_a_full_disk(["--help"], environment)

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
