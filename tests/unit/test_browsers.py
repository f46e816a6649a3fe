"""Finding a Chromium for the browser tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from candor.commands.browsers import chromium
from candor.commands.stopping import Stop

WITHOUT_ANY = """
import sys
from candor.commands.browsers import chromium
from candor.commands.stopping import Stop
try:
    chromium({"PATH": "/nowhere"}, None)
except Stop as stop:
    sys.exit(str(stop))
"""


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_chromium_on_the_path_is_found(name: str, tmp_path: Path) -> None:
    path = program(tmp_path, name)

    found = chromium({"PATH": str(tmp_path)}, None)

    assert found == path


def test_the_one_that_is_named_comes_before_the_path(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    named = program(tmp_path, "mine")

    found = chromium({"PATH": str(tmp_path), "CANDOR_CHROMIUM": str(named)}, None)

    assert found == named


def test_one_that_is_named_but_missing_stops_the_tests(tmp_path: Path) -> None:
    program(tmp_path, "chromium")

    with pytest.raises(Stop, match="is no program"):
        chromium({"PATH": str(tmp_path), "CANDOR_CHROMIUM": str(tmp_path / "none")}, None)


def test_without_any_the_tests_stop_and_say_how_to_get_one(tmp_path: Path) -> None:
    # In a process of its own, because Playwright allows one at a time.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
    }

    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_ANY], env=environment, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert "`apt-get install chromium` as root" in ended.stderr
