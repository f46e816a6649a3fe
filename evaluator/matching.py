"""Statements ordered by how likely a visitor's own words mean them.

Words never decide a verdict: matching only chooses what the visitor is asked to
confirm first, and says which of the visitor's words led there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluator.evidence import Evidence, Index
from evaluator.mentions import mentions
from evaluator.passages import passages
from evaluator.statements import Statement
from evaluator.strength import strengths, weigh
from evaluator.terms import terms
from evaluator.tone import tone
from evaluator.vocabulary import vocabulary
from evaluator.wording import words

CUT = 0.5
"""Where even the likeliest statement is weaker than this, nothing declared is proposed."""
MOST = 5
WORTH_READING = 0.3
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
        self._denies = {statement.id: statement.kind == "is-not" for statement in statements}
        found = [
            passage
            for place, statement in enumerate(statements)
            for passage in passages(place, statement, pains or {}, self._known)
        ]
        self._index = Index(found, len(statements), self._known.weights)

    def rank(self, typed: str) -> tuple[Match, ...]:
        """Order all statements, the likeliest first."""
        findings = self._index.weigh(mentions(terms(typed, self._known)))
        heard = tone(typed, words(typed))
        weights = [
            weigh(evidence, self._denies[statement], heard)
            for statement, evidence in zip(self._ids, findings.evidence, strict=True)
        ]
        ranked = [
            Match(statement, strength, _spans(evidence))
            for statement, strength, evidence in zip(
                self._ids, strengths(weights, findings), findings.evidence, strict=True
            )
        ]
        return tuple(sorted(ranked, key=lambda match: -match.strength))

    def match(self, typed: str) -> tuple[Match, ...]:
        """Return the statements worth putting in front of the visitor, the likeliest first.

        Both sides are heard: where only one kind is among the proposals, the last makes
        room for the likeliest statement of the other kind.
        """
        ranked = self.rank(typed)
        if not ranked or ranked[0].strength < CUT:
            return ()
        worth_reading = [match for match in ranked if match.strength >= WORTH_READING * ranked[0].strength]
        proposed, others = worth_reading[:MOST], worth_reading[MOST:]
        kinds = {self._denies[match.statement] for match in proposed}
        unheard = [match for match in others if self._denies[match.statement] not in kinds]
        return tuple([*proposed[:-1], unheard[0]] if unheard else proposed)


def _spans(evidence: Evidence) -> tuple[tuple[int, int], ...]:
    enough = ENOUGH * max((worth for worth, _ in evidence.because), default=0.0)
    spans = sorted(span for worth, mention in evidence.because if worth >= enough for span in mention.spans)
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
