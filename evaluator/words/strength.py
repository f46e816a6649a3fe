"""From evidence to strengths that mean the same from one declaration to another.

Where the numbers come from, and what other ones gave, is in ``docs/matching.md``.
"""

import math
from collections.abc import Sequence

from evaluator.words.evidence import Findings
from evaluator.words.tone import Tone

WORDS = 1 / 60
CONCEPTS = 0.3
TOLD = 0.25
COVERED = 1.2
TROUBLE = 0.2
ASKING = 0.3
LIMIT = 0.5
BEYOND = 0.5

STEEPNESS = (0.55, 6.2, 14.3)
"""What each measure of a gauge adds to the odds that anything declared applies."""
OFFSET = 4.9
USUAL = (1.55, 0.26, 0.2)
"""The gauge of strangers in a declaration of one sentence a statement; what exceeds it is subtracted."""
EXCESS = 1.6
LENGTH_OF_STRANGERS = 12

Gauge = tuple[float, float, float]
"""How much a text meets: the most that speaks for one statement, the known share, the central share."""


def weights(findings: Findings, denies: Sequence[bool], sides: Sequence[int], tone: Tone) -> list[float]:
    """Return how much speaks for each statement.

    Trouble and doubt speak for an *is not*; ``sides`` says of which statements' limits
    the visitor's own amounts are on the right side (1), the wrong one (-1) or on none.
    """
    doubt = TROUBLE * tone.trouble + ASKING * tone.asking
    found = zip(findings.words, findings.concepts, findings.told, findings.covered, denies, sides, strict=True)
    return [
        _speaks(WORDS * words + CONCEPTS * concepts + TOLD * told + COVERED * covered, doubt * is_not, side)
        for words, concepts, told, covered, is_not, side in found
    ]


def _speaks(shared: float, doubt: float, side: int) -> float:
    if not shared and side <= 0:
        return 0.0
    return (shared + doubt + LIMIT * max(side, 0)) * (BEYOND if side < 0 else 1.0)


def gauge(weights: Sequence[float], findings: Findings) -> Gauge:
    """Measure how much a text meets in a declaration as a whole."""
    return max(weights, default=0.0), findings.known, math.sqrt(findings.central)


def chance_level(strangers: Sequence[Gauge]) -> float:
    """Return by how much a declaration's wealth of words raises the odds of any text.

    A declaration with many phrases meets something in what anybody writes, so its odds
    are lowered by what texts about all kinds of other plans meet in it.
    """
    means: list[float] = [sum(measures) / len(strangers) for measures in zip(*strangers, strict=True)]
    above: list[float] = [max(0.0, mean - usual) for mean, usual in zip(means, USUAL, strict=True)]
    return EXCESS * sum(steep * excess for steep, excess in zip(STEEPNESS, above, strict=True))


def strengths(weights: Sequence[float], findings: Findings, by_chance: float) -> list[float]:
    """Return each statement's strength.

    It is the chance that anything declared applies at all, times the statement's share of
    the likeliest one. A text of few terms meets less by chance.
    """
    met = gauge(weights, findings)
    most = met[0]
    if not most:
        return [0.0 for _ in weights]
    odds = sum(steep * measure for steep, measure in zip(STEEPNESS, met, strict=True)) - OFFSET
    odds -= by_chance * min(1.0, findings.length / LENGTH_OF_STRANGERS)
    chance = 1 / (1 + math.exp(-odds))
    return [chance * weight / most for weight in weights]
