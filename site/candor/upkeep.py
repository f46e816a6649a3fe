"""What a site that is served does by itself between two looks at its content."""

import time

from candor import Site, journal
from candor.services import Services

JOURNAL_SECONDS = 60.0
"""How often the journal tells what the shelf answered."""


class Upkeep:
    """Has pages drawn and indexed ahead, and tells how many requests were answered from the shelf."""

    def __init__(self, site: Site, every: float = JOURNAL_SECONDS) -> None:
        """Begin to count now, and tell ``every`` so many seconds."""
        self._site = site
        self._every = every
        self._told = (time.monotonic(), site.shelf.answered)

    def __call__(self) -> bool:
        """Do a little of it; tell whether that was all for now."""
        edition = self._site.contents.current
        is_whole = self._site.ahead.go_on(edition)
        if is_whole:
            # Whoever searches first would wait for it to be made.
            _ = edition.search
        since, before = self._told
        now, answered = time.monotonic(), self._site.shelf.answered
        if now - since >= self._every and answered > before:
            services: Services = self._site.extensions["candor"]
            journal.write_shelf(services.clock(), answered - before, now - since)
            self._told = (now, answered)
        return is_whole
