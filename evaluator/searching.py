"""Searching: what the visitor typed, found in everything there is to read, with the part that says it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluator.entries import Entry
from evaluator.plain import Passage
from evaluator.spelling import Spelling
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import Word, words

IN_HEADING = 3.0
BEGUN = 0.6
"""What a word counts that only begins as the one typed does."""
MISSPELT = 0.5
SHORTEST_BEGINNING = 3
LONG_WORD = 6
"""A known word of this length may still be another's spelling, as license is of licence."""
ENOUGH = 0.2
"""What is worth less than this share of the best find is not shown."""
MOST_WORDS = 12

Span = tuple[int, int]
Place = tuple[int, int]
"""An entry and one of its passages, by number; the heading is passage -1."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found, the passage of it that says most of what was asked, and where in that passage."""

    entry: Entry
    passage: Passage
    spans: tuple[Span, ...]
    strength: float


class SearchIndex:
    """Everything there is to read, by the stems of its words."""

    def __init__(self, searched: Iterable[Entry]) -> None:
        """Read every entry once."""
        self._entries = tuple(searched)
        self._places: dict[str, dict[Place, list[Span]]] = defaultdict(lambda: defaultdict(list))
        self._stems: dict[str, str] = {}
        for number, entry in enumerate(self._entries):
            self._add((number, -1), entry.heading)
            for place, passage in enumerate(entry.passages):
                self._add((number, place), passage.words)
        self._places = {stem: dict(places) for stem, places in self._places.items()}
        self._spelling = Spelling(self._stems)

    def search(self, typed: str) -> tuple[Found, ...]:
        """Return what says the words that tell something, best first; what says more of them stands higher."""
        asked = [self._meant(word) for word in _telling(typed)]
        strengths: dict[int, float] = defaultdict(float)
        said: dict[int, int] = defaultdict(int)
        for stems in asked:
            for number, strength in self._strengths(stems).items():
                strengths[number] += strength
                said[number] += 1
        worth = {number: strength * said[number] / len(asked) for number, strength in strengths.items()}
        least = max(worth.values(), default=0.0) * ENOUGH
        best = sorted((number for number in worth if worth[number] >= least), key=lambda number: -worth[number])
        return tuple(self._found(number, worth[number], asked) for number in best)

    def _add(self, place: Place, text: str) -> None:
        for word in words(text):
            self._stems[word.text] = word.stem
            self._places[word.stem][place].append((word.start, word.end))

    def _meant(self, word: Word) -> dict[str, float]:
        """Return the stems that a typed word may stand for, and how strongly."""
        meant = {word.stem: 1.0} if word.stem in self._places else {}
        if len(word.text) >= SHORTEST_BEGINNING:
            for form, stem in self._stems.items():
                if form.startswith(word.text):
                    meant.setdefault(stem, BEGUN)
        if not meant or len(word.text) >= LONG_WORD:
            for near in self._spelling.nearest(word.text, most=1 if meant else 2):
                meant.setdefault(self._stems[near], MISSPELT)
        return meant

    def _strengths(self, stems: Mapping[str, float]) -> Mapping[int, float]:
        best: dict[int, float] = {}
        for stem, strength in stems.items():
            places = self._places[stem]
            rare = math.log(1 + len(self._entries) / len({number for number, _ in places}))
            for (number, passage), spans in places.items():
                worth = IN_HEADING if passage < 0 else 1 + math.log(len(spans))
                best[number] = max(best.get(number, 0.0), strength * rare * worth)
        return best

    def _found(self, number: int, strength: float, asked: Iterable[Mapping[str, float]]) -> Found:
        entry = self._entries[number]
        spans: dict[int, list[Span]] = defaultdict(list)
        worth: dict[int, float] = defaultdict(float)
        for stems in asked:
            for place, strongest, marked in self._in(entry, number, stems):
                spans[place] += marked
                worth[place] += strongest
        # The heading is shown in any case: the passage is the part that says more.
        shown = max(range(len(entry.passages)), key=lambda place: worth.get(place, 0.0), default=-1)
        passage = entry.passages[shown] if shown >= 0 else Passage(entry.heading)
        return Found(entry, passage, tuple(sorted(set(spans.get(shown, ())))), strength)

    def _in(self, entry: Entry, number: int, stems: Mapping[str, float]) -> Iterator[tuple[int, float, list[Span]]]:
        for place in range(-1, len(entry.passages)):
            hits = [(strength, self._places[stem].get((number, place), [])) for stem, strength in stems.items()]
            strongest = max((strength for strength, spans in hits if spans), default=0.0)
            if strongest:
                yield place, strongest, [span for _, spans in hits for span in spans]


def _telling(typed: str) -> list[Word]:
    """Return the words that tell something, each once; where none does, all of them."""
    once = list({word.stem: word for word in words(typed)}.values())
    common = vocabulary().common
    return ([word for word in once if word.text not in common] or once)[:MOST_WORDS]
