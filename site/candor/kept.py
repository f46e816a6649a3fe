"""What a visitor typed into a form that failed, as fields that can be sent again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ANTI_FORGERY = "csrf_token"
TECHNICAL = frozenset({ANTI_FORGERY, "key", "version", "opened", "opened_at", "started", "website"})
MACHINE_MADE = re.compile(r"[A-Za-z0-9_.-]{22,}", re.ASCII)
SHORT = 60


@dataclass(frozen=True, slots=True)
class Known:
    """How a field that many forms share is labelled and filled in by a browser."""

    label: str
    autocomplete: str = "off"


KNOWN = {
    "name": Known("Your name", "name"),
    "email": Known("E-mail address", "email"),
    "company": Known("Company", "organization"),
    "role": Known("Your role", "organization-title"),
    "words": Known("What you want to do"),
    "persona": Known("Who you are"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One field that comes back: to be seen and changed, or carried along unseen."""

    name: str
    value: str
    label: str
    autocomplete: str
    hidden: bool

    @property
    def is_long(self) -> bool:
        """Tell whether the value needs more than one line."""
        return len(self.value) > SHORT or "\n" in self.value


def kept_fields(pairs: Iterable[tuple[str, str]], token: str | None) -> tuple[Kept, ...]:
    """Return fields that send the same again; a name that came twice becomes one field with both values.

    ``token`` replaces the one that came: a token that failed once would fail again.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        values[name] = f"{values[name]}\n{value}" if name in values else value
    if token is not None:
        values[ANTI_FORGERY] = token
    return tuple(_kept(name, value) for name, value in values.items())


def _kept(name: str, value: str) -> Kept:
    known = KNOWN.get(name) or Known(re.sub(r"[-_]+", " ", name).strip().capitalize() or "A field")
    hidden = not value or name in TECHNICAL or MACHINE_MADE.fullmatch(value) is not None
    return Kept(name, value, known.label, known.autocomplete, hidden)
