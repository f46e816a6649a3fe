"""How long the server waits for a client, by a clock of the test on which seconds pass at once."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from candor.serving import Server, bind
from tests.unit.slow_site import site
from tests.unit.test_serving import everything_from


@dataclass
class Seconds:
    """A clock that stands until it is told how much time has passed."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """Return the seconds so far."""
        return self.now


@dataclass(frozen=True)
class Patient:
    """A server that runs, one connection to it, and its clock."""

    server: Server
    clock: Seconds
    connection: socket.socket = field(repr=False)

    def send(self, text: str) -> None:
        """Send something, and return once the server has read it."""
        self.clock.now += 0.001
        self.connection.sendall(text.encode())
        wait_until(lambda: self.read_at() == self.clock.now)

    def read_at(self) -> float:
        """Return when the server last read from the connection, 0 where it knows none."""
        return next((one.active_at for one in list(self.server.active_channels.values())), 0.0)

    def is_closed_by_the_server(self) -> bool:
        """Tell whether the server ends the connection before a few of its turns are over."""
        self.connection.settimeout(2.5)
        try:
            return self.connection.recv(1) == b""
        except TimeoutError:
            return False


def wait_until(is_so: Callable[[], bool]) -> None:
    """Return as soon as something is so, or fail."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def patient() -> Iterator[Patient]:
    clock = Seconds()
    server = bind("127.0.0.1", 0, 1_000, clock)
    server.application = site
    serving = threading.Thread(target=server.run)
    serving.start()
    with socket.create_connection(("127.0.0.1", server.effective_port), timeout=10) as connection:
        # Accepted later, it would seem to have been read from.
        wait_until(lambda: bool(server.active_channels))
        yield Patient(server, clock, connection)
    clock.now += 100
    server.stop()
    serving.join(10)
    assert not serving.is_alive()


def test_a_silent_connection_is_closed_after_20_seconds(patient: Patient) -> None:
    patient.send("GET / HT")

    patient.clock.now += 21

    assert patient.is_closed_by_the_server()


def test_a_connection_is_kept_for_as_long_as_something_comes(patient: Patient) -> None:
    patient.send("GET / HT")
    patient.clock.now += 19
    patient.send("TP/1.1\r\n")

    patient.clock.now += 19

    assert not patient.is_closed_by_the_server()


@pytest.mark.parametrize("head", ["GET / HTTP/1.1\r\nX-Long: ", "POST / HTTP/1.1\r\nContent-Length: 999\r\n\r\n"])
def test_a_request_that_comes_a_byte_at_a_time_is_closed_after_a_minute(patient: Patient, head: str) -> None:
    patient.send(head)
    for _ in range(3):
        patient.clock.now += 15
        patient.send("x")

    patient.clock.now += 16

    assert patient.is_closed_by_the_server()


def test_a_connection_may_ask_again_for_longer_than_a_minute(patient: Patient) -> None:
    for _ in range(6):
        patient.clock.now += 15
        patient.connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert patient.connection.recv(65_536).startswith(b"HTTP/1.1 200 OK")

    patient.connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert everything_from(patient.connection).startswith("HTTP/1.1 200 OK")


def test_a_connection_is_active_by_a_clock_that_nobody_sets() -> None:
    server = bind("127.0.0.1", 0, 1_000)
    serving = threading.Thread(target=server.run)
    before = time.monotonic()
    serving.start()
    with socket.create_connection(("127.0.0.1", server.effective_port), timeout=10):
        wait_until(lambda: bool(server.active_channels))

        active_at = [one.active_at for one in list(server.active_channels.values())]
    server.stop()
    serving.join(10)

    assert len(active_at) == 1
    assert before <= active_at[0] <= time.monotonic()
