"""Mail, with a real SMTP server: the contract, line 24, and T55."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from candor.handoff import mail
from candor.handoff.delivering import Deliverer, Tried
from candor.handoff.endpoints import Encryption, Endpoint, Mail
from candor.handoff.reaching import NotReached
from tests.receivers import HOST, Certified, Receiver
from tests.unit.handoff.events import NOW, leased

HOSTILE = "Eve\r\nBcc: evil@x.example\r\n\r\n<script>alert(1)</script> {{ 7*7 }}"
PASSWORD = "in a file"


class Mailbox:
    """Keeps what is sent to it, and refuses whom it does not know."""

    def __init__(self) -> None:
        """Begin empty."""
        self.envelopes: list[Envelope] = []

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take mail for sales alone."""
        if not address.startswith("sales@"):
            return f"550 there is no {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep a mail."""
        self.envelopes.append(envelope)
        return "250 OK"

    def messages(self) -> list[EmailMessage]:
        """Return what came, read again."""
        return [message_from_bytes(one.original_content or b"", policy=policy.default) for one in self.envelopes]


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


@pytest.fixture
def mailbox() -> Mailbox:
    """Return an empty mailbox."""
    return Mailbox()


@pytest.fixture
def server(made: Certified, mailbox: Mailbox) -> Iterator[Controller]:
    """Run a mail server that insists on STARTTLS and on a password."""

    def login(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        accepted = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=accepted, handled=False)

    running = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=unused_port(),
        tls_context=made.server_context(),
        require_starttls=True,
        authenticator=login,
        auth_required=True,
    )
    running.start()
    yield running
    running.stop()


def way_to(server: Controller, **changes: Any) -> Mail:
    way = Mail(
        HOST, server.port, Encryption.STARTTLS, "candor@fit.example", "sales@engines.example", "candor", PASSWORD
    )
    return replace(way, **changes)


def test_a_mail_arrives_with_text_html_and_the_case(server: Controller, mailbox: Mailbox, receiver: Receiver) -> None:
    way = way_to(server)

    mail.send(receiver.reach, way, mail.message_of(way, leased(), b"%PDF-1.7"))

    (message,) = mailbox.messages()
    parts = {part.get_content_type(): part for part in message.walk()}
    assert mailbox.envelopes[0].rcpt_tos == ["sales@engines.example"]
    assert message["Subject"] == "Somebody asks for a reply: Ferry, fit if"
    assert message["Message-ID"] == "<01a20297-4dc0-7000-b6da-5981ba896494@fit.example>"
    assert "Ferry fits if a night is enough." in parts["text/plain"].get_content()
    assert "https://fit.example.org/inbox/leads/lead-1" in parts["text/html"].get_content()
    assert parts["application/pdf"].get_content() == b"%PDF-1.7"
    assert parts["application/pdf"].get_filename() == "case.pdf"


def test_line_24_what_a_visitor_types_stays_in_the_body(
    server: Controller, mailbox: Mailbox, receiver: Receiver
) -> None:
    way = way_to(server)
    typed = dict.fromkeys(("name", "email", "company", "role", "words", "open_questions"), HOSTILE)

    mail.send(receiver.reach, way, mail.message_of(way, leased(**typed), None))

    (message,) = mailbox.messages()
    html = next(part for part in message.walk() if part.get_content_type() == "text/html").get_content()
    assert mailbox.envelopes[0].rcpt_tos == ["sales@engines.example"]
    assert not any("Eve" in str(value) or "evil" in str(value) for value in message.values())
    assert message["Bcc"] is None
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in html


def test_a_mail_is_the_same_at_every_try() -> None:
    way = Mail(HOST, 25, Encryption.TLS, "candor@fit.example", "sales@engines.example")

    first, second = (mail.message_of(way, leased(), b"%PDF").as_bytes() for _ in range(2))

    assert first == second


def test_a_mail_tells_where_there_is_no_consent() -> None:
    way = Mail(HOST, 25, Encryption.TLS, "candor@fit.example", "sales@engines.example")

    message = mail.message_of(way, leased(consent=False), None)

    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("They did not agree to be contacted: do not write to this person.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"to": "nobody@engines.example"}, "the mail server refused the mailbox (550)"),
        ({"password": "wrong"}, "the mail server answered 535"),
        ({"encryption": Encryption.TLS}, "it does not speak TLS as it should"),
        ({"host": "other.test"}, "its certificate is not accepted: "),
    ],
)
def test_a_mail_that_is_not_taken_says_why_without_an_address(
    server: Controller, mailbox: Mailbox, receiver: Receiver, changes: dict[str, Any], reason: str
) -> None:
    way = way_to(server, **changes)

    with pytest.raises(NotReached) as refused:
        mail.send(receiver.reach, way, mail.message_of(way, leased(), None))

    assert str(refused.value).startswith(reason)
    assert "@" not in str(refused.value)
    assert mailbox.envelopes == []


def test_a_mail_server_without_encryption_is_refused_unless_it_is_private(
    server: Controller, receiver: Receiver
) -> None:
    way = way_to(server, encryption=Encryption.NONE, user=None)
    elsewhere = replace(receiver.reach, allowed=())

    with pytest.raises(NotReached, match="the mail server answered 530"):
        mail.send(receiver.reach, way, mail.message_of(way, leased(), None))
    with pytest.raises(NotReached, match="is not public"):
        mail.send(elsewhere, way, mail.message_of(way, leased(), None))


def test_a_mail_server_that_is_down_is_tried_later(receiver: Receiver) -> None:
    way = Mail(HOST, unused_port(), Encryption.STARTTLS, "candor@fit.example", "sales@engines.example")
    deliver = Deliverer(receiver.reach, lambda _lead, _link: b"%PDF")

    tried = deliver(Endpoint("mail", frozenset(), way), leased(), NOW)

    assert tried == Tried("the connection was refused")
