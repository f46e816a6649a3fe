"""Drawing public pages ahead of the visitors who ask for them.

Which pages there are is told by the site itself: the sitemap names them, and the routes
that take no id are tried. A new edition has what changed in it drawn before it is
served, and the rest after: a page that nobody has drawn yet is drawn for the first who asks.
"""

import html
import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from candor.content import Edition
from candor.packing import Page
from candor.services import Clock
from candor.shelf import IS_AHEAD, Key, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SITEMAP = "/sitemap.xml"
LISTED = re.compile(r"<loc>([^<]+)</loc>")
BEFORE_SERVING = 0.06
"""Seconds that a new edition may be drawn before it is served; what it changes is drawn first."""

MOST_TOUCHED = 20
"""How many pages of what has changed are drawn however long that takes."""

AT_ONCE = 0.05
"""Seconds of drawing between two looks at the files."""

SHARE = 0.2
"""The part of the time that drawing takes while visitors are being served."""

Draw = Callable[[Edition, "WSGIEnvironment", "StartResponse"], Iterable[bytes]]


class Ahead:
    """Fills a shelf with the pages of an edition; ``others`` returns the addresses that its sitemap does not name."""

    def __init__(
        self, shelf: Shelf, draw: Draw, host: str, clock: Clock, others: Callable[[Edition], Iterable[str]]
    ) -> None:
        self._shelf = shelf
        self._draw = draw
        self._host = host
        self._clock = clock
        self._others = others
        self._left: tuple[Key, deque[str]] = ((), deque())
        self._drawn: tuple[Key, Edition] | None = None

    def key_of(self, edition: Edition) -> Key:
        """Return what the pages of an edition are made from."""
        return edition.version, self._clock().date()

    def prepare(self, edition: Edition) -> None:
        """Draw what an edition changes, and as much more as fits, before it is served."""
        self._fill(edition, BEFORE_SERVING)

    def go_on(self, edition: Edition) -> bool:
        """Draw some more pages of the edition that is served, giving way to visitors; tell whether none was left."""
        is_whole = self._fill(edition, AT_ONCE)
        if is_whole:
            self._shelf.forget_others(self.key_of(edition))
        return is_whole

    def _fill(self, edition: Edition, seconds: float) -> bool:
        key = self.key_of(edition)
        end = time.monotonic() + seconds
        touched = 0
        if self._left[0] != key:
            first, rest = self._paths(key, edition)
            self._left = (key, deque((*first, *rest)))
            touched = min(len(first), MOST_TOUCHED)
        paths = self._left[1]
        while paths and (touched > 0 or time.monotonic() < end):
            touched -= 1
            path = paths.popleft()
            answered, begun = self._shelf.answered, time.monotonic()
            if self._shelf.kept(key, path) is None:
                self._page(key, edition, path)
            if self._shelf.answered != answered:
                time.sleep((time.monotonic() - begun) * (1 / SHARE - 1))
        if not paths:
            self._drawn = (key, edition)
        return not paths

    def _paths(self, key: Key, edition: Edition) -> tuple[list[str], list[str]]:
        """Return the paths of the pages of what has changed, and those of all others."""
        sitemap = self._page(key, edition, SITEMAP)
        listed = LISTED.findall(sitemap.plain.body.decode()) if sitemap else []
        paths = [urlsplit(html.unescape(address)).path or "/" for address in listed]
        changed = self._changed(edition)
        touched = [path for path in paths if path.rpartition("/")[2] in changed]
        return touched, [*(path for path in paths if path.rpartition("/")[2] not in changed), *self._others(edition)]

    def _changed(self, edition: Edition) -> frozenset[str]:
        """Return the ids of what an edition says otherwise than the one drawn before."""
        if self._drawn is None:
            return frozenset()
        before = _entries(self._drawn[1])
        return frozenset(name for (kind, name), entry in _entries(edition).items() if before.get((kind, name)) != entry)

    def _page(self, key: Key, edition: Edition, path: str) -> Page | None:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": self._host,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self._host,
            "REMOTE_ADDR": "",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": None,
            IS_AHEAD: True,
        }
        before = self._shelf.kept(self._drawn[0], path) if self._drawn else None
        return self._shelf.keep(key, environ, lambda asked, told: self._draw(edition, asked, told), before).page


def _entries(edition: Edition) -> dict[tuple[str, str], object]:
    """Return everything in an edition that has an id, by what holds it and its id."""
    return {
        (field, entry.id): entry
        for field, several in edition.declaration
        if isinstance(several, tuple)
        for entry in several
        if hasattr(entry, "id")
    }
