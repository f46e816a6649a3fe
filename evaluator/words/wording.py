"""Text cut into the words that matching compares, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
        typed = text[start:end]
        if typed.islower():
            yield Word(start, end, *_read(typed))
            continue
        edges = [start, *(start + hump.start() for hump in HUMP.finditer(typed)), end]
        for here, there in pairwise(edges):
            yield Word(here, there, *_read(text[here:there]))


def plain_words(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into the same words, and yield each one folded and its stem: for what needs no places."""
    for found in islice(WORD.findall(text), MOST):
        typed = found[:LONGEST]
        if typed.islower():
            yield _read(typed)
        else:
            yield from map(_read, HUMP.split(typed))


@lru_cache(maxsize=16_384)
def _read(typed: str) -> tuple[str, str]:
    """Return a word folded, and its stem."""
    plain = folded(typed)
    return plain, stem(plain)


def folded(typed: str) -> str:
    """Return a word in lower case, without accents and without a possessive ending."""
    plain = typed.lower().replace("\u2019", "'")
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return plain.removesuffix("'s")
