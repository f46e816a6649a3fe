"""How far a text and each statement speak of the same thing, measured in four ways.

``words``: the same stems, by BM25. ``concepts``: the same groups of the vocabulary, by
BM25. ``told``: how much of the text finds its like in the statement. ``covered``: how
much of a passage of the statement finds its like in the text.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from evaluator.mentions import Mention
from evaluator.vocabulary import Senses

SATURATION = 4.0
LENGTH = 0.5
RARITY = 0.4
DWELLING = 6.0
LIKENESS = 0.35
"""Two terms less alike than this, as the cosine of what they may mean, are not alike."""
OFTEN = 2.0
FLOOR = 0.05

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a phrase of a statement, as mentions; ``is_full`` passages are compared term by term."""

    place: int
    mentions: tuple[Mention, ...]
    weight: float
    is_full: bool


@dataclass(slots=True)
class Evidence:
    """What one text shares with one statement, and the mentions that say so."""

    words: float = 0.0
    concepts: float = 0.0
    told: float = 0.0
    covered: float = 0.0
    because: list[tuple[float, Mention]] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """The evidence for every statement, and how far the text is about the declaration's subject at all.

    ``known`` is the share of the text that finds its like in some statement, ``central``
    the share of statements in which its terms find theirs, on average.
    """

    evidence: list[Evidence]
    known: float = 0.0
    central: float = 0.0


class Index:
    """The statements' passages, turned round so that a text finds them by what it mentions."""

    def __init__(self, passages: Sequence[Passage], statements: int, weights: Sequence[float]) -> None:
        """Index passages of so many statements; ``weights`` says how telling each concept is."""
        self._size = statements
        self._weights = weights
        words: list[dict[str, float]] = [defaultdict(float) for _ in range(statements)]
        concepts: list[dict[int, float]] = [defaultdict(float) for _ in range(statements)]
        for passage in passages:
            for mention in passage.mentions:
                words[passage.place][mention.key] += passage.weight * mention.weight * mention.is_word
                for concept, strength in spread(mention):
                    concepts[passage.place][concept] += strength * passage.weight
        self._words = _postings(words)
        self._concepts = _postings(concepts)
        self._align([passage for passage in passages if passage.is_full])

    def _align(self, passages: Sequence[Passage]) -> None:
        self._terms: dict[str, int] = {}
        self._found: list[list[tuple[int, int, float]]] = []
        meant: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._owners = [passage.place for passage in passages]
        for number, passage in enumerate(passages):
            for mention in passage.mentions:
                term = self._terms.setdefault(mention.key, len(self._terms))
                if term == len(self._found):
                    self._found.append([])
                    for concept, strength in self._direction(mention.senses).items():
                        meant[concept].append((term, strength))
                self._found[term].append((number, passage.place, min(1.0, mention.weight) * passage.weight))
        self._meant = dict(meant)
        self._rarities = [rarity(self._size, len({place for _, place, _ in found})) for found in self._found]
        masses = [0.0] * len(passages)
        for found, rare in zip(self._found, self._rarities, strict=True):
            for number, _, weight in found:
                masses[number] += weight * rare
        mean = sum(masses) / max(1, len(masses)) or 1.0
        self._scales = [1 / math.sqrt(max(mass, FLOOR) * mean) for mass in masses]

    def _direction(self, senses: Senses) -> dict[int, float]:
        """Return senses as a direction of length one, each concept by how telling it is."""
        telling = {concept: strength * self._weights[concept] for concept, strength in senses.items()}
        length = math.sqrt(sum(strength * strength for strength in telling.values()))
        return {concept: strength / length for concept, strength in telling.items()}

    def weigh(self, said: Sequence[Mention]) -> Findings:
        """Measure what a text shares with every statement, in their order."""
        found = [Evidence() for _ in range(self._size)]
        for mention in said:
            rare, postings = self._words.get(mention.key, (0.0, ()))
            for place, weight in postings:
                found[place].words += rare * weight * mention.weight * mention.is_word
        meant: dict[int, float] = defaultdict(float)
        for mention in said:
            for concept, strength in spread(mention):
                meant[concept] += strength
        for concept, strength in meant.items():
            rare, postings = self._concepts.get(concept, (0.0, ()))
            worth = rare * strength * (1 + DWELLING) / (strength + DWELLING)
            for place, weight in postings:
                found[place].concepts += worth * weight
        findings = Findings(found)
        self._compare(said, findings)
        return findings

    def _compare(self, said: Sequence[Mention], findings: Findings) -> None:
        found = findings.evidence
        best: dict[int, float] = {}
        length = sum(mention.weight for mention in said)
        total = math.sqrt(length + 3)
        for mention in said:
            likest: dict[int, float] = {}
            for term, likeness in self._like(mention):
                if likeness * min(mention.weight, OFTEN) > best.get(term, 0.0):
                    best[term] = likeness * min(mention.weight, OFTEN)
                for _, place, weight in self._found[term]:
                    if likeness * weight > likest.get(place, 0.0):
                        likest[place] = likeness * weight
            among = sum(likest.values())
            findings.known += mention.weight * max(likest.values(), default=0.0) / (length + 1)
            findings.central += mention.weight * among / self._size / (length + 1)
            worth = rarity(self._size, among) * mention.weight
            for place, likeness in likest.items():
                found[place].told += 3 * worth * likeness / total
                found[place].because.append((worth * likeness, mention))
        covered = [0.0] * len(self._owners)
        for term, strength in best.items():
            for number, _, weight in self._found[term]:
                covered[number] += weight * self._rarities[term] * strength
        for place, amount, scale in zip(self._owners, covered, self._scales, strict=True):
            found[place].covered = max(found[place].covered, amount * scale)

    def _like(self, mention: Mention) -> Iterable[tuple[int, float]]:
        """Return the terms of the statements that a mention is like, itself first among them."""
        likeness: dict[int, float] = defaultdict(float)
        for concept, strength in self._direction(mention.senses).items():
            for term, other in self._meant.get(concept, ()):
                likeness[term] += strength * other
        alike = {term: cosine for term, cosine in likeness.items() if cosine > LIKENESS}
        if mention.key in self._terms:
            alike[self._terms[mention.key]] = 1.0
        return alike.items()


def rarity(statements: int, among: float) -> float:
    """Return how telling it is to be found among so many of the statements."""
    return float(max(math.log(1 + (statements - among + 0.5) / (among + 0.5)), FLOOR) ** RARITY)


def spread(mention: Mention) -> Iterator[tuple[int, float]]:
    """Share a mention out over its concepts: a word with many meanings says less of each."""
    share = mention.weight / math.sqrt(len(mention.senses) or 1)
    return ((concept, strength * share) for concept, strength in mention.senses.items())


def _postings(bags: Sequence[Mapping[Key, float]]) -> dict[Key, tuple[float, list[tuple[int, float]]]]:
    sizes = [sum(bag.values()) for bag in bags]
    average = sum(sizes) / max(1, len(sizes)) or 1.0
    found: dict[Key, list[tuple[int, float]]] = {}
    for place, bag in enumerate(bags):
        size = SATURATION * (1 - LENGTH + LENGTH * sizes[place] / average)
        for key, count in bag.items():
            if count > 0:
                found.setdefault(key, []).append((place, count * (SATURATION + 1) / (count + size)))
    return {key: (rarity(len(bags), len(each)), each) for key, each in found.items()}
