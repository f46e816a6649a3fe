"""What a visitor typed into a form that failed, as fields that can be sent again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ANTI_FORGERY = "csrf_token"
TECHNICAL = frozenset({ANTI_FORGERY, "key", "version", "website"})
CHOSEN = re.compile(r"persona|answer|mark-.*|(?:last_)?utm_.*|last_referrer|referrer|page|kind|was|do|number")
"""Fields that were chosen, not typed, or that tell where the visitor came from: carried along unseen."""

TICKED = "y"
"""What a ticked box sends."""

MACHINE_MADE = re.compile(r"[A-Za-z0-9_.-]{22,128}", re.ASCII)
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
    "consent": Known("I agree to what stood beside this box: a person may write to me"),
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
    def is_ticked(self) -> bool:
        """Tell whether this is a box that was ticked."""
        return self.value == TICKED

    @property
    def is_long(self) -> bool:
        """Tell whether the value needs more than one line."""
        return len(self.value) > SHORT or "\n" in self.value


def kept_fields(pairs: Iterable[tuple[str, str]], fresh: Mapping[str, str]) -> tuple[Kept, ...]:
    """Return fields that send the same again; a name that came twice becomes one field with both values.

    ``fresh`` replaces what would fail a second time as it did the first: keys and tokens.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        values[name] = f"{values[name]}\n{value}" if name in values else value
    values.update(fresh)
    return tuple(_kept(name, value) for name, value in values.items())


def _kept(name: str, value: str) -> Kept:
    known = KNOWN.get(name) or Known(re.sub(r"[-_]+", " ", name).strip().capitalize() or "A field")
    made = name not in KNOWN and MACHINE_MADE.fullmatch(value)
    unseen = name in TECHNICAL or CHOSEN.fullmatch(name) or made
    hidden = not value or bool(unseen)
    return Kept(name, value, known.label, known.autocomplete, hidden)
