"""The map as a list, for whoever does not see the drawing."""

from dataclasses import dataclass

from candor.drawing.labels import destination_of, heading_of, percent
from evaluator.declaration import Declaration
from evaluator.mapping import QUALIFICATION, Map
from evaluator.routes import VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS


@dataclass(frozen=True, slots=True)
class Share:
    """Something with its share of all answers."""

    id: str
    name: str
    share: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A statement that a question touches, or whether the visitor qualifies, and the verdicts or routes it leads to."""

    id: str
    kind: str
    heading: str
    share: str
    leads_to: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it touches."""

    asks: str
    touches: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A verdict with the places it leads to, over all personas and for each."""

    kind: str
    share: str
    ways: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole map in words; ``marked_only`` statements have no rule and hold by a mark alone."""

    questions: tuple[Asked, ...]
    verdicts: tuple[Ended, ...]
    personas: tuple[tuple[str, tuple[Share, ...]], ...]
    marked_only: int


def listing_of(declaration: Declaration, found: Map) -> Listing:
    """Return a map as a list."""
    touched = {
        question.id: tuple(edge.target for edge in found.touches if edge.source == question.id)
        for question in declaration.questions
    }
    return Listing(
        tuple(
            Asked(question.asks, tuple(_touched(declaration, found, one) for one in touched[question.id]))
            for question in declaration.questions
            if touched[question.id]
        ),
        tuple(_ended(declaration, found, kind) for kind in VERDICTS_IN_WORDS),
        tuple((persona.name, _of_persona(declaration, found, persona.id)) for persona in declaration.personas),
        len(declaration.statements) - len(found.statements),
    )


def _touched(declaration: Declaration, found: Map, one: str) -> Touched:
    qualifies = one == QUALIFICATION
    kind = "qualified" if qualifies else declaration.statement[one].kind
    names = {kind.value: word for kind, word in VERDICTS_IN_WORDS.items()} | _destinations(declaration)
    leads_to = tuple(
        Share(edge.target, names[edge.target], percent(edge.share))
        for edge in (found.admits if qualifies else found.reasons)
        if edge.source == one
    )
    return Touched(one, kind, heading_of(declaration, one), percent(found.counts(one)), leads_to)


def _ended(declaration: Declaration, found: Map, kind: VerdictKind) -> Ended:
    names = _destinations(declaration)
    ways = [edge for edge in found.ways if edge.source == kind.value]
    shown = tuple(Share(edge.target, names[edge.target], percent(edge.share)) for edge in ways)
    return Ended(kind.value, percent(found.share_of(kind)), shown)


def _of_persona(declaration: Declaration, found: Map, persona: str) -> tuple[Share, ...]:
    names = _destinations(declaration)
    return tuple(
        Share(edge.source, f"{VERDICTS_IN_WORDS[VerdictKind(edge.source)]}: {names[edge.target]}", percent(edge.share))
        for edge in found.personas[persona]
    )


def _destinations(declaration: Declaration) -> dict[str, str]:
    return {route.id: destination_of(declaration, route) for route in declaration.routes.routes}
