"""Processes that serve one site, made by the dozen, so that a test can kill them as fast as they come.

One process builds the whole site, closes its database and forks; each child is ``./candor serve`` from
there on, with its own port, its own connections and its own hand-off.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from candor import create_app
from candor.commands.listening import listen, serve_site
from candor.handoff.endpoints import Handoff
from candor.settings import Settings
from tests.contract.handoffs import endpoint_at
from tests.receivers import LOOPBACK

FERRY = Path(__file__).parent.parent / "content"


def settings_of(url: str) -> Settings:
    """Return the settings of a site whose visitors all come from this machine, and may send as often as they like."""
    often = 1_000_000
    return Settings(
        content=FERRY, database=url, secret_key="k" * 32, contact_per_10_minutes=often, contact_per_hour=often
    )


def handoff_to(url: str, authorities: str) -> Handoff:
    """Return a hand-off to one receiver on this machine."""
    return Handoff((endpoint_at(url),), (LOOPBACK,), Path(authorities))


class Herd:
    """Serving processes, of which new ones are asked for on a pipe."""

    def __init__(self, breeder: "subprocess.Popen[str]") -> None:
        """Have the process that makes them."""
        self._breeder = breeder
        self.ports: dict[int, int] = {}

    def grow(self) -> None:
        """Have one more process, which listens already."""
        assert self._breeder.stdin
        assert self._breeder.stdout
        self._breeder.stdin.write("one more\n")
        self._breeder.stdin.flush()
        process, port = json.loads(self._breeder.stdout.readline())
        self.ports[process] = port

    def kill_the_oldest(self) -> None:
        """End the process that has served for longest, in the middle of whatever it does."""
        oldest = next(iter(self.ports))
        del self.ports[oldest]
        os.kill(oldest, signal.SIGKILL)

    def end(self) -> None:
        """Kill every process that is left."""
        while self.ports:
            self.kill_the_oldest()


@contextmanager
def herded(url: str, receiver: str, authorities: Path) -> Iterator[Herd]:
    """Make a site on a database that is ready to be served by as many processes as are asked for."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.contract.serving", url, receiver, str(authorities)]
    with subprocess.Popen(command, env=environment, stdin=-1, stdout=-1, text=True) as breeder:
        herd = Herd(breeder)
        try:
            yield herd
        finally:
            herd.end()
            breeder.kill()


def breed(url: str, receiver: str, authorities: str) -> None:
    """Fork a serving process for each line that comes, and say which it is and where it listens."""
    settings = settings_of(url)
    site = create_app(settings, handoff=handoff_to(receiver, authorities))
    # What is open would be shared by all children.
    site.extensions["candor"].database.close()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Not ``in sys.stdin``, whose buffer the children would have too.
    while sys.stdin.readline():
        if not os.fork():
            sys.stdin.close()
            server = listen("127.0.0.1", 0, settings.kept_body_limit)
            sys.stdout.write(f"{json.dumps([os.getpid(), server.effective_port])}\n")
            sys.stdout.flush()
            serve_site(server, site, settings)


if __name__ == "__main__":
    breed(*sys.argv[1:])
