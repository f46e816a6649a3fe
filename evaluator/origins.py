"""Where each declared thing stands in its file, so that a fault found later can point there."""

from collections.abc import Set
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

    _kept: dict[str, dict[str, Origin]] = field(default_factory=dict)
    _broken: set[tuple[str, str]] = field(default_factory=set)
    twice: list[tuple[str, str, Origin]] = field(default_factory=list)

    def keep(self, name: str, identifier: str, origin: Origin, *, broken: bool) -> bool:
        """Remember where a value stands, and tell whether its id was taken; then it is kept in ``twice``."""
        kept = self._kept.setdefault(name, {})
        taken = identifier in kept
        if taken:
            self.twice.append((name, identifier, origin))
        else:
            kept[identifier] = origin
        if broken or taken:
            self._broken.add((name, identifier))
        return taken

    def of(self, name: str, identifier: str = "") -> Origin:
        """Return the origin of a value that was kept."""
        return self._kept[name][identifier]

    def ids(self, name: str) -> Set[str] | None:
        """Return every id named in a field, broken ones too: they resolve, they are only faulty.

        None where a file or an entry could not be read so far as its ids: nothing can be said of them.
        """
        if (name, "") in self._broken:
            return None
        return self._kept.get(name, {}).keys()

    @property
    def is_whole(self) -> bool:
        """Tell whether every value could be used."""
        return not self._broken

    def anything_broken(self, *names: str) -> bool:
        """Tell whether a value of these fields could not be used."""
        return any(name in names for name, _ in self._broken)
