"""Sending one request over https and reading no more of the answer than is needed."""

import io
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from candor.handoff.reaching import NotReached, Reach, reached

MOST_READ = 65_536
HTTPS_PORT = 443


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted; the address may hold a secret."""

    url: str = field(repr=False)
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver answered: its status, and its Retry-After as it stands."""

    status: int
    retry_after: str | None = None


def post(reach: Reach, request: Request) -> Answer:
    """Post a request and return the answer, or raise ``NotReached``; redirects and proxies are not followed."""
    address = urlsplit(request.url)
    host, port = address.hostname or "", address.port or HTTPS_PORT
    if address.scheme != "https":
        raise NotReached("its address is not https")
    path = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
    with reached(reach, host, port) as raw, closing(_Connection(host, port, raw, reach.tls)) as connection:
        try:
            connection.request("POST", path, request.body, {**request.headers, "Connection": "close"})
            reply = connection.getresponse()
        except HTTPException as error:
            # What came was no answer: the same as a connection that broke, or that was shut for taking too long.
            raise ConnectionResetError from error
        with closing(reply):
            # Its words say nothing, but hanging up while they come would be an error to the other side.
            with suppress(OSError, HTTPException):
                reply.read(MOST_READ)
            return Answer(reply.status, reply.headers.get("Retry-After"))


class _Limited(io.RawIOBase):
    """Reads from a connection until the limit, and then as if it had ended."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw = raw
        self._left = MOST_READ
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        count = self._raw.readinto(memoryview(buffer)[: self._left]) if self._left else 0
        self._left -= count or 0
        self.ended = not count
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Reply(HTTPResponse):
    """An answer whose status line, headers and body are limited together."""

    def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        self._limited = _Limited(self.fp.detach())
        self.fp = io.BufferedReader(self._limited)

    def begin(self) -> None:
        """Read the status line and the headers, and take an end amid them for no answer."""
        super().begin()
        if self._limited.ended:
            raise HTTPException("the headers are cut off")


class _Connection(HTTPSConnection):
    """A connection over a socket whose address has been checked; the certificate has to be of the name asked for."""

    response_class = _Reply

    def __init__(self, host: str, port: int, raw: socket.socket, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, context=tls)
        self._raw = raw
        self._tls = tls

    def connect(self) -> None:
        self.sock = self._tls.wrap_socket(self._raw, server_hostname=self.host)
