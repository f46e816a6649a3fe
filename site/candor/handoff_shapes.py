"""The shapes of ``handoff.yaml``: what each kind of endpoint needs, and the value that it gives."""

import re
from abc import abstractmethod
from base64 import b64decode
from ipaddress import ip_address
from typing import Annotated, ClassVar
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from candor.handoff import fields, slack
from candor.handoff.endpoints import Encryption, HubSpot, Mail, Salesforce, Slack, Way, Webhook
from candor.records import outbox
from evaluator.rules import Frozen

MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]+={0,2}")
NUMBERS = re.compile(r"(0[xX][0-9a-fA-F]*|[0-9]+)(\.(0[xX][0-9a-fA-F]*|[0-9]+))*\.?")
"""What the system reads as a number and so as an IPv4 address, in whatever spelling."""

LETTERS = re.compile(r"[A-Za-z0-9._-]+|[0-9a-fA-F:]+")


def https_address(text: str) -> str:
    """Return an https address, or raise ``ValueError`` for one that may not be posted to; no message repeats it."""
    parts = _split(text)
    if parts.scheme != "https":
        raise ValueError("it has to begin with https://")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise ValueError("it may hold neither a user nor a fragment")
    plain_host(parts.hostname or "")
    return text


def plain_host(host: str) -> str:
    """Return the name of a host, or raise ``ValueError``; an IPv4 address has one spelling only."""
    if not LETTERS.fullmatch(host):
        raise ValueError("its host has to be a name in ASCII letters, or an address")
    if ":" in host or NUMBERS.fullmatch(host):
        ip_address(host)
    return host


def mailbox(text: str) -> str:
    """Return one mail address, or raise ``ValueError``."""
    if len(text) > 254 or not MAILBOX.fullmatch(text):
        raise ValueError("it has to be one mail address and nothing else")
    return text


def slack_address(text: str) -> str:
    """Return the address of an incoming webhook of Slack, or raise ``ValueError``."""
    if not text.startswith(slack.PREFIX) or not re.fullmatch(r"[A-Za-z0-9/_-]+", text.removeprefix(slack.PREFIX)):
        raise ValueError(f"it has to begin with {slack.PREFIX} and go on with letters, digits and slashes")
    return text


def webhook_secret(text: str) -> str:
    """Return a secret of 24 to 64 bytes, written as Standard Webhooks has it, or raise ``ValueError``."""
    if not SECRET.fullmatch(text) or len(text.removeprefix("whsec_")) % 4:
        raise ValueError("it has to be whsec_ and base64")
    if not 24 <= len(b64decode(text.removeprefix("whsec_"))) <= 64:
        raise ValueError("it has to hold 24 to 64 bytes")
    return text


def field_of_ours(text: str) -> str:
    """Return the name of a field that events have, or raise ``ValueError``."""
    if text not in fields.NAMES:
        raise ValueError(f"there is no field {text}; there are {', '.join(fields.NAMES)}")
    return text


def event_type(text: str) -> str:
    """Return a type of event, or raise ``ValueError``."""
    if text not in outbox.TYPES:
        raise ValueError(f"it has to be one of {', '.join(outbox.TYPES)}")
    return text


FOR_PEOPLE = (outbox.CREATED, outbox.ANSWERED)
"""What people are told of unless they ask for more: not of what their own team does to a lead."""

HttpsAddress = Annotated[str, AfterValidator(https_address)]
Mailbox = Annotated[str, AfterValidator(mailbox)]
Words = Annotated[str, StringConstraints(min_length=1)]
FieldMap = dict[Words, Annotated[str, AfterValidator(field_of_ours)]]
Types = Annotated[tuple[Annotated[str, AfterValidator(event_type)], ...], Field(min_length=1)]


class EndpointShape(Frozen):
    """What every endpoint has."""

    usual: ClassVar[tuple[str, ...]] = outbox.TYPES

    kind: str
    types: Types | None = None

    @property
    def wanted(self) -> frozenset[str]:
        """The types of event that it gets."""
        return frozenset(self.types or self.usual)

    @abstractmethod
    def way(self) -> Way:
        """Return how it is reached."""


class WebhookShape(EndpointShape):
    """A receiver of signed events."""

    url: HttpsAddress
    secrets: Annotated[tuple[Annotated[str, AfterValidator(webhook_secret)], ...], Field(min_length=1, max_length=2)]

    def way(self) -> Way:
        """Return how it is reached."""
        return Webhook(self.url, tuple(b64decode(one.removeprefix("whsec_")) for one in self.secrets))


class SlackShape(EndpointShape):
    """A channel of Slack."""

    usual: ClassVar[tuple[str, ...]] = FOR_PEOPLE

    url: Annotated[str, AfterValidator(slack_address)]

    def way(self) -> Way:
        """Return how it is reached."""
        return Slack(self.url)


class HubSpotShape(EndpointShape):
    """A form of HubSpot."""

    usual: ClassVar[tuple[str, ...]] = (outbox.CREATED,)

    url: HttpsAddress
    fields: FieldMap
    fixed: dict[Words, str] = Field(default_factory=dict)
    subscription: Annotated[int, Field(ge=1)] | None = None

    def way(self) -> Way:
        """Return how it is reached."""
        return HubSpot(self.url, self.fields, self.fixed, self.subscription)


class SalesforceShape(EndpointShape):
    """Web-to-Lead of Salesforce, which makes a lead of everything it is sent."""

    usual: ClassVar[tuple[str, ...]] = (outbox.CREATED,)

    url: HttpsAddress
    oid: Words
    fields: FieldMap
    fixed: dict[Words, str] = Field(default_factory=dict)

    def way(self) -> Way:
        """Return how it is reached."""
        return Salesforce(self.url, self.fields, {"encoding": "UTF-8", **self.fixed, "oid": self.oid})


class MailShape(EndpointShape):
    """A mailbox and its server."""

    usual: ClassVar[tuple[str, ...]] = FOR_PEOPLE

    server: Annotated[str, AfterValidator(plain_host)]
    port: Annotated[int, Field(ge=1, le=65_535)] = 587
    encryption: Encryption = Encryption.STARTTLS
    sender: Annotated[Mailbox, Field(alias="from")]
    to: Mailbox
    user: Words | None = None
    password: Words | None = None

    def way(self) -> Way:
        """Return how it is reached."""
        return Mail(self.server, self.port, self.encryption, self.sender, self.to, self.user, self.password)


SHAPES: dict[str, type[EndpointShape]] = {
    "mail": MailShape,
    "slack": SlackShape,
    "webhook": WebhookShape,
    "hubspot": HubSpotShape,
    "salesforce": SalesforceShape,
}


def _split(text: str) -> SplitResult:
    if not text.isascii() or any(letter.isspace() or not letter.isprintable() for letter in text):
        raise ValueError("it has to be an address in ASCII without spaces")
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise ValueError("it has to be an address") from error
    return parts
