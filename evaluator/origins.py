"""Where each declared thing stands in its file, so that a fault found later can point there."""

from dataclasses import dataclass, field

from evaluator.errors import Problem
from evaluator.reading import Place, Reading


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a value was read from, and the path to it in that file."""

    reading: Reading
    prefix: Place = ()

    def problem(self, place: Place, fault: str, remedy: str) -> Problem:
        """Return a problem at a place inside the value."""
        return self.reading.problem((*self.prefix, *place), fault, remedy)


@dataclass(slots=True)
class Origins:
    """Origins by field of the declaration and id; a broken one was named but could not be used."""

    _kept: dict[tuple[str, str], Origin] = field(default_factory=dict)
    _broken: set[tuple[str, str]] = field(default_factory=set)
    twice: list[tuple[str, str, Origin]] = field(default_factory=list)

    def keep(self, name: str, identifier: str, origin: Origin, *, broken: bool) -> None:
        """Remember where a value stands; a second one of the same id is kept in ``twice``."""
        key = (name, identifier)
        if key in self._kept:
            self.twice.append((name, identifier, origin))
        else:
            self._kept[key] = origin
        if broken:
            self._broken.add(key)

    def of(self, name: str, identifier: str = "") -> Origin:
        """Return the origin of a value that was kept."""
        return self._kept[(name, identifier)]

    def ids(self, name: str) -> frozenset[str]:
        """Return every id named in a field, broken ones too: they resolve, they are only faulty."""
        return frozenset(identifier for kept, identifier in self._kept if kept == name)

    def anything_broken(self, *names: str) -> bool:
        """Tell whether a value of these fields could not be used."""
        return any(name in names for name, _ in self._broken)
