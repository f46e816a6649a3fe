"""Sources as they stand in a declaration: which there are, where, and when somebody last looked at them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evaluator.declaration import Declaration
from evaluator.rules import Frozen
from evaluator.sources import Source


@dataclass(frozen=True, slots=True)
class Cited:
    """A page outside the site, the day it was last checked, and everything that rests on it."""

    url: str
    title: str
    checked_on: date
    cited_by: tuple[str, ...]


def sources_in(value: object) -> Iterator[Source]:
    """Yield every source in a declared value, however deep, or in several of them."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from sources_in(getattr(value, name))
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for each in value:
            yield from sources_in(each)


def last_reviewed(value: object) -> date | None:
    """Return the newest day on which somebody looked at a source of a value; None without sources."""
    return max((source.checked_on for source in sources_in(value)), default=None)


def cited(declaration: Declaration) -> tuple[Cited, ...]:
    """Return every source once, the one that nobody looked at for longest first.

    Cited with several days, it counts by the oldest: what rests on that one was not looked at since.
    """
    found: dict[str, list[tuple[Source, str]]] = {}
    for place, value in _places(declaration):
        for source in sources_in(value):
            found.setdefault(source.url, []).append((source, place))
    return tuple(sorted((_cited(url, uses) for url, uses in found.items()), key=lambda one: (one.checked_on, one.url)))


def _cited(url: str, uses: list[tuple[Source, str]]) -> Cited:
    oldest = min((source for source, _ in uses), key=lambda source: source.checked_on)
    return Cited(url, oldest.title, oldest.checked_on, tuple(dict.fromkeys(place for _, place in uses)))


def _places(declaration: Declaration) -> Iterator[tuple[str, object]]:
    for name in type(declaration).model_fields:
        value = getattr(declaration, name)
        for each in value if isinstance(value, tuple) else (value,):
            identifier = getattr(each, "id", None)
            yield (f"{name.replace('_', '-')}/{identifier}" if identifier else name.replace("_", "-")), each
