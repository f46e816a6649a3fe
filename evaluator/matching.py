"""Statements ordered by how likely a visitor's own words mean them.

Words never decide a verdict: matching only chooses what the visitor is asked to
confirm first, and says which of the visitor's words led there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluator.declaration import Declaration
from evaluator.statements import Statement
from evaluator.words.evidence import Findings
from evaluator.words.hearing import Heard, Hearing
from evaluator.words.quantities import Quantity
from evaluator.words.strength import chance_level, gauge, strengths
from evaluator.words.vocabulary import vocabulary

CUT = 0.5
"""Where even the likeliest statement is weaker than this, nothing declared is proposed."""
MOST = 5
WORTH_READING = 0.12
"""A statement is proposed if it is at least so strong beside the likeliest one."""
ENOUGH = 0.4
"""A mention is shown where it gives at least this share of what the strongest one gives."""


@dataclass(frozen=True, slots=True)
class Match:
    """A statement recognised in a visitor's own words.

    ``spans`` are character offsets into the words as typed, end exclusive, in order and
    apart from one another; ``strength`` runs from 0 (nothing shared) to 1.
    """

    statement: str
    strength: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the statements heard in a text, and their places with strengths, strongest first."""

    heard: Heard
    strongest: Sequence[tuple[int, float]]


class Matcher:
    """What one declaration's statements are recognised by; built once, asked often."""

    def __init__(
        self,
        statements: Sequence[Statement],
        pains: Mapping[str, str] | None = None,
        units: Mapping[str, str] | None = None,
    ) -> None:
        """Index all that the statements declare.

        ``pains`` maps pain ids to what they say, ``units`` question ids to what their
        values are numbers of.
        """
        self._ids = [statement.id for statement in statements]
        self._denies = [statement.kind == "is-not" for statement in statements]
        self._hearing = Hearing(statements, pains or {}, units or {})
        strangers = [self._hearing.weigh(stranger) for stranger in vocabulary().strangers]
        self._by_chance = chance_level([gauge(heard.weights, heard.findings) for heard in strangers])

    def rank(self, typed: str) -> tuple[Match, ...]:
        """Order all statements, the likeliest first."""
        reading = self._read(typed)
        return tuple(self._match(place, strength, reading) for place, strength in reading.strongest)

    def match(self, typed: str) -> tuple[Match, ...]:
        """Return the statements worth putting in front of the visitor, the likeliest first.

        Both sides are heard: where only one kind is among the proposals, the last makes
        room for the likeliest statement of the other kind.
        """
        reading = self._read(typed)
        most = reading.strongest[0][1] if reading.strongest else 0.0
        if most < CUT:
            return ()
        worth_reading = [each for each in reading.strongest if each[1] >= WORTH_READING * most]
        proposed, others = worth_reading[:MOST], worth_reading[MOST:]
        kinds = {self._denies[place] for place, _ in proposed}
        unheard = [other for other in others if self._denies[other[0]] not in kinds]
        chosen = [*proposed[:-1], unheard[0]] if unheard else proposed
        return tuple(self._match(place, strength, reading) for place, strength in chosen)

    def _read(self, typed: str) -> _Reading:
        heard = self._hearing.weigh(typed)
        strong = strengths(heard.weights, heard.findings, self._by_chance)
        return _Reading(heard, sorted(enumerate(strong), key=lambda each: -each[1]))

    def _match(self, place: int, strength: float, reading: _Reading) -> Match:
        heard = reading.heard
        speaking = [(said.start, said.end) for said in self._hearing.speaking(place, heard.amounts)]
        # Told without its negation, what a visitor denies would read as if they wanted it.
        spans = ((heard.set_aside.get(span, span[0]), span[1]) for span in _spans(place, heard.findings))
        told = [_whole(span, heard.amounts) for span in spans]
        return Match(self._ids[place], strength, apart([*speaking, *told]))


def matcher_of(declaration: Declaration) -> Matcher:
    """Return what recognises the statements of a declaration by all that it says about them."""
    return Matcher(*matched_by(declaration))


def matched_by(declaration: Declaration) -> tuple[tuple[Statement, ...], dict[str, str], dict[str, str]]:
    """Return all of a declaration that its matcher depends on: statements, pains, and the units of questions."""
    pains = {pain.id: pain.says for pain in declaration.product.pains}
    units = {question.id: question.unit for question in declaration.questions if question.unit}
    return declaration.statements, pains, units


def _whole(span: tuple[int, int], amounts: Iterable[Quantity]) -> tuple[int, int]:
    """Widen a span to the whole amount of which it shows a part: "50k writes/s", not "50k writes"."""
    start, end = span
    parted = [said for said in amounts if said.start < end and start < said.end]
    return min([start, *(said.start for said in parted)]), max([end, *(said.end for said in parted)])


def _spans(place: int, findings: Findings) -> Iterator[tuple[int, int]]:
    """Yield the places of the mentions that speak most for a statement."""
    worth = [(trace.worth * trace.likeness.get(place, 0.0), trace.mention.spans) for trace in findings.traces]
    enough = max((amount for amount, _ in worth), default=0.0) * ENOUGH
    for amount, spans in worth:
        if amount and amount >= enough:
            yield from spans


def apart(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, made one where they overlap or at most one character is between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
