"""Several processes on one outbox: each event once, in order for each lead, and none lost by a kill."""

import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from candor.records import deliveries, outbox
from candor.records.database import Database
from candor.records.deliveries import State
from candor.records.outbox import Event
from tests.contract.draining import die_after_delivering, drain_into
from tests.contract.handoffs import Clock, announced, endpoint, hook_of
from tests.receivers import certified, receiving

EVENTS = 1000
WORKERS = get_context("forkserver")
# What they need is imported once for all of them.
WORKERS.set_forkserver_preload(["tests.contract.draining"])


def run_processes(number: int, task: Callable[..., None], *given: Any) -> list[int | None]:
    """Run a function in so many processes at once, and return their exit codes."""
    processes = [WORKERS.Process(target=task, args=given) for _ in range(number)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]


def test_four_workers_deliver_1000_events_once_each_and_in_order(
    database: Database, database_url: str, now: datetime, tmp_path: Path
) -> None:
    leads = [announced(database, now, str(number), events=0) for number in range(100)]
    events: dict[str, list[str]] = {lead: [] for lead in leads}
    with database.writing() as connection:
        for number in range(EVENTS):
            lead = leads[number % 100]
            event = Event(lead, outbox.UPDATED, {"number": number})
            events[lead].append(outbox.enqueue(connection, event, ("hook",), now))
    lines = tmp_path / "delivered"

    codes = run_processes(4, drain_into, database_url, str(lines), now)

    delivered: dict[str, list[str]] = {lead: [] for lead in leads}
    for line in lines.read_text().splitlines():
        event_id, lead = line.split()
        delivered[lead].append(event_id)
    assert codes == [0] * 4
    assert delivered == events


def test_t51_a_kill_after_the_receivers_yes_sends_the_event_again_under_its_id(
    database: Database, database_url: str, now: datetime, tmp_path: Path
) -> None:
    announced(database, now)
    made = certified(tmp_path)

    with receiving(made) as receiver:
        given = (database_url, endpoint("hook", receiver), str(made.authorities), now)
        codes = run_processes(1, die_after_delivering, *given)
        (left,) = deliveries.unfinished(database)
        early = hook_of(database, receiver, Clock(now + timedelta(seconds=59))).step()
        late = hook_of(database, receiver, Clock(now + deliveries.LEASE)).step()

    first, second = receiver.received
    assert codes == [-signal.SIGKILL]
    assert left.state is State.LEASED
    assert (early, late) == (False, True)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert deliveries.unfinished(database) == ()
