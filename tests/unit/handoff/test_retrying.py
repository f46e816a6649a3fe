"""The contract, line 45: when a delivery is tried again, and when it is given up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from candor.handoff.retrying import next_try, wish_of

START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def all_tries() -> list[timedelta]:
    moments = [START]
    while again := next_try(len(moments), START, moments[-1]):
        moments.append(again)
    return [moment - START for moment in moments]


def test_line_45_the_first_tries_follow_each_other_ever_slower() -> None:
    gaps = [later - earlier for earlier, later in pairwise(all_tries())]

    assert gaps[:6] == [timedelta(seconds=5), timedelta(seconds=30), 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 10 * MINUTE]


def test_line_45_then_every_10_minutes_for_a_day_and_hourly_for_a_week() -> None:
    tries = all_tries()

    gaps = {one: later - one for one, later in pairwise(tries) if one > 10 * MINUTE}
    assert {gap for one, gap in gaps.items() if one < 24 * HOUR} == {10 * MINUTE}
    assert {gap for one, gap in gaps.items() if one >= 24 * HOUR} == {HOUR}
    assert timedelta(days=7) - HOUR < tries[-1] <= timedelta(days=7)


def test_line_45_a_wish_to_wait_is_granted_up_to_an_hour() -> None:
    assert next_try(1, START, START, 20 * MINUTE) == START + 20 * MINUTE
    assert next_try(1, START, START, 5 * HOUR) == START + HOUR
    assert next_try(1, START, START, timedelta(seconds=1)) == START + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("header", "wish"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta()),
        ("99999999999999999999", HOUR),
        ("Sun, 22 Nov 2026 09:40:00 GMT", 10 * MINUTE),
        ("Sun, 22 Nov 2026 09:00:00 GMT", timedelta()),
        ("Sun, 22 Nov 2026 09:40:00", None),
        ("soon", None),
        ("-5", None),
        ("½", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wish_to_wait_is_read_in_seconds_or_as_a_date(header: str | None, wish: timedelta | None) -> None:
    assert wish_of(header, START) == wish
