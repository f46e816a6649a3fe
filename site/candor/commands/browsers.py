"""What the browser tests need: a Chromium, and the library that Playwright's driver is linked with."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from candor.commands.stopping import Stop

VARIABLE = "CANDOR_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATH_OF_DPKG = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
"""dpkg stops where the path lacks these, as it does in an empty environment."""
APT_GET = Path("/usr/bin/apt-get")
HOW_TO_GET_ONE = (
    "candor: the browser tests need a Chromium: run `apt-get install chromium` as root or "
    "`.venv/bin/python -m playwright install chromium`, or set CANDOR_CHROMIUM to the path of one."
)
HOW_TO_START_THE_DRIVER = "candor: Playwright's driver does not start: run `apt-get install libatomic1` as root."

Environment = Mapping[str, str]
Install = Callable[[Sequence[str], Environment], None]


def chromium(environ: Environment, install: Install | None) -> Path:
    """Return a Chromium that tests can drive, installing what is missing where there is a way to, or stop."""
    missing = [] if driver_starts() else ["libatomic1"]
    if find(environ) is None:
        missing.append("chromium")
    if missing and install is not None:
        install(missing, environ)
    if not driver_starts():
        raise Stop(HOW_TO_START_THE_DRIVER)
    if (found := find(environ)) is None:
        raise Stop(HOW_TO_GET_ONE)
    return found


def way_to_install() -> Install | None:
    """Return what installs Debian's packages, where this user may do that on this system."""
    return install_with_apt if os.geteuid() == 0 and APT_GET.exists() else None


def find(environ: Environment) -> Path | None:
    """Return the Chromium that is named, or else the first on the PATH, or else Playwright's own."""
    if given := environ.get(VARIABLE):
        if not os.access(given, os.X_OK) or Path(given).is_dir():
            raise Stop(f"candor: {VARIABLE} is {given}, which is no program: set it to the path of a Chromium.")
        return Path(given)
    paths = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    return next((Path(path) for path in paths if path), None) or playwrights_own()


def playwrights_own() -> Path | None:
    """Return the Chromium that Playwright has downloaded for this user."""
    from playwright.sync_api import sync_playwright

    if not driver_starts():
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def driver_starts() -> bool:
    """Tell whether the program that Playwright brings finds its libraries, which a bare Debian lacks one of."""
    ended = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False)
    return ended.returncode == 0


def install_with_apt(packages: Sequence[str], environ: Environment) -> None:
    """Install Debian's packages and say how far that is."""
    started = time.monotonic()
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive", "PATH": f"{environ.get('PATH', '')}:{PATH_OF_DPKG}"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        sys.stderr.write(f"For the browser tests: apt-get {' '.join(arguments)}\n")
        sys.stderr.flush()
        ended = subprocess.run([APT_GET, *arguments], env=quiet, capture_output=True, text=True, check=False)
        if ended.returncode:
            last = "\n".join((ended.stdout + ended.stderr).splitlines()[-10:])
            raise Stop(f"{last}\ncandor: apt-get failed: mend what it says above, or install {' '.join(packages)}.")
        sys.stderr.write(f"  done: {time.monotonic() - started:.1f} s\n")
