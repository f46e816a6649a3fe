"""Endpoints: where leads are handed off to, as the vendor has configured it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from candor.handoff.addresses import Network

Fields = Mapping[str, str]
"""The receiver's name of a field, and what it is filled with."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver of signed events; two secrets while one replaces the other."""

    url: str
    secrets: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Slack:
    """A channel, behind an address that is a secret."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HubSpot:
    """A form of HubSpot: ``fields`` by the name of ours that fills them, ``fixed`` by their value."""

    url: str
    fields: Fields
    fixed: Fields
    subscription: int | None = None


@dataclass(frozen=True, slots=True)
class Salesforce:
    """Web-to-Lead of Salesforce; ``fixed`` holds at least the organisation."""

    url: str
    fields: Fields
    fixed: Fields


class Encryption(StrEnum):
    """How a mail server is spoken to."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mailbox, and the server that takes mail for it."""

    host: str
    port: int
    encryption: Encryption
    sender: str
    to: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


Way = Webhook | Slack | HubSpot | Salesforce | Mail


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A receiver by its id, with the types of event that it gets."""

    id: str
    types: frozenset[str]
    way: Way

    @property
    def kind(self) -> str:
        """What sort of receiver this is, in a word."""
        return type(self.way).__name__


@dataclass(frozen=True, slots=True)
class Handoff:
    """All endpoints; ``private`` are networks that receivers may be in.

    ``authorities`` is a PEM file of those who certify receivers besides the system's own.
    """

    endpoints: tuple[Endpoint, ...] = ()
    private: tuple[Network, ...] = ()
    authorities: Path | None = None

    @property
    def wanted(self) -> dict[str, frozenset[str]]:
        """The types of event that each endpoint gets, by its id."""
        return {endpoint.id: endpoint.types for endpoint in self.endpoints}


NOWHERE = Handoff()
