"""Connections of the server: what waitress would answer by itself is left to the site.

Waitress reads chunked bodies and answers oversized ones by itself, without the site's headers and
pages. Here both reach the site as a request without its body, marked by the headers that say why.

An answer leaves in one piece, and what the site has at hand is answered by the thread that read the
request: handing it to another thread and waiting for that one costs more than the answer does.
"""

import socket
from contextlib import suppress
from functools import lru_cache

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import build_http_date

CHANNEL_SECONDS = 20
"""How long a connection may be silent."""

REQUEST_SECONDS = 60
"""How long a request may take to arrive, from its first byte to its last, however often a byte of it comes."""

QUIET_SECONDS = 1.0
LINGERING_READ_BYTES = 65_536
OF_THE_SERVER = frozenset({"Connection", "Date", "Server", "Transfer-Encoding", "Via"})
WITHOUT_BODY = ("204", "304")


class Request(HTTPRequestParser):
    """A request whose body, where it is chunked or too long, is left unread for the site to refuse."""

    body_is_left = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of the request."""
        try:
            super().parse_header(header_plus)
        except ValueError:
            # The address is taken apart by a library that raises where it names a host that cannot be.
            raise ParsingError("The address cannot be read.") from None
        if self.chunked or "TRANSFER_ENCODING" in self.headers:
            self.headers["TRANSFER_ENCODING"] = "chunked"
            self.headers.pop("CONTENT_LENGTH", None)
            self._leave_body()
        elif self.content_length >= self.adj.max_request_body_size:
            self._leave_body()

    def _leave_body(self) -> None:
        # What follows on this connection is the body, never another request: it must close.
        self.body_is_left = True
        self.headers["CONNECTION"] = "close"
        self.connection_close = True
        self.expect_continue = False
        self.chunked = False
        self.content_length = 0
        self.body_rcv = None


class Answer(WSGITask):
    """An answer by the site that tells the client when the server is about to stop."""

    def build_response_header(self) -> bytes:
        """Return the head of the answer."""
        if self.channel.server.stopping and len(self.channel.requests) == 1:
            self.set_close_on_finish()
        head = self._usual_head()
        return head if head is not None else super().build_response_header()

    def write(self, data: bytes) -> None:
        """Send a part of the answer, the head and the only part in one piece."""
        if self.wrote_header or not data or self.content_length != len(data) or not self.has_body:
            super().write(data)
            return
        self.channel.write_soon(self.build_response_header() + data)
        self.wrote_header = True
        self.content_bytes_written = len(data)

    def _usual_head(self) -> bytes | None:
        """Return the head of an answer after which the connection goes on; None for any other, which is waitress's."""
        if self.version != "1.1" or self.close_on_finish or self.request.connection_close:
            return None
        named = {capitalised(name): value for name, value in self.response_headers}
        ends = "Content-Length" in named or self.status.startswith(WITHOUT_BODY)
        # A header that came twice, as Set-Cookie may, or one that the server has a say in.
        if not ends or len(named) != len(self.response_headers) or not OF_THE_SERVER.isdisjoint(named):
            return None
        lines = "\r\n".join([f"{name}: {value}" for name, value in named.items()])
        date = build_http_date(self.start_time)
        return f"HTTP/1.1 {self.status}\r\n{lines}\r\nDate: {date}\r\n\r\n".encode("latin-1")


@lru_cache(maxsize=256)
def capitalised(name: str) -> str:
    """Return the name of a header as it is usually written."""
    return "-".join([part.capitalize() for part in name.split("-")])


class Refusal(ErrorTask):
    """An answer to what is not even a request; it carries the site's headers too."""

    def execute(self) -> None:
        """Send the refusal."""
        self.status = f"{self.request.error.code} {self.request.error.reason}"
        self.response_headers.extend(self.channel.server.headers_of_refusals)
        body = f"{self.request.error.reason}\n".encode()
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.response_headers.append(("Content-Length", str(len(body))))
        self.set_close_on_finish()
        self.write(body)


class Channel(HTTPChannel):
    """A connection.

    One whose client is still sending when it has its answer is closed in two steps: closed at once,
    it would be reset, and the client could lose the answer.
    """

    parser_class = Request
    task_class = Answer
    error_task_class = Refusal
    lingers = False
    is_lingering = False
    is_reading = False
    has_answer_at_hand = False
    active_at = 0.0
    """When something last came or went, by the server's clock."""
    _asked_at = 0.0

    @property
    def last_activity(self) -> int:
        """The same for waitress, which sets it to the machine's time of day; that may go back by hours."""
        return int(self.active_at)

    @last_activity.setter
    def last_activity(self, _time_of_day: float) -> None:
        """Note that something has just come or gone."""
        self.active_at = self.server.clock()

    def received(self, data: bytes) -> bool:
        """Take what the client sent, and answer at once what needs no waiting."""
        self.is_reading = True
        arriving = self.request
        heard: bool = super().received(data)
        if self.request is not arriving:
            self._asked_at = self.active_at
        while self.has_answer_at_hand:
            self.has_answer_at_hand = False
            self.service()
        self.is_reading = False
        return heard

    def write_soon(self, data: bytes) -> int:
        """Send what the connection takes now, and leave the rest to be sent as it takes more."""
        if self.total_outbufs_len or not self.connected or not isinstance(data, bytes):
            return int(super().write_soon(data))
        with self.outbuf_lock:
            sent = self.send(data, do_close=False)
            if sent < len(data):
                super().write_soon(data[sent:])
        return len(data)

    def service(self) -> None:
        """Answer one request."""
        self.lingers = self.requests[0].body_is_left or self.requests[0].error is not None
        super().service()

    def handle_close(self) -> None:
        """Close the connection, or our half of it while the client may be sending."""
        if self.lingers and self.connected and self.socket is not None and not self.total_outbufs_len:
            self.lingers, self.is_lingering, self.will_close = False, True, False
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        super().handle_close()

    def handle_read(self) -> None:
        """Read what the client sends, and throw it away where it has its answer."""
        if self.is_lingering:
            self.recv(LINGERING_READ_BYTES)
        else:
            super().handle_read()

    def is_idle(self) -> bool:
        """Tell whether nothing has been asked on this connection that waits for an answer."""
        return not self.requests and self.request is None and not self.total_outbufs_len

    def is_overdue(self, now: float) -> bool:
        """Tell whether this connection has been silent, or a request arriving on it, for longer than one may be."""
        if self.requests:
            return False
        is_late = self.request is not None and now - self._asked_at > REQUEST_SECONDS
        return is_late or now - self.active_at > CHANNEL_SECONDS

    def is_over(self, now: float) -> bool:
        """Tell whether a stopping server may close this connection."""
        patience = QUIET_SECONDS if self.is_idle() else CHANNEL_SECONDS
        return not self.requests and now - self.active_at > patience
