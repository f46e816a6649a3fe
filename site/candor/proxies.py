"""Proxies: what a request says of its visitor counts only when a configured proxy sent it."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_X_REWRITE_URL",
)


class TrustedProxies:
    """The proxies in front of the site, and what they may say of a visitor."""

    def __init__(self, proxies: Iterable[str]) -> None:
        """Trust these addresses or networks, and nobody else."""
        self._networks = tuple(ip_network(proxy) for proxy in proxies)
        self._trusts = lru_cache(maxsize=1024)(self._is_ours)

    def correct(self, environ: "WSGIEnvironment") -> None:
        """Apply what a trusted proxy says of the visitor's address, host and scheme; drop what anybody else does."""
        if self._networks and self._trusts(str(environ.get("REMOTE_ADDR", ""))):
            self._apply(environ)
        for name in FORWARDED:
            environ.pop(name, None)

    def _apply(self, environ: "WSGIEnvironment") -> None:
        addresses = _listed(environ, "HTTP_X_FORWARDED_FOR")
        # Each proxy appends whom it talked to: the last one that is no proxy of ours is the visitor.
        strangers = [address for address in addresses if not self._trusts(address)]
        if strangers and _is_address(strangers[-1]):
            environ["REMOTE_ADDR"] = strangers[-1]
        if (schemes := _listed(environ, "HTTP_X_FORWARDED_PROTO")) and schemes[-1] in ("http", "https"):
            environ["wsgi.url_scheme"] = schemes[-1]
        if hosts := _listed(environ, "HTTP_X_FORWARDED_HOST"):
            environ["HTTP_HOST"] = hosts[-1]

    def _is_ours(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self._networks)


def _listed(environ: "WSGIEnvironment", name: str) -> list[str]:
    return [part.strip() for part in str(environ.get(name, "")).split(",") if part.strip()]


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
