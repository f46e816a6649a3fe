"""The terms of a text: its telling words, known phrases and spelt-out abbreviations, with what they may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluator.words.stemming import stem
from evaluator.words.vocabulary import Senses, Vocabulary
from evaluator.words.wording import Word

EVERYDAY = 0.7
BETWEEN = 2
"""So many other words may stand between two words of a phrase."""
LONG_FORM = 0.6
"""What each word of an abbreviation's long form counts, beside a word that was typed."""


@dataclass(frozen=True, slots=True)
class Term:
    """Something a text mentions, and where.

    ``set_aside_from`` is where the negation begins that names it only to set it aside; None where there is none.
    """

    key: str
    senses: Senses
    start: int
    end: int
    weight: float
    is_word: bool
    set_aside_from: int | None


def terms(typed: Sequence[Word], aside: Sequence[int | None], known: Vocabulary) -> Iterator[Term]:
    """Yield the terms of the words of a text, in their order; ``aside`` tells where the negation of each begins."""
    present = {word.stem for word in typed}
    for place, word in enumerate(typed):
        for phrase in known.phrases.get(word.stem, ()):
            if present.issuperset(phrase.stems) and (last := _last(typed, place, phrase.stems)):
                end = typed[last].end
                yield Term(" ".join(phrase.stems), phrase.senses, word.start, end, 1.0, False, aside[place])
        yield from _of_word(word, aside[place], known)
        yield from _joined(typed, place, aside[place], known)


def _of_word(word: Word, aside: int | None, known: Vocabulary) -> Iterator[Term]:
    if word.text not in known.common:
        senses = known.senses.get(word.stem, {})
        weight = EVERYDAY if word.text in known.everyday else 1.0
        yield Term(word.stem, senses, word.start, word.end, weight, True, aside)
    for long in known.long_forms.get(word.text, ()):
        if long not in known.common:
            key = stem(long)
            yield Term(key, known.senses.get(key, {}), word.start, word.end, LONG_FORM, True, aside)


def _joined(typed: Sequence[Word], place: int, aside: int | None, known: Vocabulary) -> Iterator[Term]:
    """Two words that the vocabulary knows written as one: "data base", "time-series"."""
    if place + 1 < len(typed) and typed[place + 1].start - typed[place].end == 1:
        here, there = typed[place], typed[place + 1]
        key = stem(here.text + there.text)
        if key in known.senses:
            yield Term(key, known.senses[key], here.start, there.end, 1.0, True, aside)


def _last(typed: Sequence[Word], place: int, stems: Sequence[str]) -> int:
    """Return where a phrase that begins at a place ends, or 0: few other words may stand within it."""
    for wanted in stems[1:]:
        for step in range(place + 1, min(place + 2 + BETWEEN, len(typed))):
            if typed[step].stem == wanted:
                place = step
                break
        else:
            return 0
    return place
