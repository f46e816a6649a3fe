"""Words that a visitor wrote as one, "webshop", read as the two known words that they are."""

from collections.abc import Iterable, Iterator, Set

from evaluator.words.stemming import stem
from evaluator.words.vocabulary import Vocabulary
from evaluator.words.wording import Word

LONG_ENOUGH = 7
PART = 3
ENDINGS = frozenset({"able", "age", "dom", "ends", "gets", "less", "lets", "mits", "pages", "ship", "ships", "tars"})
"""Known words that are mostly endings where they stand last: "ownership" is no ship."""


def in_parts(typed: Iterable[Word], known: Vocabulary, declared: Set[str] = frozenset()) -> Iterator[Word]:
    """Yield the words of a text, an unknown long one as two where both are known by themselves.

    ``declared`` holds the stems of the words that the statements use.
    """
    for word in typed:
        if len(word.text) < LONG_ENOUGH or word.stem in known.senses or word.stem in declared:
            yield word
        else:
            yield from (word,) if word.text in known.common else _parts(word, known)


def _parts(word: Word, known: Vocabulary) -> tuple[Word, ...]:
    """Return the two known words that a word consists of, the longest first one, or the word itself."""
    if word.end - word.start == len(word.text):
        for cut in range(len(word.text) - PART, PART - 1, -1):
            first, second = word.text[:cut], word.text[cut:]
            if second in ENDINGS:
                continue
            if first in known.singles and (second in known.singles or second.removesuffix("s") in known.singles):
                middle = word.start + cut
                return (Word(word.start, middle, first, stem(first)), Word(middle, word.end, second, stem(second)))
    return (word,)
