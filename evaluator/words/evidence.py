"""How far a text and each statement speak of the same thing, measured in four ways.

``words``: the same stems, by BM25. ``concepts``: the same groups of the vocabulary, by
BM25. ``told``: how much of the text finds its like in the statement. ``covered``: how
much of a passage of the statement finds its like in the text.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluator.words.mentions import Mention
from evaluator.words.vocabulary import Senses

SATURATION = 4.0
LENGTH = 0.5
RARITY = 0.4
DWELLING = 6.0
LIKENESS = 0.35
"""Two terms less alike than this, as the cosine of what they may mean, are not alike."""
OFTEN = 2.0
FLOOR = 0.05
BRIEF = 0.5
"""What is added to the number of a text's terms: of a word or two, one that is found does not say all."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a phrase of a statement, as mentions; ``is_full`` passages are compared term by term."""

    place: int
    mentions: tuple[Mention, ...]
    weight: float
    is_full: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """One mention, what it is worth, and how far each statement has its like."""

    mention: Mention
    worth: float
    likeness: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a text shares with every statement, in their order, and with the declaration's subject at all.

    ``known`` is the share of the text that finds its like in some statement, ``central``
    the share of statements in which its terms find theirs, on average; ``length`` counts those terms.
    """

    words: Sequence[float]
    concepts: Sequence[float]
    told: Sequence[float]
    covered: Sequence[float]
    known: float
    central: float
    length: float
    traces: tuple[Trace, ...]


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
        self._found: list[list[tuple[int, float]]] = []
        meant: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._owners = [passage.place for passage in passages]
        for number, passage in enumerate(passages):
            for mention in passage.mentions:
                term = self._terms.setdefault(mention.key, len(self._terms))
                if term == len(self._found):
                    self._found.append([])
                    for concept, strength in self._direction(mention.senses).items():
                        meant[concept].append((term, strength))
                self._found[term].append((number, min(1.0, mention.weight) * passage.weight))
        self._meant = dict(meant)
        self._holders = [
            _strongest((self._owners[number], weight) for number, weight in found) for found in self._found
        ]
        self._rarities = [rarity(self._size, len(holders)) for holders in self._holders]
        masses = [0.0] * len(passages)
        for found, rare in zip(self._found, self._rarities, strict=True):
            for number, weight in found:
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
        words, concepts, told = ([0.0] * self._size for _ in range(3))
        meant: dict[int, float] = defaultdict(float)
        for mention in said:
            if mention.is_word:
                _add(words, self._words.get(mention.key, ()), mention.weight)
            for concept, strength in spread(mention):
                meant[concept] += strength
        for concept, strength in meant.items():
            _add(concepts, self._concepts.get(concept, ()), strength * (1 + DWELLING) / (strength + DWELLING))
        best: dict[int, float] = {}
        traces = [self._trace(mention, best) for mention in said]
        length = sum(mention.weight for mention in said)
        for trace in traces:
            _add(told, trace.likeness.items(), 3 * trace.worth / math.sqrt(length + 3))
        return Findings(
            words=words,
            concepts=concepts,
            told=told,
            covered=self._covered(best),
            known=sum(t.mention.weight * max(t.likeness.values(), default=0.0) for t in traces) / (length + BRIEF),
            central=sum(t.mention.weight * sum(t.likeness.values()) for t in traces)
            / max(1, self._size)
            / (length + BRIEF),
            length=length,
            traces=tuple(traces),
        )

    def _trace(self, mention: Mention, best: dict[int, float]) -> Trace:
        """Find a mention's like in the statements, and note in ``best`` the terms it says best so far."""
        likest: dict[int, float] = {}
        often = min(mention.weight, OFTEN)
        for term, likeness in self._like(mention):
            if likeness * often > best.get(term, 0.0):
                best[term] = likeness * often
            for place, weight in self._holders[term]:
                if likeness * weight > likest.get(place, 0.0):
                    likest[place] = likeness * weight
        return Trace(mention, rarity(self._size, sum(likest.values())) * mention.weight, likest)

    def _covered(self, best: Mapping[int, float]) -> list[float]:
        amounts = [0.0] * len(self._owners)
        for term, strength in best.items():
            _add(amounts, self._found[term], strength * self._rarities[term])
        covered = [0.0] * self._size
        for place, amount, scale in zip(self._owners, amounts, self._scales, strict=True):
            covered[place] = max(covered[place], amount * scale)
        return covered

    def _like(self, mention: Mention) -> Iterable[tuple[int, float]]:
        """Return the terms of the statements that a mention is like, itself among them."""
        likeness: dict[int, float] = defaultdict(float)
        for concept, strength in self._direction(mention.senses).items():
            for term, other in self._meant.get(concept, ()):
                likeness[term] += strength * other
        alike = {term: cosine for term, cosine in likeness.items() if cosine > LIKENESS}
        if mention.key in self._terms:
            alike[self._terms[mention.key]] = 1.0
        return alike.items()


def _add(sums: list[float], amounts: Iterable[tuple[int, float]], times: float) -> None:
    for place, amount in amounts:
        sums[place] += amount * times


def rarity(statements: int, among: float) -> float:
    """Return how telling it is to be found among so many of the statements."""
    return float(max(math.log(1 + (statements - among + 0.5) / (among + 0.5)), FLOOR) ** RARITY)


def spread(mention: Mention) -> Iterator[tuple[int, float]]:
    """Share a mention out over its concepts: a word with many meanings says less of each."""
    share = mention.weight / math.sqrt(len(mention.senses) or 1)
    return ((concept, strength * share) for concept, strength in mention.senses.items())


def _postings(bags: Sequence[Mapping[Key, float]]) -> dict[Key, list[tuple[int, float]]]:
    sizes = [sum(bag.values()) for bag in bags]
    average = sum(sizes) / max(1, len(sizes)) or 1.0
    found: dict[Key, list[tuple[int, float]]] = {}
    for place, bag in enumerate(bags):
        size = SATURATION * (1 - LENGTH + LENGTH * sizes[place] / average)
        for key, count in bag.items():
            if count > 0:
                found.setdefault(key, []).append((place, count * (SATURATION + 1) / (count + size)))
    rare = {key: rarity(len(bags), len(each)) for key, each in found.items()}
    return {key: [(place, weight * rare[key]) for place, weight in each] for key, each in found.items()}


def _strongest(weights: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    best: dict[int, float] = {}
    for place, weight in weights:
        best[place] = max(best.get(place, 0.0), weight)
    return list(best.items())
