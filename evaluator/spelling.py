"""Words that a visitor may have meant: the nearest known ones, by the letters they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 4
"""Shorter words are too near one another to guess at."""
LONG = 6
"""From this length on two letters may be wrong."""
MOST = 80
"""So many words that share most with what was typed are compared letter by letter."""


class Spelling:
    """The known words, turned round so that a misspelt one finds its likes."""

    def __init__(self, known: Iterable[str]) -> None:
        """Keep words by every three letters in a row that they hold."""
        self._holders: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(known)):
            for three in _threes(word):
                self._holders[three].append(word)

    def nearest(self, typed: str, most: int = 2) -> tuple[str, ...]:
        """Return the other words with the fewest wrong letters, at most ``most``, and one in a short word."""
        if len(typed) < SHORTEST:
            return ()
        most = most if len(typed) >= LONG else 1
        shared = Counter(word for three in _threes(typed) for word in self._holders.get(three, ()))
        near = [(word, distance(typed, word, most)) for word, _ in shared.most_common(MOST) if word != typed]
        least = min((wrong for _, wrong in near), default=most + 1)
        return tuple(sorted(word for word, wrong in near if wrong == least)) if least <= most else ()


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are missing, too many, wrong or swapped with the next; more than ``most`` as one more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, facing in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != facing))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)


def _threes(word: str) -> Iterator[str]:
    padded = f"^^{word}$"
    return (padded[start : start + 3] for start in range(len(padded) - 2))
