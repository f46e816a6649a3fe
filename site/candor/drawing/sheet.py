"""What a case contains, drawn as the sheet of paper that it is."""

from dataclasses import dataclass

from candor.drawing.layout import broken
from evaluator.declaration import Declaration
from evaluator.routes import Tier

WIDTH = 300
LINE = 17
LETTERS = 40
TOP = 74
GAP = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sheet where it stands; ``is_against`` speaks against buying."""

    lines: tuple[str, ...]
    top: int
    is_against: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole drawing, and its parts in words."""

    parts: tuple[Part, ...]
    says: tuple[str, ...]
    height: int
    width: int = WIDTH
    line: int = LINE


def sheet_of(declaration: Declaration) -> Sheet:
    """Return the parts of a case as whoever decides reads it."""
    reader = next((one for one in declaration.personas if one.tier is Tier.MIDDLE), declaration.personas[0])
    against = "Reasons not to buy, with what to use instead"
    says = (
        *(section.heading for section in reader.case),
        against,
        *(["What it costs and saves, every step shown"] if declaration.business_case else []),
        "A place to answer: agree, ask, or say why not now",
        "Whether it is still true today",
    )
    parts: list[Part] = []
    top = TOP
    for one in says:
        lines = broken(one, LETTERS)
        top += GAP if one == against else 0
        parts.append(Part(lines, top, one == against))
        top += (len(lines) + 1) * LINE + GAP
    return Sheet(tuple(parts), says, top + 4)
