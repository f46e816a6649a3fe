"""What a visitor's text mentions, gathered: each term once, with how often and where."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluator.words.terms import Term
from evaluator.words.vocabulary import Senses

ASIDE = 0.4
"""What a word counts for its plain meaning where a negation sets it aside."""
LONGEST = 110
"""No more terms of one text are looked at: the cost of a text has a bound."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of a text: what it may mean, how much it was dwelt on, and where it stands."""

    key: str
    senses: Senses
    weight: float
    is_word: bool
    spans: tuple[tuple[int, int], ...]


def mentions(terms: Iterable[Term]) -> list[Mention]:
    """Gather the terms of a text in the order in which they first appear."""
    gathered: dict[str, list[Term]] = {}
    for term in terms:
        gathered.setdefault(term.key, []).append(term)
        if len(gathered) >= LONGEST:
            break
    return [_mention(key, group) for key, group in gathered.items()]


def _mention(key: str, group: Sequence[Term]) -> Mention:
    count = sum(term.weight * (1 if term.set_aside_from is None else ASIDE) for term in group)
    dwelt = 1 + math.log(count) if count > 1 else count
    return Mention(key, group[0].senses, dwelt, group[0].is_word, tuple((term.start, term.end) for term in group))
