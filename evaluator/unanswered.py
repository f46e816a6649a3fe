"""Questions that people asked: what nobody has answered in public yet, as entries that wait for an answer.

Nothing is published by itself, and nobody is named: whoever writes the content answers.
"""

import json
import re
from collections.abc import Collection, Iterable
from textwrap import shorten

from evaluator.addresses import slug
from evaluator.learning import Group
from evaluator.news import Asked

LONGEST_ID = 60
LONGEST_SENTENCE = 600
SHORTEST_NAME = 3
"""Letters of a name that is worth hiding: shorter ones are words of every text."""

ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+")
TELEPHONE = re.compile(r"\+?\d[\d ()/.-]{6,}\d")
HIDDEN = "…"


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a question without the names given and without addresses and telephone numbers."""
    hidden = TELEPHONE.sub(HIDDEN, ADDRESS.sub(HIDDEN, text))
    parts = {part for name in names for part in (name, *name.split()) if len(part) >= SHORTEST_NAME}
    for part in sorted(parts, key=len, reverse=True):
        hidden = re.sub(rf"\b{re.escape(part)}\b", HIDDEN, hidden, flags=re.IGNORECASE)
    return " ".join(hidden.split())


def unanswered(asked: Iterable[str], faq: Iterable[Asked]) -> list[str]:
    """Return the questions that no entry answers in these words or in others that it lists."""
    known = {_plain(words) for one in faq for words in (one.asks, *one.asked_as)}
    return [one for one in asked if _plain(one) and _plain(one) not in known]


def entry_for(group: Group, taken: Collection[str]) -> str:
    """Return a group of questions as an entry for ``faq.yaml``; its answer and sources are left to write."""
    first, *others = (shorten(words, LONGEST_SENTENCE, placeholder=" …") for words, _ in group.words)
    lines = [f"- id: {_id(first, taken)}", f"  asks: {_quoted(first)}"]
    if others:
        lines.append(f"  asked_as: [{', '.join(map(_quoted, others))}]")
    return "\n".join([*lines, '  answer: ""', f"  statements: [{', '.join(group.nearest)}]", "  sources: []"])


def _plain(words: str) -> str:
    return slug(words)


def _id(words: str, taken: Collection[str]) -> str:
    """Return an id that begins as the words do and that no entry has."""
    kept = re.sub(r"[^a-z0-9-]", "", slug(words)).strip("-")
    begins = re.sub(r"-+", "-", kept)[: LONGEST_ID - 4].rpartition("-")[0] if len(kept) > LONGEST_ID - 4 else kept
    free = begins or "question"
    number = 2
    while free in taken:
        free, number = f"{begins or 'question'}-{number}", number + 1
    return free


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
