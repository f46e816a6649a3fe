"""Which words of a text are set aside by a negation: "we don't need a server", "not sensor data but invoices".

Only what is dismissed counts. A complaint ("it cannot write", "does not scale") is about
its words as much as a wish is, so those stay as they are.
"""

import re
from collections.abc import Sequence

from evaluator.words.wording import Word

REACH = 5
"""A negation sets aside at most so many words that tell anything."""
STOPS = re.compile(r"[.;:!?,()\n\u2013\u2014]")
TURNS = frozenset({"but", "however", "though", "although", "and", "because", "so", "just", "only"}) | frozenset(
    {"rather", "instead", "when", "if"}
)
DISMISSING = frozenset({"no", "without", "never", "neither", "nor", "none", "not", "unnecessary"})
DENIED_ABILITY = frozenset({"cannot", "can't", "couldn't"})
HELPERS = frozenset({"does", "did", "is", "are", "was", "can", "could"}) | frozenset(
    {"doesn't", "didn't", "isn't", "aren't", "wasn't", "won't"}
)
DOUBTS = frozenset({"can", "could", "wouldn't", "couldn't", "shouldn't", "mustn't"})
"""Not able, or a question: what follows is talked about, not set aside."""
WISHES = frozenset(
    {"need", "want", "require", "care", "plan", "expect", "intend", "mind", "use", "have", "like"}
) | frozenset(
    {"about", "needed", "necessary", "required", "wanted", "used", "be", "really", "actually", "a", "an", "the", "any"}
)
ABILITIES = (
    frozenset({"can", "could", "work", "works", "able", "possible", "support", "supported", "scale"})
    | frozenset({"allow", "enough", "sure", "find", "know"})
    | frozenset({"understand", "understanding", "think", "believe", "see", "convinced", "quite", "seem"})
)


def dismissed(text: str, words: Sequence[Word], common: frozenset[str]) -> list[int | None]:
    """Tell for each word that a visitor names only to set it aside where the negation begins; None for others."""
    return _reached(
        text, words, common, [_negates(word.text) and _sets_aside(words, at) for at, word in enumerate(words)]
    )


def denied(text: str, words: Sequence[Word], common: frozenset[str]) -> list[int | None]:
    """Tell the same for each word that a statement denies: a declaration does not complain."""
    begins = [_negates(word.text) or word.text in DENIED_ABILITY for word in words]
    return _reached(text, words, common, begins)


def _reached(text: str, words: Sequence[Word], common: frozenset[str], begins: Sequence[bool]) -> list[int | None]:
    found: list[int | None] = []
    left = start = 0
    for place, word in enumerate(words):
        before = text[words[place - 1].end : word.start] if place else ""
        if STOPS.search(before) or word.text in TURNS:
            left = 0
        found.append(start if left > 0 else None)
        if begins[place]:
            left, start = REACH, word.start
        elif word.text not in common:
            left -= 1
    return found


def _negates(word: str) -> bool:
    return word in DISMISSING or word.endswith("n't")


def _sets_aside(words: Sequence[Word], place: int) -> bool:
    """Tell a wish that is denied from an ability that is missing."""
    word = words[place].text
    if word in DENIED_ABILITY:
        return False
    following = [later.text for later in words[place + 1 : place + 3]]
    if not following or ABILITIES & set(following):
        return False
    helper = words[place - 1].text if place and word == "not" else word
    if helper in DOUBTS:
        return False
    if helper in HELPERS:
        return bool(WISHES & set(following))
    return True
