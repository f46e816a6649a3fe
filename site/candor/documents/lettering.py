"""What any text goes through before it is set: one line, nothing invisible that misleads, words that can break."""

import re
import unicodedata

BREAK = "\u200b"
"""A zero-width space: the line may break here, and nothing is seen where it does not."""

LONGEST_ADDRESS = 40
"""Addresses are set small and break at their strokes, so they need such places later."""

LONGEST_WORD = 24
"""A longer run of letters gets places to break, or it would leave its column."""

_MISLEADING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("[\n\r\v\f\x85\u2028\u2029]+")


def line(text: str) -> str:
    """Return text as one line, without control characters, half characters or marks that turn the direction."""
    joined = " ".join(_MISLEADING.sub("", text).split())
    return "".join(letter for letter in joined if unicodedata.category(letter) not in ("Cc", "Cs"))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, each as one line."""
    found = (line(part) for part in _LINE_ENDS.split(text))
    return tuple(part for part in found if part)


def shortened(text: str, letters: int) -> str:
    """Return text of at most so many letters, cut between words where that loses little, with an ellipsis."""
    if len(text) <= letters:
        return text
    cut = text[: max(letters - 1, 0)]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > letters * 2 // 3 else cut).rstrip(" ,.;:") + "…"


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """Return text in which a line can break inside words longer than that."""
    return re.sub(rf"[^\s{BREAK}]{{{longest + 1},}}", lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    parts, since = [], 0
    for letter in word:
        if since >= 8 and not unicodedata.category(letter).startswith("M") and letter != "\u200d":
            parts.append(BREAK)
            since = 0
        parts.append(letter)
        since = 0 if letter == "\u200d" else since + 1
    return "".join(parts)
