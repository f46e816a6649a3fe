"""Highlighting: a visitor's own words, cut where a match begins and ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.matching import Match


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the visitor's words, and whether it led to a statement."""

    text: str
    led: bool


def pieces(words: str, matches: Iterable[Match]) -> tuple[Piece, ...]:
    """Return the words whole, in pieces, with all that led to any of the matches told apart."""
    led = bytearray(len(words))
    for match in matches:
        for start, end in match.spans:
            led[start:end] = b"\x01" * (end - start)
    cut: list[Piece] = []
    begin = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or led[place] != led[begin]:
            cut.append(Piece(words[begin:place], bool(led[begin])))
            begin = place
    return tuple(cut)
