"""Statements ordered by how likely a visitor's own words mean them.

Words never decide a verdict: matching only chooses what the visitor is asked to
confirm first, and says which of the visitor's words led there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluator.evidence import Findings, Index
from evaluator.limits import limits, speak
from evaluator.mentions import mentions
from evaluator.negation import dismissed
from evaluator.passages import passages
from evaluator.quantities import quantities
from evaluator.statements import Statement
from evaluator.strength import chance_level, gauge, strengths, weights
from evaluator.terms import terms
from evaluator.tone import tone
from evaluator.vocabulary import vocabulary
from evaluator.wording import words

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
        self._by_chance = chance_level([gauge(*self._weigh(stranger)) for stranger in self._known.strangers])

    def rank(self, typed: str) -> tuple[Match, ...]:
        """Order all statements, the likeliest first."""
        findings, strongest = self._order(typed)
        return tuple(self._match(place, strength, findings) for place, strength in strongest)

    def match(self, typed: str) -> tuple[Match, ...]:
        """Return the statements worth putting in front of the visitor, the likeliest first.

        Both sides are heard: where only one kind is among the proposals, the last makes
        room for the likeliest statement of the other kind.
        """
        findings, strongest = self._order(typed)
        most = strongest[0][1] if strongest else 0.0
        if most < CUT:
            return ()
        worth_reading = [(place, strength) for place, strength in strongest if strength >= WORTH_READING * most]
        proposed, others = worth_reading[:MOST], worth_reading[MOST:]
        kinds = {self._denies[place] for place, _ in proposed}
        unheard = [other for other in others if self._denies[other[0]] not in kinds]
        chosen = [*proposed[:-1], unheard[0]] if unheard else proposed
        return tuple(self._match(place, strength, findings) for place, strength in chosen)

    def _order(self, typed: str) -> tuple[Findings, list[tuple[int, float]]]:
        """Return what a text shares with the statements, and their places and strengths, strongest first."""
        found, findings = self._weigh(typed)
        strong = strengths(found, gauge(found, findings), self._by_chance)
        return findings, sorted(enumerate(strong), key=lambda each: -each[1])

    def _weigh(self, typed: str) -> tuple[list[float], Findings]:
        said = list(words(typed))
        findings = self._index.weigh(mentions(terms(said, dismissed(typed, said, self._known.common), self._known)))
        amounts = quantities(typed)
        sides = [speak(found, amounts) for found in self._limits]
        return weights(findings, self._denies, sides, tone(typed, said, self._known)), findings

    def _match(self, place: int, strength: float, findings: Findings) -> Match:
        return Match(self._ids[place], strength, _spans(place, findings))


def _spans(place: int, findings: Findings) -> tuple[tuple[int, int], ...]:
    worth = [(trace.worth * trace.likeness.get(place, 0.0), trace.mention.spans) for trace in findings.traces]
    enough = max((amount for amount, _ in worth), default=0.0) * ENOUGH
    apart: list[tuple[int, int]] = []
    for start, end in sorted(span for amount, spans in worth if amount and amount >= enough for span in spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
