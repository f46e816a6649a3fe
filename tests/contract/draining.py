"""What processes of their own do in tests of the hand-off."""

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from candor.handoff.delivering import Deliverer, Tried
from candor.handoff.endpoints import Endpoint
from candor.handoff.reaching import Reach, tls_context
from candor.handoff.running import Worker
from candor.records.database import Database
from candor.records.deliveries import Leased
from tests.contract.handoffs import Clock, endpoint
from tests.receivers import LOOPBACK


def drain_into(url: str, file: str, now: datetime) -> None:
    """Deliver everything that is due by writing the ids of events to a file, one a line."""
    database = Database.open(url, patience=60)
    with Path(file).open("ab", buffering=0) as lines:

        def write(_endpoint: Endpoint, leased: Leased, _now: datetime) -> Tried:
            lines.write(f"{leased.event_id} {leased.lead_id}\n".encode())
            return Tried()

        worker = Worker(database, endpoint(), write, Clock(now))
        while worker.step():
            pass
    database.close()


def die_after_delivering(url: str, receiver: Endpoint, authorities: str, now: datetime) -> None:
    """Deliver over the network, and be killed when the receiver has said yes."""

    def to_loopback(_host: str, _port: int) -> Sequence[str]:
        return ("127.0.0.1",)

    deliver = Deliverer(Reach(tls_context(Path(authorities)), (LOOPBACK,), to_loopback), lambda _lead, _link: None)

    def then_die(to: Endpoint, leased: Leased, moment: datetime) -> Tried:
        tried = deliver(to, leased, moment)
        if tried.fault is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(tried, fault="it was to be killed")

    Worker(Database.open(url), receiver, then_die, Clock(now)).step()
