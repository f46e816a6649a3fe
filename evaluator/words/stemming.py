"""English words cut back to a stem, so that inflection does not hide a match.

A short relative of Porter's algorithm (M. F. Porter, "An algorithm for suffix
stripping", Program 14(3), 1980): plural, past and -ing first, then one derivational
ending, provided that enough of a word is left.
"""

from functools import lru_cache

VOWELS = frozenset("aeiouy")
SHORTEST = 4
"""Words shorter than this, and stems that would be, are left as they are."""

ENDINGS = (
    ("ization", 4),
    ("isation", 4),
    ("fulness", 3),
    ("iveness", 3),
    ("ousness", 3),
    ("ability", 3),
    ("ibility", 3),
    ("ational", 4),
    ("ations", 4),
    ("ation", 4),
    ("ition", 4),
    ("ments", 4),
    ("ement", 4),
    ("ment", 4),
    ("ators", 4),
    ("ator", 4),
    ("able", 4),
    ("ible", 4),
    ("ance", 4),
    ("ence", 4),
    ("ancy", 4),
    ("ency", 4),
    ("ness", 4),
    ("ions", 4),
    ("less", 4),
    ("ive", 4),
    ("ize", 4),
    ("ise", 4),
    ("ify", 4),
    ("ity", 4),
    ("ous", 4),
    ("ful", 4),
    ("ion", 4),
    ("ant", 5),
    ("ent", 5),
    ("ate", 4),
    ("ers", 5),
    ("ors", 5),
    ("er", 5),
    ("or", 5),
    ("al", 5),
    ("ic", 5),
    ("ly", 4),
    ("y", 4),
    ("e", 3),
)


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; a word with digits is its own stem."""
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return word
    return _without_ending(_without_inflection(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("sses") or word.endswith(("ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_inflection(word: str) -> str:
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and not VOWELS.isdisjoint(left):
            if left.endswith(("at", "bl", "iz")):
                return left + "e"
            doubled = left[-1] == left[-2] and left[-1] not in "lsz"
            return left[:-1] if doubled else left
    return word


def _without_ending(word: str) -> str:
    for ending, shortest in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not _is_long_vowel(word, ending):
            return word[: -len(ending)]
    return word


def _is_long_vowel(word: str, ending: str) -> bool:
    return ending == "y" and word[-2] in VOWELS
