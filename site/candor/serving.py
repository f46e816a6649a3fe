"""The server: waitress, which stops without losing a request."""

import logging
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterable
from threading import get_ident
from types import FrameType
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from candor.connections import Channel

CONNECTIONS = 2_000
STOP_SECONDS = 30
THREADS = 8
HEADER_BYTES = 65_536
SPARE_FILES = 200
CLEANUP_SECONDS = 5

Headers = Iterable[tuple[str, str]]
Seconds = Callable[[], float]
"""A clock that counts seconds and that nobody sets, unlike the machine's time of day."""

log = logging.getLogger("candor.serving")


class Dispatcher(ThreadedTaskDispatcher):
    """The threads that answer what needs waiting."""

    def add_task(self, task: Channel) -> None:
        """Let the next free thread answer; waitress would write a warning for each request that waits for one."""
        with self.lock:
            self.queue.append(task)
            self.queue_cv.notify()


class Server(TcpWSGIServer):
    """A server on one address."""

    channel_class = Channel

    def __init__(self, listening: socket.socket, adjustments: Adjustments, clock: Seconds) -> None:
        """Serve on a socket that listens."""
        self.stopping = False
        self.clock = clock
        self._next_cleanup = clock()
        self.headers_of_refusals: tuple[tuple[str, str], ...] = ()
        self._reader: int | None = None
        dispatcher = Dispatcher()
        dispatcher.set_thread_count(adjustments.threads)
        super().__init__(None, {}, _sock=listening, dispatcher=dispatcher, adj=adjustments, bind_socket=False)

    def run(self) -> None:
        """Serve until stop() is called, then answer what has been asked."""
        self._reader = get_ident()
        while not self.stopping:
            self._turn(1.0)
            self._clean_up()
        self._accept_all()
        wasyncore.dispatcher.close(self)
        end = time.monotonic() + STOP_SECONDS
        while self.active_channels and time.monotonic() < end:
            self._close_quiet_channels()
            self._turn(0.1)
        if self.active_channels:
            log.warning("Stopped with %d connections unfinished after %d s.", len(self.active_channels), STOP_SECONDS)
        # A client that went away does not end what it asked for: its thread may be writing.
        self.task_dispatcher.shutdown(timeout=max(0.0, end - time.monotonic()))
        self.trigger.close()

    def add_task(self, task: Channel) -> None:
        """Have a request answered: by the thread that has just read it where the answer is at hand, or by another."""
        is_at_hand = getattr(self.application, "is_at_hand", None)
        # What a connection has not taken yet could make the reader wait.
        may_answer = task.is_reading and get_ident() == self._reader and not task.total_outbufs_len
        if may_answer and is_at_hand is not None and not task.requests[0].error:
            task.has_answer_at_hand = is_at_hand(task.requests[0].command, task.requests[0].path)
        if not task.has_answer_at_hand:
            self.task_dispatcher.add_task(task)

    def pull_trigger(self) -> None:
        """Wake the thread that reads, unless it is the one that asks."""
        if get_ident() != self._reader:
            super().pull_trigger()

    def maintenance(self, now: float) -> None:
        """Leave it to run(), because waitress goes by the machine's time of day."""

    def stop(self) -> None:
        """Begin to stop; may be called from a signal handler or another thread."""
        self.stopping = True
        # A signal interrupts the thread that reads, which then goes on waiting.
        super().pull_trigger()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _accept_all(self) -> None:
        # Connections that the kernel has accepted for us would be reset by closing the socket.
        before = -1
        while before != len(self.active_channels):
            before = len(self.active_channels)
            self.handle_accept()

    def _clean_up(self) -> None:
        now = self.clock()
        if now < self._next_cleanup:
            return
        self._next_cleanup = now + CLEANUP_SECONDS
        for channel in list(self.active_channels.values()):
            if channel.is_overdue(now):
                channel.will_close = True

    def _close_quiet_channels(self) -> None:
        now = self.clock()
        for channel in list(self.active_channels.values()):
            if channel.is_over(now):
                channel.will_close = True


def bind(host: str, port: int, body_limit: int, clock: Seconds = time.monotonic) -> Server:
    """Return a server that listens already, or raise OSError where the address is taken.

    ``body_limit`` is in bytes; a longer body is not read, and the site sees its Content-Length alone.
    """
    adjustments = Adjustments(
        threads=THREADS,
        connection_limit=_allow_connections(CONNECTIONS),
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=body_limit + 1,
        # select() knows no descriptor above 1,023.
        asyncore_use_poll=True,
        # The site itself knows which proxies it trusts.
        clear_untrusted_proxy_headers=False,
        log_socket_errors=False,
        ident=None,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return Server(socket.create_server((host, port), family=family, backlog=adjustments.backlog), adjustments, clock)


def serve(server: Server, site: WSGIApplication, headers_of_refusals: Headers = ()) -> None:
    """Serve a site until SIGTERM or SIGINT; a second signal ends the process at once."""
    server.application = site
    server.headers_of_refusals = tuple(headers_of_refusals)

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        server.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    server.run()


def _allow_connections(wanted: int) -> int:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted + SPARE_FILES if hard == resource.RLIM_INFINITY else min(wanted + SPARE_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(wanted, max(most - SPARE_FILES, 10))
