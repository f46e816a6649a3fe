"""What a statement declares, as the passages by which it is recognised."""

from collections.abc import Iterator, Mapping

from evaluator.statements import Statement
from evaluator.words.evidence import Passage
from evaluator.words.mentions import mentions
from evaluator.words.negation import denied
from evaluator.words.splitting import in_parts
from evaluator.words.terms import terms
from evaluator.words.vocabulary import Vocabulary
from evaluator.words.wording import words

SAYS = 1.0
HEARD = 1.0
BESIDE = 0.5
REASON = 0.3


def passages(place: int, statement: Statement, pains: Mapping[str, str], known: Vocabulary) -> Iterator[Passage]:
    """Yield the passages of the statement that stands at a place in the declaration.

    What an *is* denies is set aside; what an *is not* denies is what its visitors ask for.
    """
    for text, weight, is_full in _texts(statement, pains):
        found = list(in_parts(words(text), known))
        aside = [None] * len(found) if statement.kind == "is-not" else denied(text, found, known.common)
        yield Passage(place, tuple(mentions(terms(found, aside, known))), weight, is_full)


def _texts(statement: Statement, pains: Mapping[str, str]) -> Iterator[tuple[str, float, bool]]:
    yield f"{statement.says}\n{statement.heading}", SAYS, True
    for phrase in statement.heard_as:
        yield phrase, HEARD, True
    for alternative in statement.instead:
        yield f"{alternative.name}\n{alternative.because}", BESIDE, True
    if statement.condition:
        yield statement.condition, BESIDE, True
    for pain in statement.pains:
        yield pains.get(pain, ""), BESIDE, True
    yield statement.body, REASON, False
