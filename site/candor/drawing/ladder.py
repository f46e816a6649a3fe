"""Rules of which the first that is true decides, drawn as a ladder. It fits a screen of 320 pixels, its words as 12."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candor.drawing.labels import destination_of
from candor.drawing.layout import broken
from evaluator.declaration import Declaration
from evaluator.routes import Route, VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS

WIDTH = 300
ASKED = 160
"""How wide the box of a rule is."""

LED = 197
"""Where the box of what follows begins."""

LINE = 16
PADDING = 9
GAP = 26
ASKED_LETTERS = 22
LED_LETTERS = 14


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what has to be true, what follows, and the shape of the verdict that follows, if one does."""

    asks: str
    leads_to: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rule where it stands; ``middle`` is where its arrow runs."""

    asks: tuple[str, ...]
    leads_to: tuple[str, ...]
    kind: str
    top: int
    height: int
    is_last: bool

    @property
    def middle(self) -> int:
        """The height of the arrow to what follows."""
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Ladder:
    """The whole drawing, and its rules in words."""

    rungs: tuple[Rung, ...]
    rules: tuple[Rule, ...]
    height: int
    width: int = WIDTH
    asked: int = ASKED
    led: int = LED
    line: int = LINE


def judging_ladder(declaration: Declaration) -> Ladder:
    """Return how a verdict is made, with how many statements of each kind are declared."""
    grave = sum(one.rules_out for one in declaration.is_not_for)
    limits = sum(one.limits for one in declaration.is_not_for)
    unsure = f"One of the {limits} limits is true, or you are not sure about what rules it out"
    return ladder_of(
        (
            Rule(f"One of the {grave} that rule it out is true of you", *_told(VerdictKind.NOT_A_FIT)),
            Rule(f"None of the {len(declaration.is_for)} that it is for is true", *_told(VerdictKind.CANNOT_TELL)),
            Rule(unsure, *_told(VerdictKind.FIT_IF)),
            Rule("None of these", *_told(VerdictKind.FIT)),
        )
    )


def routing_ladder(declaration: Declaration) -> Ladder:
    """Return who is sent where, in the order in which the routes are tried."""
    return ladder_of(
        Rule("; ".join(_asked(declaration, route)) or "Everybody else", destination_of(declaration, route))
        for route in declaration.routes.routes
    )


def ladder_of(rules: Iterable[Rule]) -> Ladder:
    """Return rules as a drawing."""
    several = tuple(rules)
    rungs: list[Rung] = []
    top = 2
    for number, rule in enumerate(several, start=1):
        asks, leads_to = broken(rule.asks, ASKED_LETTERS), broken(rule.leads_to, LED_LETTERS)
        height = max(len(asks), len(leads_to)) * LINE + 2 * PADDING
        rungs.append(Rung(asks, leads_to, rule.kind, top, height, number == len(several)))
        top += height + GAP
    return Ladder(tuple(rungs), several, top - GAP + 2)


def _told(kind: VerdictKind) -> tuple[str, str]:
    return VERDICTS_IN_WORDS[kind], kind.value


def _asked(declaration: Declaration, route: Route) -> Iterator[str]:
    """Yield what a route asks for, in words; nothing where it takes whoever comes."""
    when = route.when
    if when is None:
        return
    names = [persona.name for persona in declaration.personas if persona.tier in when.tier]
    for several in (names, [VERDICTS_IN_WORDS[kind] for kind in when.verdict]):
        if several:
            yield " or ".join(several)
    if when.qualified is not None:
        yield "Qualified" if when.qualified else "Not qualified"
