"""A calendar of days as iCalendar text: RFC 5545, with CRLF and lines of at most 75 octets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; ``uid`` is the same in every copy of the calendar."""

    uid: str
    on: date
    summary: str
    description: str
    url: str


def calendar(name: str, events: Iterable[Event]) -> str:
    """Return a calendar with its events, each one day long and taking no time of anybody's."""
    return "".join(f"{part}\r\n" for line in _lines(name, events) for part in _folded(line))


def _lines(name: str, events: Iterable[Event]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Candor//News//EN", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{name.translate(ESCAPES)}"
    for event in events:
        yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{event.on:%Y%m%d}T000000Z")
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{event.summary.translate(ESCAPES)}"
        yield f"DESCRIPTION:{event.description.translate(ESCAPES)}"
        yield from (f"URL:{event.url}", "TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that fit, never cutting a character: all but the first begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part += letter
        size += octets
    yield part
