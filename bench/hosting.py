"""Serving what is measured, each in a process of its own on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from candor.serving import THREADS

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
RESIDENT = "VmRSS:"


@dataclass(frozen=True)
class Hosted:
    """A server that answers: its port, and its process."""

    port: int
    process: int

    def processor(self) -> float:
        """Return the seconds that its process and those below it have worked so far."""
        return sum(_worked(number) for number in (self.process, *_below(self.process)))

    def memory(self) -> float:
        """Return the megabytes that its process and those below it hold in memory."""
        return sum(_resident(number) for number in (self.process, *_below(self.process))) / 1e3


@contextmanager
def hosted(server: str, kind: str, folder: Path, content: Path) -> Iterator[Hosted]:
    """Serve one kind of peer until left."""
    port = free_port()
    settings = {
        "CANDOR_CONTENT": str(content),
        "CANDOR_PEER": kind,
        "CANDOR_PEER_FOLDER": str(folder),
        "CANDOR_PEER_PORT": str(port),
    }
    with running(_command(server, port), settings, port, folder / f"{server}-{kind}.log") as host:
        yield host


@contextmanager
def running(command: Sequence[str], settings: Mapping[str, str], port: int, log: Path) -> Iterator[Hosted]:
    """Run a server until left; ``settings`` are of its environment."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "site")))
    environment = {**os.environ, "PYTHONPATH": path, **settings}
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stream, stderr=stream)
        try:
            _await(process, port)
            yield Hosted(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _command(server: str, port: int) -> list[str]:
    if server == "waitress":
        return [sys.executable, "-m", "bench.peers"]
    address = ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "error"]
    threads = ["--workers", "1", "--blocking-threads", str(THREADS)]
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        *address,
        *threads,
        "--factory",
        "bench.peers:application",
    ]


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            # Waitress listens before the site is ready: what is asked meanwhile waits.
            return
    raise SystemExit("a server did not start")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _resident(process: int) -> int:
    """Return the kilobytes of a process that are in memory."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(RESIDENT)), 0)


def _worked(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    # Of user and of system, after the name, which may hold anything.
    return sum(map(int, text.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def _below(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    except OSError:
        return []
    return [int(number) for number in text.split()]
