"""What matching knows of English and of computing, read from the lists beside this module."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "english"


@cache
def common_words() -> frozenset[str]:
    """Return the words that are too common to tell one statement from another."""
    return frozenset(word for line in _lines("common.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
