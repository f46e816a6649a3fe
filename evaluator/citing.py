"""Sources as they stand in a declaration: which there are, where, and when somebody last looked at them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from evaluator.buying import Marketplace
from evaluator.declaration import Declaration
from evaluator.pages import Comparison
from evaluator.routes import Destination
from evaluator.rules import Frozen
from evaluator.sources import Link, Source
from evaluator.statements import Alternative
from evaluator.talks import Talk


@dataclass(frozen=True, slots=True)
class Cited:
    """A page outside the site, the day it was last checked, and everything that rests on it or leads there.

    ``checked_on`` is None where nobody has said that they looked.
    """

    url: str
    title: str
    checked_on: date | None
    cited_by: tuple[str, ...]


class Outside(NamedTuple):
    """A page outside the site as one value names it."""

    url: str
    title: str
    checked_on: date | None


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
    """Return every page outside once: those that nobody looked at first, then the one looked at longest ago.

    Cited with several days, it counts by the oldest: what rests on that one was not looked at since.
    """
    found: dict[str, list[tuple[Outside, str]]] = {}
    for place, value in _places(declaration):
        for outside in _outside(value):
            found.setdefault(outside.url, []).append((outside, place))
    several = (_cited(url, uses) for url, uses in found.items())
    return tuple(sorted(several, key=lambda one: (one.checked_on or date.min, one.url)))


def _outside(value: object) -> Iterator[Outside]:
    """Yield every page outside in a declared value, however deep, whether or not it proves something."""
    match value:
        case Source(url=url, title=title, checked_on=on) | Link(url=url, label=title, checked_on=on):
            yield Outside(url, title, on)
        case Alternative(url=url, name=title, checked_on=on):
            yield Outside(url, title, on)
        case Frozen():
            yield from _of_fields(value)
            for name in type(value).model_fields:
                # What stands in for a file that could not be read lacks most of its fields.
                yield from _outside(getattr(value, name, None))
        case str() | bytes():
            return
        case Iterable():
            for each in value:
                yield from _outside(each)


def _of_fields(value: Frozen) -> Iterator[Outside]:
    """Yield the pages outside that stand in fields of their own."""
    match value:
        case Comparison(rival_url=url, rival=title, checked_on=on):
            yield Outside(url, title, on)
        case Talk(recording=url, heading=title):
            yield Outside(url, title, last_reviewed(value))
        case Destination(leads_to=url, heading=title) if url.startswith("https://"):
            yield Outside(url, title, None)
        case Marketplace(url=str(url), name=title):
            yield Outside(url, title, last_reviewed(value))


def _cited(url: str, uses: list[tuple[Outside, str]]) -> Cited:
    days = [outside.checked_on for outside, _ in uses if outside.checked_on is not None]
    return Cited(url, uses[0][0].title, min(days, default=None), tuple(dict.fromkeys(place for _, place in uses)))


def _places(declaration: Declaration) -> Iterator[tuple[str, object]]:
    for name in type(declaration).model_fields:
        value = getattr(declaration, name)
        for each in value if isinstance(value, tuple) else (value,):
            identifier = getattr(each, "id", None)
            yield (f"{name.replace('_', '-')}/{identifier}" if identifier else name.replace("_", "-")), each
