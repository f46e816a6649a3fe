"""The launcher, run for real with real virtual environments and the real pip."""

import ast
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.tiny_project import LAUNCHER, make

BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
EMPTY = {"PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull}


def command(launcher: Path, *arguments: str) -> list[str]:
    return [BASE_PYTHON, str(launcher), *arguments]


def start(
    launcher: Path, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(launcher, *arguments),
        env={**EMPTY, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def launcher(tmp_path: Path) -> Path:
    return make(tmp_path / "a project with spaces")


def test_the_first_start_installs_and_runs_the_command(launcher: Path) -> None:
    ended = start(launcher, "demo", "--port", "8001")

    assert ended.stdout == "ran demo --port 8001\n"
    assert ended.returncode == 0
    assert "Installing" in ended.stderr
    assert " s\n" in ended.stderr


def test_a_second_start_installs_nothing_and_takes_under_two_seconds(launcher: Path) -> None:
    start(launcher, "demo")

    taken = []
    for _ in range(3):
        started = time.monotonic()
        ended = start(launcher, "demo")
        taken.append(time.monotonic() - started)

    assert ended.stdout == "ran demo\n"
    assert ended.stderr == ""
    assert min(taken) < 2


def test_test_installs_the_development_packages_once_for_all_commands(launcher: Path) -> None:
    start(launcher, "demo")

    first = start(launcher, "test")
    second = start(launcher, "test")
    demo = start(launcher, "demo")

    assert "Installing" in first.stderr
    assert second.stderr == demo.stderr == ""


def test_a_changed_list_of_packages_is_installed(launcher: Path) -> None:
    start(launcher, "demo")
    (launcher.parent / "constraints.txt").write_text("flask==3.1.3\n")

    ended = start(launcher, "demo")

    assert "Installing" in ended.stderr
    assert ended.stdout == "ran demo\n"


def test_a_moved_folder_is_installed_afresh(launcher: Path, tmp_path: Path) -> None:
    start(launcher, "demo")
    moved = launcher.parent.rename(tmp_path / "elsewhere") / launcher.name

    ended = start(moved, "demo")

    assert "starting afresh" in ended.stderr
    assert ended.stdout == "ran demo\n"


def test_it_runs_through_a_symlink_from_another_folder(launcher: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(launcher)

    ended = start(link, "check")

    assert ended.stdout == "ran check\n"


def test_it_runs_from_an_activated_environment_that_has_no_pip(launcher: Path) -> None:
    start(launcher, "demo")
    (launcher.parent / "constraints.txt").write_text("flask==3.1.3\n")

    ended = subprocess.run(
        [str(launcher.parent / ".venv/bin/python"), str(launcher), "demo"],
        env=EMPTY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stdout == "ran demo\n"


def test_an_installation_killed_in_the_middle_is_mended(launcher: Path) -> None:
    delay = launcher.parent / "delay.txt"
    delay.write_text("3")
    with subprocess.Popen(command(launcher, "demo"), env=EMPTY, stderr=subprocess.PIPE, text=True) as killed:
        wait_for(launcher.parent / ".venv" / "bin" / "python")
        time.sleep(0.5)
        killed.send_signal(signal.SIGKILL)
    delay.unlink()

    ended = start(launcher, "demo")

    assert "starting afresh" in ended.stderr
    assert ended.stdout == "ran demo\n"


def test_two_starts_at_once_do_not_break_one_another(launcher: Path) -> None:
    (launcher.parent / "delay.txt").write_text("1")
    with (
        subprocess.Popen(command(launcher, "a"), env=EMPTY, stdout=-1, stderr=-1, text=True) as first,
        subprocess.Popen(command(launcher, "b"), env=EMPTY, stdout=-1, stderr=-1, text=True) as second,
    ):
        outputs = [first.communicate(timeout=60), second.communicate(timeout=60)]

    assert [stdout for stdout, _ in outputs] == ["ran a\n", "ran b\n"]
    assert sum("waiting for it" in stderr for _, stderr in outputs) == 1
    assert sum("Installing" in stderr for _, stderr in outputs) == 1


def test_a_missing_pip_is_one_line_that_says_how_to_get_it(launcher: Path) -> None:
    # -S leaves out the folders that pip is in.
    ended = subprocess.run(
        [BASE_PYTHON, "-S", str(launcher), "demo"], env=EMPTY, capture_output=True, text=True, check=False
    )

    assert ended.stderr == "candor: pip is missing: run `apt-get install python3-pip`, then start again.\n"
    assert ended.returncode == 1


def test_a_missing_network_is_one_line_that_says_what_to_do(launcher: Path) -> None:
    (launcher.parent / "needs.txt").write_text("flask")

    ended = start(launcher, "demo", environment={"PIP_INDEX_URL": "http://127.0.0.1:9/simple"})

    assert ended.stderr.splitlines()[-1] == (
        "candor: The package index cannot be reached: connect to the network or set PIP_INDEX_URL, then start again."
    )
    assert ended.returncode == 1


def test_another_failure_of_pip_shows_its_last_lines(launcher: Path) -> None:
    (launcher.parent / "pyproject.toml").write_text("not toml")

    ended = start(launcher, "demo")

    assert "(at line 1, column 5)" in ended.stderr
    assert ended.stderr.endswith("mend what it says above, then start again.\n")


def test_it_is_read_by_a_python_that_is_too_old_to_run_it() -> None:
    ast.parse(LAUNCHER.read_text(), feature_version=(3, 8))


def wait_for(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
