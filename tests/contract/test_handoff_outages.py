"""Receivers that are down for hours, days and a week: the contract, line 45, and T52."""

import json
from datetime import datetime, timedelta

import pytest

from candor.handoff.running import Worker
from candor.records import deliveries
from candor.records.database import Database
from candor.records.deliveries import State
from tests.contract.handoffs import Clock, Stub, announced, endpoint

HOUR = timedelta(hours=1)


@pytest.fixture
def clock(now: datetime) -> Clock:
    """Return a clock that moves only when it is told to."""
    return Clock(now)


def until_next(database: Database, worker: Worker, clock: Clock) -> bool:
    """Let time pass until something could be tried, and try it; False if nothing is left to try."""
    while not worker.step():
        waiting = (one.next_at for one in deliveries.unfinished(database) if one.state is State.NEW)
        later = [moment for moment in waiting if moment > clock.now]
        if not later:
            return False
        clock.now = min(later)
    return True


def test_line_45_a_receiver_that_is_down_for_a_week_is_given_up_and_replayed(database: Database, clock: Clock) -> None:
    announced(database, clock.now)
    stub = Stub(clock.now + timedelta(days=8))
    worker = Worker(database, endpoint(), stub, clock)

    while until_next(database, worker, clock):
        pass
    (failed,) = deliveries.unfinished(database)
    tries = [moment - stub.tried[0][0] for moment, _ in stub.tried]
    clock.now = stub.down_until
    deliveries.replay(database, failed.id, clock.now)
    worker.step()

    assert (failed.state, failed.error) == (State.FAILED, "the connection was refused")
    assert failed.attempts == len(tries)
    assert timedelta(days=7) - HOUR < tries[-1] <= timedelta(days=7)
    assert {leased.event_id for _, leased in stub.tried} == {stub.tried[0][1].event_id}
    assert deliveries.unfinished(database) == ()


@pytest.mark.parametrize(
    ("down", "longest"),
    [(HOUR, timedelta(minutes=10)), (timedelta(hours=23), timedelta(minutes=10)), (timedelta(days=3), HOUR)],
)
def test_t52_events_reach_a_receiver_that_is_back_soon_once_each_and_in_order(
    database: Database, clock: Clock, down: timedelta, longest: timedelta
) -> None:
    for number in range(2):
        announced(database, clock.now, str(number), events=2)
    stub = Stub(back := clock.now + down)
    worker = Worker(database, endpoint(), stub, clock)

    while until_next(database, worker, clock):
        pass

    told: dict[str, list[int]] = {}
    for moment, leased in stub.tried:
        if moment >= back:
            told.setdefault(leased.lead_id, []).append(json.loads(leased.body)["data"]["number"])
    assert list(told.values()) == [[0, 1]] * 2
    assert max(moment for moment, _ in stub.tried) <= back + longest
