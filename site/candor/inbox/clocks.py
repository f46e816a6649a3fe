"""How long somebody has waited, and by when a reply is owed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from evaluator.hours import Hours, due_at

UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class Due:
    """By when a reply is owed, by the clocks of those who owe it."""

    at: datetime
    zone: str
    is_over: bool
    apart: str

    @property
    def text(self) -> str:
        """The moment as people there write it."""
        return f"{self.at:%a} {self.at.day} {self.at:%B}, {self.at:%H:%M}"


def due(hours: Hours | None, owed_since: datetime | None, now: datetime) -> Due | None:
    """Return by when a reply is owed; None where none is, or where no hours are declared."""
    if hours is None or owed_since is None:
        return None
    at = due_at(hours, owed_since)
    apart = elapsed(min(at, now), max(at, now))
    return Due(at.astimezone(ZoneInfo(hours.timezone)), hours.timezone, at < now, apart)


def elapsed(since: datetime, now: datetime) -> str:
    """Return how long ago something was in the largest whole unit: 3 days."""
    minutes = int((now - since).total_seconds() // 60)
    for size, unit in UNITS:
        if minutes >= size:
            number = minutes // size
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return "less than a minute"
