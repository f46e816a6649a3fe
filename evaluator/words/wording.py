"""Text cut into the words that matching compares, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from evaluator.words.stemming import stem

WORD = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|[^\W_]+(?:['\u2019][^\W\d_]{1,2}\b)?")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
MOST = 900
LONGEST = 40
"""No word that means anything is longer; the rest of a longer one is not looked at."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, how it was typed, folded, and its stem."""

    start: int
    end: int
    text: str
    stem: str


def words(text: str) -> Iterator[Word]:
    """Cut a text into its words, in any script; ``camelCase`` and hyphens separate.

    A text of more than ``MOST`` words is read so far: the cost of a text has a bound.
    """
    for found in islice(WORD.finditer(text), MOST):
        start, end = found.span()
        end = min(end, start + LONGEST)
        edges = [start, *(start + hump.start() for hump in HUMP.finditer(text[start:end])), end]
        for here, there in pairwise(edges):
            yield _word(here, there, text[here:there])


def _word(start: int, end: int, typed: str) -> Word:
    plain = folded(typed)
    return Word(start, end, plain, stem(plain))


def folded(typed: str) -> str:
    """Return a word in lower case, without accents and without a possessive ending."""
    plain = typed.lower().replace("\u2019", "'")
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return plain.removesuffix("'s")
