"""Markdown as plain words: what a reader sees of it, passage by passage, under the headings it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
BULLETS = re.compile(r"^\s*(?:[-+*>:]|\d+\.)\s+|\|", re.MULTILINE)
SIGNS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
RULE = re.compile(r"^[\s|:=-]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text, and the heading that it stands under."""

    words: str
    under: str | None = None


def headings_of(body: str) -> Iterator[str]:
    """Yield the headings of a Markdown text as plain words."""
    for line in body.splitlines():
        heading = HEADING.match(line)
        if heading:
            yield _plain(heading[2])


def passages_of(body: str) -> Iterator[Passage]:
    """Yield the paragraphs of a Markdown text as plain words, each under its nearest heading."""
    under: str | None = None
    for block in _blocks(body):
        heading = HEADING.match(block)
        if heading:
            under = _plain(heading[2])
        elif words := _plain(block):
            yield Passage(words, under)


def _blocks(body: str) -> Iterator[str]:
    lines: list[str] = []
    for line in (*body.splitlines(), ""):
        heading = HEADING.match(line)
        if heading or not line.strip() or RULE.match(line):
            if lines:
                yield "\n".join(lines)
            lines = []
        else:
            lines.append(line)
        if heading:
            yield line


def _plain(text: str) -> str:
    return " ".join(SIGNS.sub("", BULLETS.sub(" ", LINK.sub(r"\1", text))).split())
