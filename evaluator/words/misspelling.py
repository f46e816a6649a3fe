"""Long words with one letter wrong, missing, too many or swapped, read as the known word that was meant.

Short words are left alone: one letter makes another word of them. So are the real words
of ``english/lookalikes.txt``, which one letter parts from a known one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from evaluator.words.stemming import stem
from evaluator.words.vocabulary import Vocabulary
from evaluator.words.wording import Word

LONG = 8
EDGE = 3
"""One wrong letter leaves the first or the last so many letters of a long word as they are."""
MOST = 40
"""So many unknown words of one text are looked at: the cost of a text has a bound."""


class Spelling:
    """The long words that a declaration and the vocabulary know, found by their first and last letters."""

    def __init__(self, known: Vocabulary, declared: Set[str]) -> None:
        """Index the vocabulary's own words and those that the statements use."""
        self._known = known
        self._stems = frozenset(stem(word) for word in declared)
        self._by_edge: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known.singles | declared):
            if len(word) >= LONG and word.isalpha():
                self._by_edge[word[:EDGE]].append(word)
                self._by_edge["-" + word[-EDGE:]].append(word)

    def mend(self, typed: Iterable[Word]) -> Iterator[Word]:
        """Yield the words of a text, a misspelt one as the known word, where it was typed."""
        left = MOST
        for word in typed:
            if left and self._is_strange(word):
                left -= 1
                yield self._meant(word)
            else:
                yield word

    def _is_strange(self, word: Word) -> bool:
        return (
            len(word.text) >= LONG - 1
            and word.text.isalpha()
            and word.stem not in self._known.senses
            and word.stem not in self._stems
            and word.text not in self._known.common
            and word.text not in self._known.lookalikes
        )

    def _meant(self, word: Word) -> Word:
        text = word.text
        alike = (*self._by_edge.get(text[:EDGE], ()), *self._by_edge.get("-" + text[-EDGE:], ()))
        meant = next((one for one in alike if is_slip(text, one)), None)
        return replace(word, text=meant, stem=stem(meant)) if meant else word


def is_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter typed wrong, left out, added or swapped with its neighbour makes one of the other."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    at = next((place for place, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), -1)
    if at < 0:
        return True
    if len(typed) != len(meant):
        longer, shorter = sorted((typed, meant), key=len, reverse=True)
        return longer[at + 1 :] == shorter[at:]
    return typed[at + 1 :] == meant[at + 1 :] or (
        typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
    )
