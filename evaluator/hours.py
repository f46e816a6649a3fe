"""Working hours as content declares them, and by when a reply is owed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from evaluator.rules import Frozen

LONGEST_LOOK = 400
"""Days to look ahead or back at most: a reply is owed within a few of them."""


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


WEEK = tuple(Weekday)


def _zone_name(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError) as unknown:
        raise ValueError(f"there is no time zone {name!r}; write one such as Europe/Berlin") from unknown
    return name


Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Hours(Frozen):
    """When people reply, and within how many of these hours; ``opens`` is written ``from`` and ``closes`` is ``to``."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")
    timezone: Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_zone_name)]
    reply_within_hours: int = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _open_for_a_while(self) -> "Hours":
        if self.opens >= self.closes:
            raise ValueError("“from” is not before “to”")
        return self


def due_at(hours: Hours, asked_at: datetime) -> datetime:
    """Return the moment by which somebody who asked is owed a reply, in UTC."""
    left = timedelta(hours=hours.reply_within_hours)
    for opened, closed in _open_periods(hours, asked_at, 1):
        begun = max(opened, asked_at)
        if closed - begun >= left:
            return begun + left
        left -= max(closed - begun, timedelta())
    return asked_at + timedelta(days=LONGEST_LOOK)


def overdue_before(hours: Hours, now: datetime) -> datetime:
    """Return the moment such that whoever asked before it has waited too long by now, and nobody else has."""
    left = timedelta(hours=hours.reply_within_hours)
    slack: timedelta | None = None
    for opened, closed in _open_periods(hours, now, -1):
        ended = min(closed, now)
        if slack is None and ended > opened:
            # What was owed exactly at a closing is late a moment after it, not only at the next opening.
            slack = datetime.resolution if ended < now else timedelta()
        # At an opening exactly, whoever asked in the closed time before it is owed no earlier reply.
        if slack is not None and ended - opened + slack > left:
            return ended - left + slack
        left -= max(ended - opened, timedelta())
    return now - timedelta(days=LONGEST_LOOK)


def _open_periods(hours: Hours, moment: datetime, step: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield when it is open, in UTC, from the day of a moment on, forwards or backwards."""
    zone = ZoneInfo(hours.timezone)
    day = moment.astimezone(zone).date()
    for number in range(LONGEST_LOOK):
        on = day + timedelta(days=number * step)
        if WEEK[on.weekday()] in hours.days:
            yield _moment(on, hours.opens, zone), _moment(on, hours.closes, zone)


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)
