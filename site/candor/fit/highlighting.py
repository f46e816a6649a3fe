"""Highlighting: a visitor's own words, cut where a match begins and ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.matching import Match


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the visitor's words, and whether it led to a statement."""

    text: str
    led: bool


def joined(words: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans with neighbours made one where nothing but space and punctuation parts them."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and not any(letter.isalnum() for letter in words[whole[-1][1] : start]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def quoted(words: str, spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Return what was written at spans, as first written; neither capitals nor line breaks make it different."""
    first: dict[str, str] = {}
    for start, end in joined(words, spans):
        first.setdefault(" ".join(words[start:end].casefold().split()), words[start:end])
    return tuple(first.values())


def pieces(words: str, matches: Iterable[Match]) -> tuple[Piece, ...]:
    """Return the words whole, in pieces, with all that led to any of the matches told apart."""
    led = bytearray(len(words))
    for match in matches:
        for start, end in joined(words, match.spans):
            led[start:end] = b"\x01" * (end - start)
    cut: list[Piece] = []
    begin = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or led[place] != led[begin]:
            cut.append(Piece(words[begin:place], bool(led[begin])))
            begin = place
    return tuple(cut)
