"""Guessing how many lines a case takes, so that typst has to try few ways of setting it.

A wrong guess costs time and nothing else: what is set has been measured.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from candor.documents.fitting import Fitted
from candor.documents.papers import CasePaper, Proof, Section

PAGE = 81.0
"""How many lines a page holds at the smallest size."""

COLUMN, WHOLE = 56, 112
"""How many letters a line holds in a column and across the page."""

SIZES = (10.6, 10.0, 9.4)
"""The sizes, in points, at which a whole case is tried; one that has lost detail is set in the last."""


def guess(levels: Sequence[Fitted]) -> int:
    """Return which way of setting probably fits: the first level in each size, then every other level."""
    whole = _height(levels[0])
    ways = [whole * (size / SIZES[-1]) ** 1.8 for size in SIZES] + [_height(one) for one in levels[1:]]
    return next((at for at, height in enumerate(ways) if height <= PAGE), len(ways) - 1)


def _height(level: Fitted) -> float:
    paper = level.paper
    proof = 1.5 if level.addresses else 1.1
    against = 2 + _items([(one.words, "", one.proof) for one in paper.reasons], proof)
    if paper.conditions:
        against += 2 + _items([(one.words, "", one.proof) for one in paper.conditions], proof)
    if paper.instead:
        against += 2 + _items([(one.name + one.because, "", ()) for one in paper.instead], proof)
    if paper.objections:
        against += 2 + _items([(one.says, one.answer, one.proof) for one in paper.objections], proof)
    return _head(paper) + max(against, sum(_section(one, proof) for one in paper.sections)) + _foot(level)


def _section(section: Section, proof: float) -> float:
    receipts = [(one.words, one.because, one.proof) for one in section.receipts]
    return 2 + _lines(section.says, COLUMN) + len(receipts) + _items(receipts, proof)


def _items(items: Iterable[tuple[str, str, tuple[Proof, ...]]], proof: float) -> float:
    return sum(
        0.7 + _lines(first, COLUMN) + _lines(second, COLUMN) + proof * len(proofs) for first, second, proofs in items
    )


def _head(paper: CasePaper) -> float:
    note = sum(1.1 * _lines(one, WHOLE) for one in paper.note.split("\n")) + (2 if paper.note else 0)
    return 9 + 3.2 * _lines(paper.verdict, 60) + note + 2 * _lines(paper.notice + paper.decided, WHOLE)


def _foot(level: Fitted) -> float:
    business = level.paper.business
    figures = 5 + 1.5 * len(business.lines) + _lines(business.pays_back + business.basis, WHOLE) if business else 1
    return figures + 4 + _lines(", ".join(level.left_out), WHOLE)


def _lines(text: str, letters: int) -> int:
    return ceil(len(text) / letters)
