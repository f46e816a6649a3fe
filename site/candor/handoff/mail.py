"""A mail to one mailbox, in text and in HTML, with the case as a PDF where there is one."""

import smtplib
import socket
import ssl
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from html import escape
from ipaddress import ip_address

from candor.handoff.endpoints import Encryption, Mail
from candor.handoff.fields import Values, data_of, text_of, title_of
from candor.handoff.reaching import NotReached, Reach, reached
from candor.records.deliveries import Leased

ROWS = (
    ("Name", "name"),
    ("E-mail", "email"),
    ("Company", "company"),
    ("Role", "role"),
    ("Persona", "persona_name"),
    ("Verdict", "sentence"),
    ("In their words", "words"),
    ("Still open", "open_questions"),
    ("Why they come to you", "because"),
)
NO_CONSENT = "They did not agree to be contacted: do not write to this person."


def message_of(way: Mail, leased: Leased, paper: bytes | None) -> EmailMessage:
    """Return the mail of an event: the same bytes for every try; no header holds what a visitor typed."""
    data = data_of(leased)
    title = f"{title_of(leased)}: {text_of(data, 'product')}, {text_of(data, 'verdict').replace('-', ' ')}"
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(addr_spec=way.sender)
    message["To"] = Address(addr_spec=way.to)
    message["Subject"] = " ".join(title.split())
    message["Date"] = leased.created_at
    message["Message-ID"] = f"<{leased.event_id}@{way.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(data), cte="quoted-printable")
    message.add_alternative(_html(title_of(leased), data), subtype="html", cte="quoted-printable")
    if paper is not None:
        message.add_attachment(paper, maintype="application", subtype="pdf", filename="case.pdf")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"candor-{leased.event_id}-{number}")
    return message


def send(reach: Reach, way: Mail, message: EmailMessage) -> None:
    """Hand a mail to its server, or raise ``NotReached``."""
    with reached(reach, way.host, way.port) as raw:
        if way.encryption is Encryption.NONE and not _is_private(reach, raw):
            raise NotReached("its server is public, and mail to it would not be encrypted")
        try:
            with _Server(reach, way, raw) as server:
                _log_in(reach, way, server)
                server.sendmail(way.sender, [way.to], message.as_bytes())
        except smtplib.SMTPServerDisconnected as error:
            raise ConnectionResetError from error
        except smtplib.SMTPException as error:
            raise NotReached(_words_of(error)) from error


def _log_in(reach: Reach, way: Mail, server: smtplib.SMTP) -> None:
    if way.encryption is Encryption.STARTTLS:
        server.starttls(context=reach.tls)
    if way.user is not None:
        server.login(way.user, way.password or "")


class _Server(smtplib.SMTP):
    """A mail server on a socket whose address has been checked."""

    def __init__(self, reach: Reach, way: Mail, raw: socket.socket) -> None:
        self._raw = raw
        self._tls: ssl.SSLContext | None = reach.tls if way.encryption is Encryption.TLS else None
        # A name of our own, because looking one up may take long.
        super().__init__(way.host, way.port, local_hostname="[127.0.0.1]", timeout=reach.total_seconds)

    def _get_socket(self, host: str, _port: int, _timeout: float) -> socket.socket:
        return self._tls.wrap_socket(self._raw, server_hostname=host) if self._tls else self._raw


def _is_private(reach: Reach, raw: socket.socket) -> bool:
    """Tell whether a server is where the site allows it, that is in the vendor's own network."""
    return any(ip_address(raw.getpeername()[0]) in network for network in reach.allowed)


def _words_of(error: smtplib.SMTPException) -> str:
    """Return what a server answered by its number: its words may repeat an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
        return f"the mail server refused the mailbox ({', '.join(map(str, codes))})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server answered {error.smtp_code}"
    return f"the mail server cannot be used as configured ({type(error).__name__})"


def _text(data: Values) -> str:
    rows = [f"{label}:\n{text_of(data, name).strip()}" for label, name in ROWS if text_of(data, name).strip()]
    consent = [] if data.get("consent") else [NO_CONSENT]
    return "\n\n".join((*consent, *rows, f"The whole lead: {text_of(data, 'lead_url')}")) + "\n"


def _html(title: str, data: Values) -> str:
    consent = "" if data.get("consent") else f"<p><strong>{NO_CONSENT}</strong></p>\n"
    rows = "\n".join(
        f"<dt><strong>{label}</strong></dt><dd>{_lines(text_of(data, name))}</dd>"
        for label, name in ROWS
        if text_of(data, name).strip()
    )
    link = escape(text_of(data, "lead_url"))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n{consent}<dl>\n{rows}\n</dl>\n"
        f'<p><a href="{link}">Open the lead</a></p>\n</body></html>\n'
    )


def _lines(text: str) -> str:
    return "<br>\n".join(f"<bdi>{escape(line)}</bdi>" for line in text.strip().splitlines())
