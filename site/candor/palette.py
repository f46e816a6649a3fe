"""The tokens of the style sheet as values: colours by role and scheme, their contrasts, and the type scale."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.brand import Colours
from evaluator.colours import SHAPE, TEXT, contrast

SCHEMES = ("light", "dark")
GROUNDS = ("paper", "sheet")
ROLES: Mapping[str, tuple[str, float]] = {
    "ink": ("what is read", TEXT),
    "ink-soft": ("what is read second: labels, hints, dates", TEXT),
    "accent": ("links, buttons, the focus ring, the rule of the ledger", TEXT),
    "fit": ("the verdict “fit”", TEXT),
    "fit-if": ("the verdict “fit if”, conditions", TEXT),
    "misfit": ("the verdict “not a fit”, errors", TEXT),
    "edge": ("edges of fields and boxes", SHAPE),
    "line": ("rules between rows, decoration only", 0.0),
}
"""What each role is for, and the contrast it needs with every ground; 0 where nothing depends on it."""

ON_THEIR_OWN = (("accent-ink", "accent", "words on a button", TEXT), ("ink", "marked", "words that were found", TEXT))
"""What stands on something else than a ground: the role, what is behind it, what it is for, what it needs."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """How far a role stands out from what is behind it, in one colour scheme; ``needed`` is 0 for decoration."""

    scheme: str
    role: str
    ground: str
    colour: str
    ratio: float
    needed: float

    @property
    def shown(self) -> str:
        """The ratio as a text, rounded down, so that none looks as if it passed."""
        return f"{int(self.ratio * 10) / 10:.1f}"


@dataclass(frozen=True, slots=True)
class Role:
    """One row of the palette: a role, what it is for, and its contrasts in every scheme."""

    role: str
    says: str
    needed: float
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """One step of the type scale, as the style sheet has it."""

    name: str
    length: str


def colours_of(tokens: str, brand: Colours | None = None) -> dict[str, dict[str, str]]:
    """Return the colours of a token sheet by scheme and role, with the vendor's accents where there are any."""
    light, _, dark = tokens.partition("prefers-color-scheme: dark")
    found = {
        scheme: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
        for scheme, part in zip(SCHEMES, (light, dark), strict=True)
    }
    if brand is not None:
        found["light"]["accent"], found["dark"]["accent"] = brand.light, brand.dark
    return found


def schemes(colours: Mapping[str, Mapping[str, str]]) -> str:
    """Return rules for ``.scheme--light`` and ``.scheme--dark``, which show both schemes on one page."""
    rules = []
    for scheme, roles in colours.items():
        tokens = " ".join(f"--{role}: {colour};" for role, colour in roles.items())
        rules.append(f".scheme--{scheme} {{ color-scheme: {scheme}; {tokens} }}")
    return "\n".join(rules)


def palette(colours: Mapping[str, Mapping[str, str]]) -> tuple[Role, ...]:
    """Return every role with its contrasts."""
    on_grounds = [
        Role(role, says, needed, tuple(_contrasts(colours, role, GROUNDS, needed)))
        for role, (says, needed) in ROLES.items()
    ]
    on_others = [
        Role(role, says, needed, tuple(_contrasts(colours, role, (behind,), needed)))
        for role, behind, says, needed in ON_THEIR_OWN
    ]
    return (*on_grounds, *on_others)


def scale_of(tokens: str) -> tuple[Size, ...]:
    """Return the steps of the type scale, the smallest first."""
    return tuple(Size(name, length) for name, length in re.findall(r"--size-([a-z0-9]+): (.+);", tokens))


def _contrasts(
    colours: Mapping[str, Mapping[str, str]], role: str, grounds: tuple[str, ...], needed: float
) -> list[Contrast]:
    return [
        Contrast(scheme, role, ground, roles[role], contrast(roles[role], roles[ground]), needed)
        for scheme, roles in colours.items()
        for ground in grounds
    ]
