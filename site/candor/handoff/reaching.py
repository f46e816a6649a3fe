"""Reaching a receiver: every address of its name is checked at every connect, and the checked one is used."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from candor.handoff.addresses import Network, may_be_reached

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0

Resolver = Callable[[str, int], Sequence[str]]
"""Returns every address of a name, for a port."""

Connector = Callable[[str, int, float], socket.socket]
"""Connects to a numeric address within some seconds."""


class NotReached(Exception):
    """Nothing was delivered; the text says why, in words that name no person."""


def resolved(host: str, port: int) -> Sequence[str]:
    """Return every address of a name, as this machine resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to a numeric address."""
    return socket.create_connection((address, port), timeout=seconds)


def tls_context(authorities: Path | None = None) -> ssl.SSLContext:
    """Return what verifies certificates: by the system's authorities, and by those in a PEM file besides."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities is not None:
        context.load_verify_locations(authorities)
    return context


@dataclass(frozen=True, slots=True)
class Reach:
    """How receivers are reached: ``allowed`` are networks that need not be public."""

    tls: ssl.SSLContext = field(default_factory=tls_context)
    allowed: tuple[Network, ...] = ()
    resolve: Resolver = resolved
    connect: Connector = connected
    connect_seconds: float = CONNECT_SECONDS
    total_seconds: float = TOTAL_SECONDS


@contextmanager
def reached(reach: Reach, host: str, port: int) -> Iterator[socket.socket]:
    """Connect to a receiver for at most ``total_seconds`` in all; raise ``NotReached`` for whatever stops that.

    The block may use the connection as it likes, wrapped in TLS or not: when the time is over, the
    connection underneath is shut, which ends every wait on it.
    """
    started = monotonic()
    raw = _connected(reach, host, port)
    over = threading.Event()
    with raw, _shut_later(raw, reach.total_seconds - (monotonic() - started), over):
        try:
            yield raw
        except OSError as error:
            reason = f"no answer within {reach.total_seconds:g} s" if over.is_set() else words_of(error)
            raise NotReached(reason) from error


def words_of(error: OSError) -> str:
    """Return why a connection failed, without what the other side wrote."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "it does not speak TLS as it should"
    if isinstance(error, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(error, TimeoutError):
        return "no connection in time"
    return f"the connection broke ({type(error).__name__})"


def checked(reach: Reach, host: str, port: int) -> Sequence[str]:
    """Return the addresses of a name, or raise ``NotReached`` unless every one of them may be reached."""
    addresses = _within(reach.connect_seconds, lambda: reach.resolve(host, port))
    if not addresses:
        raise NotReached("its name has no address")
    for address in addresses:
        if not may_be_reached(address, reach.allowed):
            raise NotReached(f"its address {address} is not public and not among private_receivers")
    return addresses


def _connected(reach: Reach, host: str, port: int) -> socket.socket:
    end = monotonic() + reach.connect_seconds
    failure: OSError = TimeoutError()
    for address in checked(reach, host, port):
        left = end - monotonic()
        if left <= 0:
            break
        try:
            connection = reach.connect(address, port, left)
        except OSError as error:
            failure = error
            continue
        # A wait of its own comes to an end only if the timer over all of them were not to.
        connection.settimeout(2 * reach.total_seconds)
        return connection
    raise NotReached(words_of(failure)) from failure


def _within(seconds: float, resolve: Callable[[], Sequence[str]]) -> Sequence[str]:
    """Resolve in a thread, because the system's resolver cannot be told how long it may take."""
    found: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found.put(resolve())
        except OSError as error:
            found.put(error)
        except UnicodeError:
            found.put(OSError("no name"))

    threading.Thread(target=ask, name="resolving", daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except Empty as error:
        raise NotReached("its name was not resolved in time") from error
    if isinstance(answer, OSError):
        raise NotReached("its name cannot be resolved") from answer
    return answer


@contextmanager
def _shut_later(connection: socket.socket, seconds: float, over: threading.Event) -> Iterator[None]:
    # A second handle on the same connection: TLS objects must not be touched from another thread.
    with connection.dup() as handle:

        def shut() -> None:
            over.set()
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(max(0.0, seconds), shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
