"""What the boxes and the edges of the map say."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evaluator.declaration import Declaration
from evaluator.mapping import QUALIFICATION, Edge, Map
from evaluator.questions import Question
from evaluator.routes import Route, VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS


@dataclass(frozen=True, slots=True)
class Label:
    """What one box says: what it is a box of (``kind``), its mark, its text and its share."""

    id: str
    kind: str
    mark: str
    text: str
    share: str


@dataclass(frozen=True, slots=True)
class Strand:
    """An edge with its words; ``written`` where its share stands beside it."""

    source: str
    target: str
    share: Fraction
    kind: str
    written: bool
    title: str


def percent(share: Fraction) -> str:
    """Return a share in percent, never rounded to nothing or to all."""
    if share in (0, 1):
        return f"{int(share * 100)}%"
    if share < Fraction(1, 1000):
        return "<0.1%"
    if share > Fraction(999, 1000):
        return ">99.9%"
    return f"{float(share) * 100:.1f}%" if share < Fraction(995, 10_000) else f"{float(share) * 100:.0f}%"


def columns_of(declaration: Declaration, found: Map) -> tuple[tuple[Label, ...], ...]:
    """Return the labels of the four columns, those that are tied to one another at one height."""
    questions = tuple(
        Label(f"question:{one.id}", "question", "", one.asks, "") for one in _touching(declaration, found)
    )
    verdicts = tuple(
        Label(f"verdict:{kind.value}", kind.value, kind.value, word, percent(found.share_of(kind)))
        for kind, word in VERDICTS_IN_WORDS.items()
    )
    return questions, tuple(_statements(declaration, found)), verdicts, tuple(_routes(declaration, found))


def strands_of(declaration: Declaration, found: Map) -> Iterator[Strand]:
    """Yield every edge with its words, the boxes named as in ``columns_of``."""
    for edge in found.touches:
        kind = "qualified" if edge.target == QUALIFICATION else declaration.statement[edge.target].kind
        said = f"{declaration.question[edge.source].asks} → {heading_of(declaration, edge.target)}"
        yield _strand("question", "statement", edge, kind, said)
    for edge in found.reasons:
        said = f"{heading_of(declaration, edge.source)} → {VERDICTS_IN_WORDS[VerdictKind(edge.target)]}"
        yield _strand("statement", "verdict", edge, edge.target, said)
    headings = {route.id: destination_of(declaration, route) for route in declaration.routes.routes}
    for edge in found.admits:
        yield _strand("statement", "route", edge, "qualified", f"Qualified → {headings[edge.target]}")
    for edge in found.ways:
        said = f"{VERDICTS_IN_WORDS[VerdictKind(edge.source)]} → {headings[edge.target]}"
        yield _strand("verdict", "route", edge, edge.source, said)


def heading_of(declaration: Declaration, statement: str) -> str:
    """Return the heading of a statement, or what qualifies a visitor."""
    if statement == QUALIFICATION:
        return f"Qualified: {declaration.routes.qualification.says}"
    return declaration.statement[statement].heading


def destination_of(declaration: Declaration, route: Route) -> str:
    """Return the heading of the place that a route leads to."""
    return declaration.destination[route.to].heading


def _strand(source: str, target: str, edge: Edge, kind: str, said: str) -> Strand:
    ends = f"{source}:{edge.source}", f"{target}:{edge.target}"
    return Strand(*ends, edge.share, kind, source != "question", f"{said}: {percent(edge.share)} of all answers")


def _touching(declaration: Declaration, found: Map) -> tuple[Question, ...]:
    named = {edge.source for edge in found.touches}
    return tuple(one for one in declaration.questions if one.id in named)


def _statements(declaration: Declaration, found: Map) -> Iterator[Label]:
    place = {one.id: number for number, one in enumerate(declaration.questions)}
    asked: dict[str, list[int]] = {}
    for edge in found.touches:
        asked.setdefault(edge.target, []).append(place[edge.source])
    for one in sorted(asked, key=lambda one: (one == QUALIFICATION, sum(asked[one]) / len(asked[one]))):
        kind = "qualified" if one == QUALIFICATION else declaration.statement[one].kind
        mark = "" if one == QUALIFICATION else kind
        text = heading_of(declaration, one)
        yield Label(f"statement:{one}", kind, mark, text, f"{percent(found.counts(one))} of all answers")


def _routes(declaration: Declaration, found: Map) -> Iterator[Label]:
    order = list(VERDICTS_IN_WORDS)
    middles: dict[str, Fraction] = {}
    shares: dict[str, Fraction] = {}
    for edge in found.ways:
        shares[edge.target] = shares.get(edge.target, Fraction(0)) + edge.share
        middles[edge.target] = middles.get(edge.target, Fraction(0)) + edge.share * order.index(
            VerdictKind(edge.source)
        )
    by_id = {route.id: route for route in declaration.routes.routes}
    for one in sorted(shares, key=lambda one: middles[one] / shares[one]):
        yield Label(
            f"route:{one}",
            "route",
            "",
            destination_of(declaration, by_id[one]),
            f"{percent(shares[one])} of all answers",
        )
