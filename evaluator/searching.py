"""Searching: what the visitor typed, found in everything there is to read, with the part that says it."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evaluator.entries import Entry
from evaluator.plain import Passage
from evaluator.spelling import Spelling
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import Word, plain_words, words

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


@dataclass(frozen=True)
class Found:
    """An entry that was found; ``asked`` is what each word that was typed may stand for, and how strongly."""

    entry: Entry
    strength: float
    asked: Sequence[Mapping[str, float]]

    @property
    def passage(self) -> Passage:
        """The passage that says most of what was asked."""
        return self._shown[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where in the passage the words stand that were found."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[Passage, tuple[Span, ...]]:
        # Looked up only for what is shown: a common word is found in thousands of entries.
        told = [(*_said(passage.words, self.asked), passage) for passage in self.entry.passages]
        # The heading is shown in any case: the passage is the part that says more.
        _, spans, passage = max(told, key=lambda one: one[0], default=(0.0, (), Passage(self.entry.heading)))
        return passage, spans


class SearchIndex:
    """Everything there is to read, by the stems of its words.

    Texts are numbered through: each entry's heading, then its passages. A stem has the
    number of every text that it stands in, as often as it does.
    """

    def __init__(self, searched: Iterable[Entry]) -> None:
        """Read every entry once."""
        self._entries = tuple(searched)
        self._owners = array("L")
        self._headings: set[int] = set()
        self._texts: dict[str, array[int]] = {}
        self._stems: dict[str, str] = {}
        for number, entry in enumerate(self._entries):
            self._headings.add(len(self._owners))
            for text in (entry.heading, *(passage.words for passage in entry.passages)):
                self._add(len(self._owners), text)
                self._owners.append(number)
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
        return tuple(Found(self._entries[number], worth[number], asked) for number in best)

    def _add(self, number: int, text: str) -> None:
        for plain, stem in plain_words(text):
            self._stems[plain] = stem
            known = self._texts.get(stem)
            if known is None:
                known = self._texts[stem] = array("L")
            known.append(number)

    def _meant(self, word: Word) -> dict[str, float]:
        """Return the stems that a typed word may stand for, and how strongly."""
        meant = {word.stem: 1.0} if word.stem in self._texts else {}
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
            often = Counter(self._texts[stem])
            rare = math.log(1 + len(self._entries) / len({self._owners[text] for text in often}))
            for text, count in often.items():
                number = self._owners[text]
                worth = strength * rare * (IN_HEADING if text in self._headings else 1 + math.log(count))
                best[number] = max(best.get(number, 0.0), worth)
        return best


def _said(text: str, asked: Iterable[Mapping[str, float]]) -> tuple[float, tuple[Span, ...]]:
    """Return how much of what was asked a text says, and where."""
    places: dict[str, list[Span]] = defaultdict(list)
    for word in words(text):
        places[word.stem].append((word.start, word.end))
    worth, spans = 0.0, set[Span]()
    for stems in asked:
        held = [stem for stem in stems if stem in places]
        worth += max((stems[stem] for stem in held), default=0.0)
        spans.update(span for stem in held for span in places[stem])
    return worth, tuple(sorted(spans))


def _telling(typed: str) -> list[Word]:
    """Return the words that tell something, each once; where none does, all of them."""
    once = list({word.stem: word for word in words(typed)}.values())
    common = vocabulary().common
    return ([word for word in once if word.text not in common] or once)[:MOST_WORDS]
