"""Finding a Chromium for the browser tests, and getting one where that can be done."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
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


def chromium(environ: Mapping[str, str], install: Callable[[Mapping[str, str]], None] | None) -> Path:
    """Return a Chromium, installing one where there is a way to, or stop and say how to get one."""
    if given := environ.get(VARIABLE):
        if not os.access(given, os.X_OK) or Path(given).is_dir():
            raise Stop(f"candor: {VARIABLE} is {given}, which is no program: set it to the path of a Chromium.")
        return Path(given)
    found = on_path(environ) or playwrights_own()
    if found is None and install is not None:
        install(environ)
        found = on_path(environ)
    if found is None:
        raise Stop(HOW_TO_GET_ONE)
    return found


def way_to_install() -> Callable[[Mapping[str, str]], None] | None:
    """Return what installs a Chromium, where this user may do that on this system."""
    return install_with_apt if os.geteuid() == 0 and APT_GET.exists() else None


def on_path(environ: Mapping[str, str]) -> Path | None:
    """Return the first Chromium on the PATH."""
    paths = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    return next((Path(path) for path in paths if path), None)


def playwrights_own() -> Path | None:
    """Return the Chromium that Playwright has downloaded for this user."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_with_apt(environ: Mapping[str, str]) -> None:
    """Install Debian's Chromium and say how far that is."""
    started = time.monotonic()
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive", "PATH": f"{environ.get('PATH', '')}:{PATH_OF_DPKG}"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        sys.stderr.write(f"No Chromium found: apt-get {' '.join(arguments)} ...\n")
        ended = subprocess.run([APT_GET, *arguments], env=quiet, capture_output=True, text=True, check=False)
        if ended.returncode:
            last = "\n".join((ended.stdout + ended.stderr).splitlines()[-10:])
            raise Stop(f"{last}\n{HOW_TO_GET_ONE}")
        sys.stderr.write(f"  done: {time.monotonic() - started:.1f} s\n")
