"""What the views of the public pages share: the declaration as it is now, and finding something in it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from flask import abort

from candor.services import services
from evaluator.declaration import Declaration
from evaluator.statements import Statement


class Entry(Protocol):
    """Anything in the declaration that has an id."""

    @property
    def id(self) -> str:
        """The id that addresses use."""


E = TypeVar("E", bound=Entry)


def declared() -> Declaration:
    """Return the declaration that new visitors get."""
    return services().contents.current.declaration


def find(entries: Iterable[E], id: str) -> E:
    """Return the entry with an id, or answer that there is none."""
    found = next((entry for entry in entries if entry.id == id), None)
    if found is None:
        abort(404)
    return found


def chosen(entries: Iterable[E], ids: Iterable[str]) -> tuple[E, ...]:
    """Return the entries with some ids, in the order of the ids."""
    by_id = {entry.id: entry for entry in entries}
    return tuple(by_id[id] for id in ids)


def gravest_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return *is not* statements with those that rule out before those that limit."""
    return tuple(sorted(statements, key=lambda statement: not statement.rules_out))
