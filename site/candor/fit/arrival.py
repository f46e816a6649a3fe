"""Where a visitor came from, as far as the one request that opens the fit check tells."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
LONGEST = 200
CARRIED = frozenset({*(f"last_{name}" for name in CAMPAIGN), "last_referrer"})
"""What led a visitor back, as the contact form carries it."""


def arrival_of(referrer: str | None, query: Mapping[str, str], host: str) -> dict[str, str]:
    """Return the campaign parameters in lower case, and the page of this site or the foreign host that led here.

    A page of this site passes on the campaign in its own address, since no cookie does.
    """
    try:
        parts = urlsplit(referrer or "")
        foreign = parts.hostname or ""
    except ValueError:
        parts, foreign = urlsplit(""), ""
    found: dict[str, str] = {}
    known = dict(parse_qsl(parts.query)) if foreign == host else {}
    for name in CAMPAIGN:
        value = query.get(name) or known.get(name)
        if value:
            found[name] = value.strip().lower()[:LONGEST]
    if foreign and foreign != host:
        found["referrer"] = foreign[:LONGEST]
    elif foreign:
        found["page"] = parts.path[:LONGEST]
    return found


def last_arrival(first: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Return the campaign or foreign host that led a visitor back, where it is another one than the first."""
    again = {name: value for name, value in found.items() if name != "page"}
    if not again or all(first.get(name) == value for name, value in again.items()):
        return {}
    return {f"last_{name}": value for name, value in again.items()}
