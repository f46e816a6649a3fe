"""One step of the schema."""

from collections.abc import Callable
from dataclasses import dataclass

from candor.records.engine import Connection


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; ``id`` sorts after those of all earlier steps.

    ``fill`` runs after the statements, on rows that are there already.
    """

    id: str
    statements: tuple[str, ...]
    fill: Callable[[Connection], None] | None = None
