"""Real receivers for tests: a server with a certificate of its own authority, which does as it is told."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

from candor.handoff.reaching import Reach, tls_context

LOOPBACK = ip_network("127.0.0.0/8")
HOST = "receiver.test"


@dataclass(frozen=True)
class Certified:
    """An authority of the tests, and a certificate that it gave to ``HOST``."""

    authorities: Path
    certificate: Path
    key: Path

    def server_context(self) -> ssl.SSLContext:
        """Return what a server speaks TLS with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def certified(folder: Path) -> Certified:
    """Make an authority and a certificate with openssl."""
    made = Certified(folder / "authority.pem", folder / "receiver.pem", folder / "receiver.key")
    openssl = shutil.which("openssl")
    assert openssl is not None, "these tests need openssl"

    def run(*arguments: str) -> None:
        subprocess.run([openssl, *arguments], check=True, capture_output=True, cwd=folder)

    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    extensions = (
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "keyUsage=critical,keyCertSign,digitalSignature",
    )
    run(
        "req",
        "-x509",
        *new_key,
        "-keyout",
        "authority.key",
        "-out",
        "authority.pem",
        "-days",
        "7",
        "-subj",
        "/CN=Tests",
        *extensions,
    )
    run("req", *new_key, "-keyout", "receiver.key", "-out", "receiver.csr", "-subj", f"/CN={HOST}")
    (folder / "names").write_text(f"subjectAltName=DNS:{HOST},DNS:localhost,IP:127.0.0.1\nkeyUsage=digitalSignature\n")
    signing = ("-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-extfile", "names")
    run("x509", "-req", "-in", "receiver.csr", *signing, "-out", "receiver.pem", "-days", "7")
    return made


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answering(status: int, body: bytes = b"ok", **headers: str) -> Behaviour:
    """Return what answers every request the same."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def slowly(handler: BaseHTTPRequestHandler) -> None:
    """Send one byte of a header that never ends every twentieth of a second."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def endlessly(handler: BaseHTTPRequestHandler) -> None:
    """Answer 200 with a body that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65_536)


def with_endless_headers(handler: BaseHTTPRequestHandler) -> None:
    """Answer with headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")


def resetting(handler: BaseHTTPRequestHandler) -> None:
    """Break the connection in place of an answer."""
    with suppress(OSError):
        handler.connection.shutdown(socket.SHUT_RDWR)


@dataclass
class Receiver:
    """An https server on loopback that keeps what it got."""

    port: int
    reach: Reach
    does: Behaviour = field(default_factory=lambda: answering(200))
    received: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address that it is reached at."""
        return f"https://{HOST}:{self.port}/in?from=candor"

    @property
    def local_url(self) -> str:
        """The same without a name, for a process that resolves names as this machine does."""
        return f"https://127.0.0.1:{self.port}/in"

    def wait_for(self, number: int, seconds: float = 20) -> None:
        """Wait until so many requests have come."""
        end = time.monotonic() + seconds
        while len(self.received) < number:
            assert time.monotonic() < end, f"only {len(self.received)} came"
            time.sleep(0.02)


@contextmanager
def receiving(made: Certified, seconds: float = 1.0) -> Iterator[Receiver]:
    """Run a receiver; its ``reach`` resolves every name to loopback, which is allowed."""
    reach = Reach(
        tls_context(made.authorities),
        (LOOPBACK,),
        lambda _host, _port: ("127.0.0.1",),
        connect_seconds=seconds,
        total_seconds=seconds,
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            with suppress(OSError):
                receiver.does(self)
            self.close_connection = True

        def log_message(self, format: str, *_args: object) -> None:
            """Say nothing: what is expected is in the tests."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[ssl.SSLSocket, object]:
            raw, address = self.socket.accept()
            return context.wrap_socket(raw, server_side=True, do_handshake_on_connect=False), address

        def handle_error(self, _request: object, _address: object) -> None:
            """Say nothing: a client that goes away is expected."""

    context = made.server_context()
    with Server(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(server.server_address[1], reach)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
