"""Driving a server over kept connections, from a process of its own: requests a second and how long each takes.

python -m bench.driving < PLAN, where PLAN is one JSON object: port, connections, seconds, and the
requests, each as text, which are sent in turn. Prints one JSON object. Whole requests are written
at once and whole answers read at once, so that this costs a tenth of what the server does; what it
costs is told as ``client``, the part of one core.
"""

import json
import select
import socket
import sys
import time
from dataclasses import dataclass, field

PART = 262_144
ANSWERED = (b"200", b"303")
END = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length:"


@dataclass(slots=True)
class Connection:
    """One connection: what has come of the answer, and when the request was sent."""

    socket: socket.socket
    sent: float = 0.0
    come: bytearray = field(default_factory=bytearray)
    whole: int | None = None
    usual: int = 0


@dataclass(slots=True)
class Driven:
    """What came of it: seconds from each request to the last byte of its answer, and how many were refused."""

    taken: list[float] = field(default_factory=list)
    refused: int = 0


def main() -> None:
    """Drive a server by the plan on standard input."""
    plan = json.load(sys.stdin)
    requests = [text.encode("latin-1") for text in plan["requests"]]
    begun, busy = time.perf_counter(), time.process_time()
    driven = drive(plan["port"], plan["connections"], plan["seconds"], requests)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    taken = sorted(driven.taken)
    json.dump(
        {
            "answers": len(taken),
            "rate": len(taken) / seconds,
            "p50": taken[len(taken) // 2] * 1e3,
            "p99": taken[len(taken) * 99 // 100] * 1e3,
            "refused": driven.refused,
            "client": busy / seconds,
        },
        sys.stdout,
    )


def drive(port: int, connections: int, seconds: float, requests: list[bytes]) -> Driven:
    """Keep every connection busy for so long; each has one request under way."""
    poll = select.epoll()
    several: dict[int, Connection] = {}
    driven = Driven()
    left = 0
    for _ in range(connections):
        opened = socket.create_connection(("127.0.0.1", port), timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        several[opened.fileno()] = Connection(opened)
        poll.register(opened.fileno(), select.EPOLLIN)
    for connection in several.values():
        left = _send(connection, requests, left)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for number, _ in poll.poll(1):
            connection = several[number]
            if _receive(connection, driven):
                left = _send(connection, requests, left)
    for connection in several.values():
        connection.socket.close()
    return driven


def _send(connection: Connection, requests: list[bytes], place: int) -> int:
    connection.sent = time.perf_counter()
    connection.socket.sendall(requests[place])
    return (place + 1) % len(requests)


def _receive(connection: Connection, driven: Driven) -> bool:
    """Read what has come; tell whether that was the end of an answer."""
    part = connection.socket.recv(PART)
    if not part:
        raise SystemExit("the server closed a connection")
    if len(part) == connection.usual and not connection.come:
        # As long as the last answer, and in one piece: what there is to look at is the status.
        driven.taken.append(time.perf_counter() - connection.sent)
        driven.refused += part[9:12] not in ANSWERED
        return True
    connection.come += part
    if connection.whole is None:
        connection.whole = _length(connection.come)
    if connection.whole is None or len(connection.come) < connection.whole:
        return False
    driven.taken.append(time.perf_counter() - connection.sent)
    driven.refused += bytes(connection.come[9:12]) not in ANSWERED
    connection.usual = connection.whole
    connection.come.clear()
    connection.whole = None
    return True


def _length(come: bytearray) -> int | None:
    """Return how many bytes an answer has with its head, once the head is there."""
    head = come.find(END)
    if head < 0:
        return None
    place = come[:head].lower().find(LENGTH)
    if place < 0:
        return head + len(END)
    after = place + len(LENGTH)
    end = come.find(b"\r\n", after)
    return head + len(END) + int(come[after:end])


if __name__ == "__main__":
    main()
