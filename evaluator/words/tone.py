"""How a visitor speaks: of trouble met, or asking whether something can be done at all.

Both lean towards what a product is not for: people who report a failure or ask whether
a thing is possible have mostly met a limit. It only moves the order in which statements
are read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.words.vocabulary import Vocabulary
from evaluator.words.wording import Word

ASKING = re.compile(
    r"\?|\b(?:is|would|if) (?:it|this|that|there) (?:be )?(?:possible|any|a way)"
    r"|\b(?:can|could|may) (?:we|i|it|you|one)\b"
    r"|\b(?:any|a) (?:plan|way)s?\b|\bhow (?:can|do|to)\b|\bwonder(?:ing)?\b|\bsupport for\b|\bwould like to\b",
    re.IGNORECASE,
)
MOST = 2


@dataclass(frozen=True, slots=True)
class Tone:
    """How often a text tells of trouble and how often it asks, each up to a bound."""

    trouble: int
    asking: int


SERENE = Tone(0, 0)


def tone(text: str, words: Iterable[Word], known: Vocabulary) -> Tone:
    """Read the tone of a text and its words."""
    trouble = sum(word.text in known.trouble for word in words)
    asking = sum(1 for _ in ASKING.finditer(text))
    return Tone(min(trouble, MOST), min(asking, MOST))
