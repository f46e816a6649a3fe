"""By when a reply is owed: working hours and days, weekends, and the nights when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evaluator.hours import WEEK, Hours, Weekday, due_at, overdue_before

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00", "timezone": "Europe/Berlin"}
EIGHT = Hours.model_validate({**OFFICE, "reply_within_hours": 8})
TWO = Hours.model_validate({**OFFICE, "reply_within_hours": 2})


def at(text: str) -> datetime:
    """Return a moment in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-23 09:00", "2026-11-23 17:00"),
        ("2026-11-23 11:30", "2026-11-24 11:30"),
        ("2026-11-23 03:00", "2026-11-23 17:00"),
        ("2026-11-23 20:00", "2026-11-24 17:00"),
        ("2026-11-27 16:00", "2026-11-30 16:00"),
        ("2026-11-28 12:00", "2026-11-30 17:00"),
        ("2026-11-27 17:00", "2026-11-30 17:00"),
    ],
)
def test_a_reply_is_owed_after_eight_working_hours(asked: str, due: str) -> None:
    assert due_at(EIGHT, at(asked)) == at(due)


@pytest.mark.parametrize("asked", ["2026-03-28 12:00", "2026-10-24 12:00"])
def test_a_night_when_clocks_change_takes_nothing_from_monday(asked: str) -> None:
    monday = at(asked) + timedelta(days=2)

    assert due_at(TWO, at(asked)) == monday.replace(hour=11)


def test_where_clocks_change_within_working_hours_the_hours_that_pass_count() -> None:
    night = Hours.model_validate(
        {"days": ["sun"], "from": "00:00", "to": "06:00", "timezone": "Europe/Berlin", "reply_within_hours": 4}
    )

    # On 29 March 2026 two o'clock becomes three; on 25 October 2026 three becomes two.
    assert due_at(night, at("2026-03-29 00:00")) == at("2026-03-29 05:00")
    assert due_at(night, at("2026-10-25 00:00")) == at("2026-10-25 03:00")


def test_the_answer_is_in_utc() -> None:
    assert due_at(TWO, at("2026-11-23 09:00")).tzinfo is UTC


days = st.lists(st.sampled_from(WEEK), min_size=1, max_size=7, unique=True)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))


@given(days, st.integers(1, 40), moments, st.integers(0, 30 * 24 * 60))
def test_whoever_asked_before_the_limit_is_overdue_and_nobody_else(
    week: list[Weekday], within: int, asked: datetime, minutes: int
) -> None:
    hours = Hours.model_validate({**OFFICE, "days": week, "reply_within_hours": within})
    now = asked + timedelta(minutes=minutes)

    assert (asked < overdue_before(hours, now)) == (due_at(hours, asked) < now)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"days": []}, "at least 1 item"),
        ({"days": ["monday"]}, "'mon'"),
        ({"from": "9:00"}, "match"),
        ({"to": "09:00"}, "“from” is not before “to”"),
        ({"timezone": "Berlin"}, "no time zone 'Berlin'"),
        ({"timezone": "../../etc/passwd"}, "no time zone"),
        ({"reply_within_hours": 0}, "greater than or equal to 1"),
    ],
)
def test_hours_that_cannot_be_are_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Hours.model_validate({**OFFICE, "reply_within_hours": 8, **change})
