"""What every statement of a declaration hears in a visitor's words: built once, asked often."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator.statements import Statement
from evaluator.words.evidence import Findings, Index
from evaluator.words.limits import limits, speaking, speaks_against
from evaluator.words.mentions import mentions
from evaluator.words.misspelling import Spelling
from evaluator.words.negation import dismissed
from evaluator.words.passages import passages
from evaluator.words.quantities import Quantity, quantities
from evaluator.words.splitting import in_parts
from evaluator.words.strength import weights
from evaluator.words.terms import Term, terms
from evaluator.words.tone import SERENE, tone
from evaluator.words.vocabulary import vocabulary
from evaluator.words.wording import plain_words, words

UNWANTED = 0.5
"""What an *is not* loses of all that a denial of its own words would have spoken for it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How much speaks for each statement, what of the text it shares with them, and the amounts named.

    ``set_aside`` maps the span of each term that is set aside to where its negation begins.
    """

    weights: Sequence[float]
    findings: Findings
    amounts: Sequence[Quantity]
    set_aside: Mapping[tuple[int, int], int]


class Hearing:
    """What one declaration's statements are recognised by."""

    def __init__(self, statements: Sequence[Statement], pains: Mapping[str, str], units: Mapping[str, str]) -> None:
        """Index all that the statements declare; ``units`` says what the values of a question are numbers of."""
        self._known = vocabulary()
        self._denies = [statement.kind == "is-not" for statement in statements]
        found = [
            passage
            for place, statement in enumerate(statements)
            for passage in passages(place, statement, pains, self._known)
        ]
        self._declared = frozenset(mention.key for passage in found for mention in passage.mentions if mention.is_word)
        self._spelling = Spelling(self._known, _used(statements))
        self._limits = {place: own for place, one in enumerate(statements) if (own := limits(one, units))}
        self._index = Index(found, len(statements), self._known.weights)

    def weigh(self, typed: str) -> Heard:
        """Measure how much of a text speaks for each statement, in their order."""
        said = list(self._spelling.mend(in_parts(words(typed), self._known, self._declared)))
        found = list(terms(said, dismissed(typed, said, self._known.common), self._known))
        findings = self._index.weigh(mentions(found))
        amounts = quantities(typed)
        speaks = weights(findings, self._denies, self._sides(amounts), tone(typed, said, self._known))
        set_aside = {(term.start, term.end): term.set_aside_from for term in found if term.set_aside_from is not None}
        return Heard(self._without_unwanted(found, speaks), findings, amounts, set_aside)

    def speaking(self, place: int, amounts: Sequence[Quantity]) -> list[Quantity]:
        """Return the amounts that are on the side of a limit that the statement at a place is about."""
        return speaking(self._limits.get(place, ()), amounts)

    def _sides(self, amounts: Sequence[Quantity]) -> list[int]:
        """Tell for each statement whether the amounts are on its limits' side (1), the other (-1) or none."""
        sides = [0] * len(self._denies)
        for place, own in self._limits.items() if amounts else ():
            sides[place] = bool(speaking(own, amounts)) - speaks_against(own, amounts)
        return sides

    def _without_unwanted(self, found: Iterable[Term], speaks: list[float]) -> list[float]:
        """Take from an *is not* what only a denial of the very thing speaks for it."""
        denied = [replace(term, set_aside_from=None) for term in found if term.set_aside_from is not None]
        if not denied:
            return speaks
        shares = weights(self._index.weigh(mentions(denied)), self._denies, [0] * len(self._denies), SERENE)
        return [
            max(0.0, weight - UNWANTED * share * is_not)
            for weight, share, is_not in zip(speaks, shares, self._denies, strict=True)
        ]


def _used(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the words that statements use, for visitors who misspell them."""
    return frozenset(
        folded
        for statement in statements
        for text in (statement.says, statement.heading, *statement.heard_as)
        for folded, _ in plain_words(text)
    )
