"""Statements ordered by how likely a visitor's own words mean them.

Words never decide a verdict: matching only chooses what the visitor is asked to
confirm first, and says which of the visitor's words led there.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from evaluator.statements import Statement
from evaluator.vocabulary import common_words
from evaluator.wording import Word, words

SATURATION = 1.5
LENGTH = 0.75
CUT = 0.2
MOST = 5


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
        self._common = common_words()
        self._ids = [statement.id for statement in statements]
        bags = [_bag(statement, pains or {}, self._common) for statement in statements]
        average = sum(sum(bag.values()) for bag in bags) / max(1, len(bags)) or 1.0
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for place, bag in enumerate(bags):
            size = SATURATION * (1 - LENGTH + LENGTH * sum(bag.values()) / average)
            for stem, count in bag.items():
                self._postings.setdefault(stem, []).append((place, count * (SATURATION + 1) / (count + size)))

    def rank(self, typed: str) -> tuple[Match, ...]:
        """Order all statements, the likeliest first."""
        said: dict[str, list[Word]] = {}
        for word in words(typed):
            if word.text not in self._common and word.stem in self._postings:
                said.setdefault(word.stem, []).append(word)
        scores = [0.0] * len(self._ids)
        seen: list[list[Word]] = [[] for _ in self._ids]
        for stem, occurrences in said.items():
            postings = self._postings[stem]
            rarity = math.log(1 + (len(self._ids) - len(postings) + 0.5) / (len(postings) + 0.5))
            for place, weight in postings:
                scores[place] += rarity * weight
                seen[place].extend(occurrences)
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        return tuple(Match(self._ids[place], 1 - math.exp(-scores[place] / 8), _spans(seen[place])) for place in order)

    def match(self, typed: str) -> tuple[Match, ...]:
        """Return the statements worth putting in front of the visitor, the likeliest first."""
        return tuple(match for match in self.rank(typed)[:MOST] if match.strength >= CUT)


def _texts(statement: Statement, pains: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    yield statement.heading, 2
    yield statement.says, 2
    for phrase in statement.heard_as:
        yield phrase, 2
    yield statement.body, 1
    yield statement.condition or "", 1
    for alternative in statement.instead:
        yield f"{alternative.name} {alternative.because}", 1
    for pain in statement.pains:
        yield pains.get(pain, ""), 1


def _bag(statement: Statement, pains: Mapping[str, str], common: Set[str]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for text, weight in _texts(statement, pains):
        for word in words(text):
            if word.text not in common:
                bag[word.stem] += weight
    return bag


def _spans(found: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({(word.start, word.end) for word in found}))
