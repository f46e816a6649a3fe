"""Limits per visitor's address, so that one sender cannot crowd out the others."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import NoReturn

from flask import abort, request
from werkzeug.exceptions import TooManyRequests

from candor.records import limits
from candor.records.limits import Limit
from candor.services import services


def subject_of(address: str | None) -> str:
    """Return whom an address is counted as: itself for IPv4, its /64 network for IPv6."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, 64), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def hold_to(*several: Limit) -> None:
    """Count this request against each limit; answer 429 and when to come back if one is passed."""
    site = services()
    subject = subject_of(request.remote_addr)
    for limit in several:
        wait = limits.count(site.database, limit, subject, site.clock())
        if wait is not None:
            raise TooManyRequests(
                f"Too many requests came from your network. Please wait {wait} seconds, then send it again.",
                retry_after=wait,
            )


def refuse_wrong_link() -> NoReturn:
    """Answer 404 to a private link that leads nowhere, or 429 to an address that tries many."""
    hold_to(Limit("wrong-link", services().settings.wrong_links_per_minute, 60))
    abort(404)
