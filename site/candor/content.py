"""The content as it is served: the current edition, older ones by version, and swapping."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock, local

from candor.own_pages import OWN_PAGES
from candor.pictures import Pictures
from candor.records import declarations
from candor.records.database import Database
from candor.settings import Settings
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.entries import entries
from evaluator.errors import ContentFaults
from evaluator.loading import load
from evaluator.matching import Matcher, matched_by, matcher_of
from evaluator.searching import SearchIndex


@dataclass(frozen=True)
class Edition:
    """One version of the content with what is built from it once."""

    declaration: Declaration
    matcher: Matcher
    decider: Decider

    @property
    def version(self) -> str:
        """The hash of the files this edition was read from."""
        return self.declaration.version

    @cached_property
    def search(self) -> SearchIndex:
        """Everything there is to read, indexed when somebody first searches it; older editions never are."""
        return SearchIndex((*entries(self.declaration), *OWN_PAGES))

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures that go with links to its pages, as far as anybody has asked for them."""
        return Pictures()


def edition_of(declaration: Declaration, before: Edition | None = None) -> Edition:
    """Return a declaration with its matcher and its decider built; a matcher of the same statements serves again."""
    if before and matched_by(before.declaration) == matched_by(declaration):
        matcher = before.matcher
    else:
        matcher = matcher_of(declaration)
    decider = Decider(declaration)
    # Charted now, by one thread: visitors then only read the charts.
    _ = decider.charts
    return Edition(declaration, matcher, decider)


class Contents:
    """The editions of the content: ``current`` is whole at every moment, whatever the files do.

    ``prepare`` is called with a new edition before anybody is served it. Every edition that was
    ever current is kept in the database, so that an evaluation begun on it ends on it.
    """

    def __init__(
        self, settings: Settings, database: Database, clock: Callable[[], datetime], built: Edition | None = None
    ) -> None:
        """Load the content, or raise ContentFaults with all that is wrong; ``built`` is what it gave before."""
        self._settings = settings
        self._database = database
        self._clock = clock
        self._older: OrderedDict[str, Edition] = OrderedDict()
        self._older_lock = Lock()
        self._held = local()
        self.prepare: Callable[[Edition], object] = _nothing_to_prepare
        self.faults: ContentFaults | None = None
        self._current = self._kept(built or edition_of(load(settings.content)))

    @property
    def current(self) -> Edition:
        """The edition that new visitors get; while a thread holds one, that one."""
        held: Edition | None = getattr(self._held, "edition", None)
        return held or self._current

    @contextmanager
    def holding(self, edition: Edition) -> Iterator[None]:
        """Make an edition the current one for this thread, whatever is swapped in meanwhile."""
        before = getattr(self._held, "edition", None)
        self._held.edition = edition
        try:
            yield
        finally:
            self._held.edition = before

    def at(self, version: str) -> Edition | None:
        """Return the edition of a version that was served before, or None if there never was one."""
        current = self.current
        if version == current.version:
            return current
        with self._older_lock:
            if version in self._older:
                self._older.move_to_end(version)
                return self._older[version]
        document = declarations.find(self._database, version)
        return None if document is None else self._remembered(Declaration.model_validate_json(document))

    def reload(self) -> bool:
        """Swap in the content as it is on disk now, or keep the last good one and remember its faults."""
        try:
            read = load(self._settings.content)
        except ContentFaults as faults:
            self.faults = faults
            return False
        if read.version != self._current.version:
            edition = self._kept(edition_of(read, self._current))
            self.prepare(edition)
            self._current = edition
        self.faults = None
        return True

    def _kept(self, edition: Edition) -> Edition:
        document = edition.declaration.model_dump_json(by_alias=True)
        declarations.keep(self._database, edition.version, document, self._clock())
        return edition

    def _remembered(self, declaration: Declaration) -> Edition:
        edition = edition_of(declaration)
        with self._older_lock:
            self._older[edition.version] = edition
            while len(self._older) > self._settings.editions_kept:
                self._older.popitem(last=False)
        return edition


def _nothing_to_prepare(_: Edition) -> None:
    """Serve an edition as it is."""
