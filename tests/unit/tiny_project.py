"""A project as small as can be, for the launcher to install with the real pip and no network.

It brings its own build backend, which needs nothing, and a command line that says what it was given.
"""

import shutil
from pathlib import Path

LAUNCHER = Path(__file__).parents[2] / "candor"

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "candor"
version = "1"
optional-dependencies.dev = []
"""

COMMAND_LINE = """\
import sys
print("ran", *sys.argv[1:])
"""

BACKEND = '''\
"""Writes a wheel by hand; sleeps first where a file says how long."""

import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent
METADATA = """Metadata-Version: 2.1
Name: candor
Version: 1
Provides-Extra: dev
"""
NEEDS = ROOT / "needs.txt"
DELAY = ROOT / "delay.txt"


def build_editable(folder, config_settings=None, metadata_directory=None):
    if DELAY.exists():
        time.sleep(float(DELAY.read_text()))
    needs = f"Requires-Dist: {NEEDS.read_text().strip()}\\n" if NEEDS.exists() else ""
    name = "candor-1-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        wheel.writestr("candor.pth", f"{ROOT / 'site'}\\n")
        wheel.writestr("candor-1.dist-info/METADATA", METADATA + needs)
        wheel.writestr("candor-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("candor-1.dist-info/RECORD", "")
    return name
'''


def make(folder: Path) -> Path:
    """Write the project into a folder and return the launcher's copy in it."""
    package = folder / "site" / "candor"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "cli.py").write_text(COMMAND_LINE)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "constraints.txt").touch()
    (folder / "backend.py").write_text(BACKEND)
    return Path(shutil.copy2(LAUNCHER, folder / "candor"))
