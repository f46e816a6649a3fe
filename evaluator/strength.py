"""From evidence to strengths that mean the same from one declaration to another.

Where the numbers come from, and what other ones gave, is in ``docs/matching.md``.
"""

import math
from collections.abc import Sequence

from evaluator.evidence import Findings
from evaluator.tone import Tone

WORDS = 1 / 30
CONCEPTS = 1 / 5
TOLD = 1 / 8
COVERED = 1.2
TROUBLE = 0.2
ASKING = 0.2
LIMIT = 0.8
BEYOND = 0.7

LIKELIEST = 0.9
KNOWN = 7.0
CENTRAL = 13.0
OFFSET = 6.4


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


def strengths(weights: Sequence[float], findings: Findings) -> list[float]:
    """Return each statement's strength.

    It is the chance that anything declared applies at all, times the statement's share of the likeliest one.
    """
    most = max(weights, default=0.0)
    if not most:
        return [0.0 for _ in weights]
    odds = LIKELIEST * most + KNOWN * findings.known + CENTRAL * math.sqrt(findings.central) - OFFSET
    chance = 1 / (1 + math.exp(-odds))
    return [chance * weight / most for weight in weights]
