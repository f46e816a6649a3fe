"""T55: mail waits for a server that is down, and arrives once it is back; a real SMTP server takes it."""

import socket
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from candor.handoff.delivering import Deliverer
from candor.handoff.endpoints import Encryption, Mail
from candor.handoff.running import Worker
from candor.records import deliveries, leads, outbox, results
from candor.records.database import Database
from candor.records.leads import Submission
from candor.records.outbox import Passing
from tests.contract.handoffs import ADA, Clock, endpoint
from tests.receivers import certified, receiving


class Mailbox:
    """Keeps what is sent to it."""

    def __init__(self) -> None:
        """Begin empty."""
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep a mail."""
        self.envelopes.append(envelope)
        return "250 OK"


def test_t55_mail_waits_for_a_server_that_is_down_and_arrives_once(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = int(unused.getsockname()[1])
    way = Mail("mail.test", port, Encryption.NONE, "candor@fit.example", "sales@engines.example")
    mailbox, clock = Mailbox(), Clock(now)
    result = results.freeze(database, token="t", evaluation_id="e", content_version="v1", document="{}", now=now)
    passing = Passing({"mail": frozenset({outbox.CREATED})})
    leads.submit(database, Submission("key", result.id, ADA, "", None, False, {}, passing), now)
    with receiving(certified(tmp_path)) as network:
        deliver = Deliverer(network.reach, lambda _lead, _link: None)
        worker = Worker(database, replace(endpoint("mail"), way=way), deliver, clock)

        worker.step()
        (waiting,) = deliveries.unfinished(database)
        clock.now += timedelta(seconds=5)
        server = Controller(mailbox, hostname="127.0.0.1", port=port)
        server.start()
        tried = [worker.step(), worker.step()]
        server.stop()

    assert (waiting.error, waiting.next_at) == ("the connection was refused", now + timedelta(seconds=5))
    assert tried == [True, False]
    assert [one.rcpt_tos for one in mailbox.envelopes] == [["sales@engines.example"]]
    assert deliveries.unfinished(database) == ()
