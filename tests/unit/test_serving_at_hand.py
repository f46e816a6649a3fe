"""What a site has at hand is answered by the thread that reads, whole, in order, and whatever else goes on."""

import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from candor.serving import THREADS, bind
from tests.unit.test_serving import everything_from

LARGE = b"0123456789abcdef" * 262_144


@dataclass(frozen=True)
class Library:
    """A site whose pages under /kept are at hand; every other one waits until it is let go on."""

    going_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the path, with four million bytes, or that nothing has changed."""
        path = environ["PATH_INFO"]
        if not path.startswith("/kept"):
            self.going_on.wait(10)
        if path == "/kept/unchanged":
            start_response("304 NOT MODIFIED", [("etag", '"1"')])
            return []
        body = LARGE if path == "/kept/large" else path.encode()
        start_response("200 OK", [("content-type", "text/plain"), ("content-length", str(len(body)))])
        return [body]

    def is_at_hand(self, method: str, path: str) -> bool:
        """Tell whether a page needs no waiting."""
        return method == "GET" and path.startswith("/kept")


@dataclass(frozen=True)
class Open:
    """A site that is being served, and where."""

    site: Library
    port: int

    def ask(self, *paths: str) -> socket.socket:
        """Send requests one after the other without waiting, the last of which ends the connection."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        heads = [f"GET {path} HTTP/1.1\r\nHost: x\r\n" for path in paths]
        connection.sendall(("\r\n".join(heads) + "Connection: close\r\n\r\n").encode())
        return connection


@pytest.fixture
def library() -> Iterator[Open]:
    """Return the site, served by a thread until the test is over."""
    server = bind("127.0.0.1", 0, 1_000)
    site = Library()
    server.application = site
    thread = threading.Thread(target=server.run)
    thread.start()
    yield Open(site, server.effective_port)
    site.going_on.set()
    server.stop()
    thread.join()


def test_a_page_at_hand_is_answered_while_every_thread_is_busy(library: Open) -> None:
    waiting = [library.ask("/slow") for _ in range(THREADS + 1)]

    with library.ask("/kept/page") as connection:
        answer = everything_from(connection)

    assert answer.endswith("/kept/page")
    library.site.going_on.set()
    assert all(everything_from(one).endswith("/slow") for one in waiting)
    for one in waiting:
        one.close()


def test_requests_sent_at_once_are_answered_in_their_order(library: Open) -> None:
    paths = [f"/{'kept' if number % 3 else 'slow'}/{number}" for number in range(30)]
    library.site.going_on.set()

    with library.ask(*paths) as connection:
        answers = everything_from(connection).split("HTTP/1.1 200 OK")[1:]

    assert [answer.rpartition("\r\n")[2] for answer in answers] == paths


def test_a_client_that_takes_its_time_gets_the_whole_page(library: Open) -> None:
    with library.ask("/kept/large", "/kept/large") as slow:
        with library.ask("/kept/page") as quick:
            assert everything_from(quick).endswith("/kept/page")
        answer = everything_from(slow)

    assert answer.count("HTTP/1.1 200 OK") == 2
    assert answer.count(LARGE.decode()) == 2


def test_a_connection_goes_on_after_an_answer_without_a_body(library: Open) -> None:
    with library.ask("/kept/unchanged", "/kept/page") as connection:
        answer = everything_from(connection)

    assert answer.startswith("HTTP/1.1 304 NOT MODIFIED\r\nEtag:")
    assert answer.endswith("/kept/page")


def test_a_head_is_written_as_usual_whoever_writes_it(library: Open) -> None:
    with library.ask("/kept/page", "/kept/page") as connection:
        first, last = everything_from(connection).split("HTTP/1.1 200 OK\r\n")[1:]

    names = [{line.partition(":")[0] for line in head.partition("\r\n\r\n")[0].splitlines()} for head in (first, last)]
    assert names == [
        {"Content-Type", "Content-Length", "Date"},
        {"Content-Type", "Content-Length", "Date", "Connection"},
    ]
