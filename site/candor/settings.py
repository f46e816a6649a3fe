"""Settings: one table of everything that can be configured, read once at start.

Each field is set by the environment variable ``CANDOR_`` plus its name in capitals.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, NewType, Self, get_args, get_type_hints
from urllib.parse import urlsplit

PREFIX = "CANDOR_"
SHORTEST_KEY = 32
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


Folder = NewType("Folder", Path)
"""A path that holds files; a setting that may be left out and is a Path is a file."""


class SettingsFaults(ValueError):
    """Every missing or invalid setting at once, each as one sentence that says what to do."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the sentences and join them, one a line, for whoever prints the error."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a running site is configured with: the numbers are the contract's."""

    content: Annotated[Path, "folder that holds the declaration"]
    database: Annotated[str, "path of the SQLite file, or a postgresql:// address"]
    base_url: Annotated[str, "address that visitors use, without a path"] = "http://127.0.0.1:8000"
    secret_key: Annotated[str | None, "key that signs forms; without one the database keeps it"] = None
    trusted_proxies: Annotated[tuple[str, ...], "addresses, by commas, whose X-Forwarded-* count"] = ()
    handoff: Annotated[Path | None, "file that says where leads are handed off to; without one they stay here"] = None
    fonts: Annotated[Folder | None, "folder of fonts for documents in scripts that the built-in ones lack"] = None

    body_limit: Annotated[int, "bytes of a request body"] = 65_536
    kept_body_limit: Annotated[int, "bytes of a refused body that are still shown to whoever typed them"] = 1_048_576
    form_fields_limit: Annotated[int, "fields in one form"] = 200
    name_limit: Annotated[int, "code points of a name"] = 200
    email_limit: Annotated[int, "code points of an e-mail address"] = 254
    company_limit: Annotated[int, "code points of a company's name"] = 200
    role_limit: Annotated[int, "code points of a role"] = 120
    words_limit: Annotated[int, "code points of the use case in the visitor's words"] = 4_000
    notes_limit: Annotated[int, "code points of notes"] = 10_000
    search_limit: Annotated[int, "code points of what is searched for"] = 200

    database_milliseconds: Annotated[int, "milliseconds to wait for a lock, on PostgreSQL for a statement"] = 5_000
    public_seconds: Annotated[int, "seconds that a public page may be cached"] = 60
    retry_after: Annotated[int, "seconds to wait when the database cannot serve"] = 5
    editions_kept: Annotated[int, "older versions of the content held in memory"] = 8

    contact_per_10_minutes: Annotated[int, "contact posts from one address in 10 minutes"] = 10
    contact_per_hour: Annotated[int, "contact posts from one address in an hour"] = 60
    wrong_links_per_minute: Annotated[int, "wrong private links from one address in a minute"] = 20
    papers_per_minute: Annotated[int, "cases on paper set for one address in a minute"] = 30
    fastest_form: Annotated[int, "seconds under which a form is suspected to come from a program"] = 3

    sign_in_minutes: Annotated[int, "minutes a one-time sign-in link works"] = 15
    idle_hours: Annotated[int, "hours of rest after which a session ends"] = 12
    absolute_days: Annotated[int, "days after which a session ends in any case"] = 7

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
        for declared in described(cls):
            text = environ.get(variable(declared.name), "").strip()
            try:
                if text:
                    values[declared.name] = _read(declared.kind, text)
                elif declared.is_required:
                    faults.append(f"{variable(declared.name)} is missing: set it to the {declared.says}.")
            except ValueError as unreadable:
                faults.append(f"{variable(declared.name)} {unreadable}.")
        faults += [fault for name, value in values.items() if (fault := _fault_of(name, value))]
        if faults:
            raise SettingsFaults(tuple(faults))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Described:
    """One setting as documentation shows it."""

    name: str
    kind: object
    says: str
    default: object

    @property
    def is_required(self) -> bool:
        """Tell whether there is no default."""
        return self.default is MISSING


def described(table: type[Settings] = Settings) -> tuple[Described, ...]:
    """Return every setting with its sentence and its default, in the order of the table."""
    hints = get_type_hints(table, include_extras=True)
    found = []
    for field in fields(table):
        kind, says = get_args(hints[field.name])
        found.append(Described(field.name, kind, says, field.default))
    return tuple(found)


def variable(name: str) -> str:
    """Return the environment variable that sets a field."""
    return PREFIX + name.upper()


def folder_of_fonts(environ: Mapping[str, str]) -> Path | None:
    """Return the setting ``fonts`` alone, for commands that serve nothing, or raise SettingsFaults."""
    text = environ.get(variable("fonts"), "").strip()
    try:
        return Path(str(_read(Folder, text))) if text else None
    except ValueError as unreadable:
        raise SettingsFaults((f"{variable('fonts')} {unreadable}.",)) from unreadable


def _read(kind: object, text: str) -> object:
    if kind is int:
        if not text.isascii() or not text.isdigit():
            raise ValueError(f"is {text!r}: give a whole number")
        return int(text)
    if kind in (Path, Folder, Folder | None):
        if not Path(text).is_dir():
            raise ValueError(f"is {text!r}: give a folder that exists")
        return Path(text)
    if kind == Path | None:
        if not Path(text).is_file():
            raise ValueError(f"is {text!r}: give a file that exists")
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
