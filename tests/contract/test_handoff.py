"""Hand-off from the outbox to receivers, by a clock stepped by hand: the contract, lines 44 and 45, T50, T52, T53."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.handoff.delivering import Deliverer, Tried
from candor.handoff.endpoints import Endpoint
from candor.handoff.running import Runner, Worker
from candor.records import deliveries
from candor.records.database import Database
from candor.records.deliveries import Leased, State
from tests.contract.handoffs import Clock, Stub, announced, endpoint, hook_of
from tests.receivers import (
    Behaviour,
    Certified,
    Receiver,
    answering,
    certified,
    endlessly,
    receiving,
    resetting,
    slowly,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """Return an authority and the certificate of receivers."""
    return certified(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def receiver(made: Certified) -> Iterator[Receiver]:
    """Return a receiver that answers 200, and that is waited for however busy the machine is."""
    with receiving(made, 20) as running:
        yield running


def hurried(receiver: Receiver) -> Receiver:
    """Return the same one, for tries that end after a fifth of a second."""
    return replace(receiver, reach=replace(receiver.reach, total_seconds=0.2))


@pytest.fixture
def clock(now: datetime) -> Clock:
    """Return a clock that moves only when it is told to."""
    return Clock(now)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 408, 500, 502, 503])
def test_line_45_whatever_is_not_2xx_is_tried_again(
    database: Database, receiver: Receiver, clock: Clock, status: int
) -> None:
    announced(database, clock.now)
    receiver.does = answering(status, b"", Location=receiver.url)

    hook_of(database, receiver, clock).step()

    (waiting,) = deliveries.unfinished(database)
    assert (waiting.state, waiting.error) == (State.NEW, f"it answered {status}")
    assert waiting.next_at == clock.now + timedelta(seconds=5)


@pytest.mark.parametrize("behaviour", [slowly, resetting])
def test_line_45_whoever_does_not_answer_is_tried_again(
    database: Database, receiver: Receiver, clock: Clock, behaviour: Behaviour
) -> None:
    announced(database, clock.now)
    receiver.does = behaviour

    while not receiver.received:
        hook_of(database, hurried(receiver), clock).step()
        clock.now += timedelta(hours=1)
    receiver.does = answering(204, b"")
    hook_of(database, receiver, clock).step()

    first, second = receiver.received
    assert deliveries.unfinished(database) == ()
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


def test_line_44_an_endless_body_after_200_is_a_success(database: Database, receiver: Receiver, clock: Clock) -> None:
    announced(database, clock.now)
    receiver.does = endlessly

    hook_of(database, receiver, clock).step()

    assert deliveries.unfinished(database) == ()


def test_line_45_an_answer_of_410_ends_all_tries_until_a_replay(
    database: Database, receiver: Receiver, clock: Clock
) -> None:
    for number in range(3):
        announced(database, clock.now, str(number))
    receiver.does = answering(410, b"")
    worker = hook_of(database, receiver, clock)

    tries = [worker.step() for _ in range(3)]
    clock.now += timedelta(days=3)
    later = worker.step()
    (failed,) = [one for one in deliveries.unfinished(database) if one.state is State.FAILED]
    receiver.does = answering(200)
    deliveries.replay(database, failed.id, clock.now)
    while worker.step():
        pass

    assert (tries, later) == ([True, False, False], False)
    assert failed.error == "it answered 410"
    assert len(receiver.received) == 4
    assert deliveries.unfinished(database) == ()


@pytest.mark.parametrize(("header", "seconds"), [("60", 60), ("1", 5), ("86400", 3600)])
def test_line_45_a_wish_to_wait_is_honoured_up_to_an_hour(
    database: Database, receiver: Receiver, clock: Clock, header: str, seconds: int
) -> None:
    announced(database, clock.now)
    receiver.does = answering(429, b"", Retry_After=header)

    hook_of(database, receiver, clock).step()

    (waiting,) = deliveries.unfinished(database)
    assert waiting.next_at == clock.now + timedelta(seconds=seconds)


def test_t53_one_bad_endpoint_delays_no_other(database: Database, receiver: Receiver, clock: Clock) -> None:
    announced(database, clock.now, endpoints=("hook", "slow"))
    receiver.does = slowly
    fine = Stub(clock.now)
    slow = Worker(database, endpoint("slow", receiver), Deliverer(hurried(receiver).reach, no_paper), clock)
    runner = Runner((slow, Worker(database, endpoint(), fine, clock)))

    runner.start()
    while not (fine.tried and any(one.error for one in deliveries.unfinished(database))):
        time.sleep(0.01)
    stopped = runner.stop(20)

    assert stopped
    assert [(one.endpoint, one.error[:3]) for one in deliveries.unfinished(database)] == [("slow", "no ")]


def test_an_event_that_cannot_be_put_in_form_stops_nobody(database: Database, clock: Clock) -> None:
    announced(database, clock.now)

    def broken(_endpoint: Endpoint, leased: Leased, _now: datetime) -> Tried:
        return Tried(json.loads(leased.body)["nothing"])

    Worker(database, endpoint(), broken, clock).step()

    (waiting,) = deliveries.unfinished(database)
    assert waiting.error == "it cannot be put in the form of this endpoint (KeyError)"


def test_t50_what_was_committed_before_a_crash_is_sent_after_the_restart(
    database_url: str, receiver: Receiver, clock: Clock
) -> None:
    before = Database.open(database_url)
    announced(before, clock.now)
    before.close()

    after = Database.open(database_url)
    hook_of(after, receiver, clock).step()
    after.close()

    assert len(receiver.received) == 1


def test_what_is_logged_names_nobody(
    database: Database, receiver: Receiver, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    announced(database, clock.now)
    receiver.does = answering(500, b"ada@engines.example is unknown")

    hook_of(database, receiver, clock).step()

    assert "failed: it answered 500" in caplog.text
    assert not [word for word in ("Ada", "@", receiver.url) if word in caplog.text]


def no_paper(_lead: str, _link: str) -> bytes | None:
    """Return no case."""
    return None
