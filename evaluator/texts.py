"""The texts below the front matter: which entries have one, its lines without code, and where a fault in it is told."""

import re
from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins

WITH_BODIES = ("personas", "statements", "use_cases", "examples", "comparisons", "pages", "launches", "talks")

FENCE = re.compile(r"^(`{3,}|~{3,})")
CODE = re.compile(r"`[^`]*`")


class Line:
    """A line of a text, where a problem is told."""

    def __init__(self, origin: Origin, number: int) -> None:
        """Count from 0 at the first line of the text."""
        self._origin = origin
        self._number = origin.reading.body_line + number

    def problem(self, fault: str, remedy: str) -> Problem:
        """Return a problem at this line of the file."""
        return Problem(self._origin.reading.path, self._number, 1, fault, remedy)


def texts(declaration: Declaration, origins: Origins) -> Iterator[tuple[Origin, str]]:
    """Yield every text with the file that it stands in."""
    for name in WITH_BODIES:
        for value in getattr(declaration, name):
            yield origins.of(name, value.id), value.body


def without_blocks(body: str) -> Iterator[str]:
    """Yield the lines of a text, those of fenced code empty."""
    ends: str | None = None
    for line in body.splitlines():
        fence = FENCE.match(line)
        if ends is not None:
            ends = None if line.rstrip(" ") == ends else ends
            yield ""
        elif fence:
            ends = fence[1]
            yield ""
        else:
            yield line


def without_code(body: str) -> Iterator[str]:
    """Yield the lines of a text without fenced code and without code within a line."""
    return (CODE.sub("", line) for line in without_blocks(body))
