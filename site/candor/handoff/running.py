"""Running: a thread for each endpoint, so that a bad one delays no other, drains the outbox until it is stopped."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from candor.handoff.delivering import Tried
from candor.handoff.endpoints import Endpoint
from candor.handoff.retrying import next_try
from candor.records import deliveries
from candor.records.database import Database, Unavailable
from candor.records.deliveries import Leased

IDLE_SECONDS = 1.0
OUTAGE_SECONDS = 5.0

log = logging.getLogger("candor.handoff")

Clock = Callable[[], datetime]
Try = Callable[[Endpoint, Leased, datetime], Tried]


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the deliveries of one endpoint, one after the other."""

    database: Database
    endpoint: Endpoint
    deliver: Try
    clock: Clock

    def step(self) -> bool:
        """Try the delivery that is due first; False if none is."""
        leased = deliveries.take(self.database, self.endpoint.id, self.clock())
        if leased is None:
            return False
        self._mark(leased, self._tried(leased))
        return True

    def run(self, wait: Callable[[float], bool]) -> None:
        """Deliver until ``wait``, which sleeps for so many seconds, returns True."""
        rest = 0.0
        while not wait(rest):
            try:
                rest = 0.0 if self.step() else IDLE_SECONDS
            except Unavailable as error:
                log.warning("hand-off to %s waits for the database: %s", self.endpoint.id, error)
                rest = OUTAGE_SECONDS

    def _tried(self, leased: Leased) -> Tried:
        try:
            return self.deliver(self.endpoint, leased, self.clock())
        except (LookupError, TypeError, ValueError) as error:
            # An event that cannot be put in this endpoint's form must not stop those behind it.
            return Tried(f"it cannot be put in the form of this endpoint ({type(error).__name__})")

    def _mark(self, leased: Leased, tried: Tried) -> None:
        now = self.clock()
        if tried.fault is None:
            deliveries.delivered(self.database, leased, now)
            return
        log.warning("hand-off %s to %s failed: %s", leased.id, self.endpoint.id, tried.fault)
        again = next_try(leased.tries_before + 1, leased.tried_since, now, tried.wish)
        if tried.gone:
            deliveries.disable(self.database, leased, tried.fault, now)
        elif again is None:
            deliveries.give_up(self.database, leased, tried.fault)
        else:
            deliveries.try_later(self.database, leased, tried.fault, again)


class Runner:
    """The workers of all endpoints, each in a thread of its own."""

    def __init__(self, workers: tuple[Worker, ...]) -> None:
        """Have workers ready; nothing runs yet."""
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(
                target=worker.run, args=(self._stopping.wait,), name=f"hand-off to {worker.endpoint.id}", daemon=True
            )
            for worker in workers
        ]

    def start(self) -> None:
        """Begin to deliver."""
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float) -> bool:
        """Finish the tries that are under way, for at most so many seconds; False if some are not finished."""
        self._stopping.set()
        end = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)
