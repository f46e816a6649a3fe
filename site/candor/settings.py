"""Settings: one table of everything that can be configured, read once at start.

Each field is set by the environment variable ``CANDOR_`` plus its name in capitals.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

PREFIX = "CANDOR_"
SHORTEST_KEY = 32
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

T = TypeVar("T")


class SettingsFaults(ValueError):
    """Every missing or invalid setting at once, each as one sentence that says what to do."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the sentences and join them, one a line, for whoever prints the error."""
        super().__init__("\n".join(faults))
        self.faults = faults


def setting(default: T, says: str) -> T:
    """Declare a setting with its default and the sentence that explains it."""
    declared: T = field(default=default, metadata={"help": says})
    return declared


def required(says: str) -> Any:
    """Declare a setting that has no default."""
    return field(metadata={"help": says})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a running site is configured with: the numbers are the contract's."""

    content: Path = required("folder that holds the declaration")
    database: str = required("path of the SQLite file, or a postgresql:// address")
    base_url: str = setting("http://127.0.0.1:8000", "address that visitors use, without a path")
    secret_key: str | None = setting(None, "key that signs forms, at least 32 characters; without one the database keeps it")
    trusted_proxies: tuple[str, ...] = setting((), "addresses or networks, separated by commas, whose X-Forwarded-* count")

    body_limit: int = setting(65_536, "bytes of a request body")
    kept_body_limit: int = setting(1_048_576, "bytes of a refused body that are still shown to whoever typed them")
    form_fields_limit: int = setting(200, "fields in one form")
    name_limit: int = setting(200, "code points of a name")
    email_limit: int = setting(254, "code points of an e-mail address")
    company_limit: int = setting(200, "code points of a company's name")
    role_limit: int = setting(120, "code points of a role")
    words_limit: int = setting(4_000, "code points of the use case in the visitor's words")
    notes_limit: int = setting(10_000, "code points of notes")

    public_seconds: int = setting(60, "seconds that a public page may be cached")
    retry_after: int = setting(5, "seconds to wait when the database cannot serve")
    editions_kept: int = setting(8, "older versions of the content held in memory")

    contact_per_10_minutes: int = setting(10, "contact posts from one address in 10 minutes")
    contact_per_hour: int = setting(60, "contact posts from one address in an hour")
    wrong_links_per_minute: int = setting(20, "wrong private links from one address in a minute")
    fastest_form: int = setting(3, "seconds under which a form is suspected to come from a program")

    sign_in_minutes: int = setting(15, "minutes a one-time sign-in link works")
    idle_hours: int = setting(12, "hours of rest after which a session ends")
    absolute_days: int = setting(7, "days after which a session ends in any case")
    link_days: int = setting(180, "days a private link works")

    def __post_init__(self) -> None:
        """Refuse values that cannot work, all named in one SettingsFaults."""
        given = ((each.name, getattr(self, each.name)) for each in fields(self))
        if faults := tuple(fault for name, value in given if (fault := _fault_of(name, value))):
            raise SettingsFaults(faults)

    @property
    def host(self) -> str:
        """The host that visitors use, in lower case and without a port."""
        return (urlsplit(self.base_url).hostname or "").lower()

    @property
    def is_https(self) -> bool:
        """Tell whether visitors come over https."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Tell whether the site is served to this machine alone."""
        return self.host in LOOPBACK

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read every setting, or raise SettingsFaults naming each missing or invalid variable."""
        values: dict[str, Any] = {}
        faults: list[str] = []
        for declared in fields(cls):
            text = environ.get(variable(declared.name), "").strip()
            try:
                if text:
                    values[declared.name] = _read(declared.type, text)
                elif declared.default is MISSING:
                    faults.append(f"{variable(declared.name)} is missing: set it to the {declared.metadata['help']}.")
            except ValueError as unreadable:
                faults.append(f"{variable(declared.name)} {unreadable}.")
        faults += [fault for name, value in values.items() if (fault := _fault_of(name, value))]
        if faults:
            raise SettingsFaults(tuple(faults))
        return cls(**values)


def variable(name: str) -> str:
    """Return the environment variable that sets a field."""
    return PREFIX + name.upper()


def _read(kind: object, text: str) -> object:
    if kind is int:
        if not text.isascii() or not text.isdigit():
            raise ValueError(f"is {text!r}: give a whole number")
        return int(text)
    if kind is Path:
        if not Path(text).is_dir():
            raise ValueError(f"is {text!r}: give a folder that exists")
        return Path(text)
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _fault_of(name: str, value: object) -> str | None:
    if isinstance(value, int) and value < 1:
        fault: str | None = f"is {value}: give a whole number above 0"
    elif name == "base_url":
        fault = _fault_of_address(str(value))
    elif name == "secret_key" and value is not None and len(str(value)) < SHORTEST_KEY:
        fault = f"is too short: give at least {SHORTEST_KEY} random characters"
    elif name == "trusted_proxies" and isinstance(value, tuple):
        fault = next((fault for proxy in value if (fault := _fault_of_network(str(proxy)))), None)
    else:
        fault = None
    return f"{variable(name)} {fault}." if fault else None


def _fault_of_address(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        return f"is {address!r}: give an address such as https://fit.example.org"
    if address != f"{parts.scheme}://{parts.netloc}" or parts.username is not None:
        return f"is {address!r}: give scheme, host and port only, without a slash at the end"
    if parts.scheme == "http" and host not in LOOPBACK:
        return f"is {address!r}: use https, because browsers keep a signed-in session safe on nothing else"
    return None


def _fault_of_network(proxy: str) -> str | None:
    try:
        ip_network(proxy)
    except ValueError:
        return f"holds {proxy!r}: give addresses or networks such as 10.0.0.0/8"
    return None
