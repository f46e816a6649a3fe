"""Statements ordered by how likely a visitor's own words mean them.

Words never decide a verdict: matching only chooses what the visitor is asked to
confirm first, and says which of the visitor's words led there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluator.statements import Statement
from evaluator.words.evidence import Findings, Index
from evaluator.words.limits import limits, speaking, speaks_against
from evaluator.words.mentions import mentions
from evaluator.words.negation import dismissed
from evaluator.words.passages import passages
from evaluator.words.quantities import Quantity, quantities
from evaluator.words.strength import chance_level, gauge, strengths, weights
from evaluator.words.terms import terms
from evaluator.words.tone import tone
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import words

CUT = 0.5
"""Where even the likeliest statement is weaker than this, nothing declared is proposed."""
MOST = 5
WORTH_READING = 0.25
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
    """What a text shares with the statements, the amounts it names, and places with strengths, strongest first."""

    findings: Findings
    amounts: Sequence[Quantity]
    strongest: Sequence[tuple[int, float]]


class Matcher:
    """What one declaration's statements are recognised by; built once, asked often."""

    def __init__(self, statements: Sequence[Statement], pains: Mapping[str, str] | None = None) -> None:
        """Index every text that the statements declare; ``pains`` maps pain ids to what they say."""
        self._known = vocabulary()
        self._ids = [statement.id for statement in statements]
        self._denies = [statement.kind == "is-not" for statement in statements]
        found = [
            passage
            for place, statement in enumerate(statements)
            for passage in passages(place, statement, pains or {}, self._known)
        ]
        self._limits = [limits(statement) for statement in statements]
        self._index = Index(found, len(statements), self._known.weights)
        self._by_chance = chance_level([gauge(*self._weigh(stranger)[:2]) for stranger in self._known.strangers])

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
        found, findings, amounts = self._weigh(typed)
        strong = strengths(found, findings, self._by_chance)
        return _Reading(findings, amounts, sorted(enumerate(strong), key=lambda each: -each[1]))

    def _weigh(self, typed: str) -> tuple[list[float], Findings, list[Quantity]]:
        said = list(words(typed))
        aside = dismissed(typed, said, self._known.common)
        findings = self._index.weigh(mentions(terms(said, aside, self._known)))
        amounts = quantities(typed)
        sides = [1 if speaking(found, amounts) else -speaks_against(found, amounts) for found in self._limits]
        return weights(findings, self._denies, sides, tone(typed, said, self._known)), findings, amounts

    def _match(self, place: int, strength: float, reading: _Reading) -> Match:
        amounts = [(said.start, said.end) for said in speaking(self._limits[place], reading.amounts)]
        return Match(self._ids[place], strength, apart([*amounts, *_spans(place, reading.findings)]))


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
