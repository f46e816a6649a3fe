"""Declarations of many statements and pages, written as files: copies of a sample's, each in words of its own."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.generating import Chance

LETTERS = "bcdfgklmnprstv"
VOWELS = "aeiou"
WORD = re.compile(r"\b[a-z]{5,}\b")
KEPT = re.compile(r"(\]\([^)]*\)|`[^`]*`|^#+.*$|^```.*?^```)", re.MULTILINE | re.DOTALL)
"""What stays as it is in a text: addresses, code and headings, which other pages may name."""

LONGEST = 80


def write(sample: Path, folder: Path, statements: int, pages: int) -> None:
    """Write a declaration of so many statements and pages to a new folder; its scenarios are left out."""
    shutil.copytree(sample, folder)
    (folder / "scenarios.yaml").unlink(missing_ok=True)
    chance = Chance(1)
    known = tuple(_word(chance) for _ in range(4_000))

    def vary(text: str) -> str:
        parts = KEPT.split(text)
        return "".join(part if place % 2 else WORD.sub(swap, part) for place, part in enumerate(parts))

    def swap(found: re.Match[str]) -> str:
        return found[0] if chance.below(10) < 7 else known[chance.below(len(known))]

    originals = sorted([*(sample / "is").glob("*.md"), *(sample / "is-not").glob("*.md")])
    _copy(originals, folder, statements, vary)
    _copy(sorted((sample / "pages").glob("*.md")), folder, pages, vary)


def _copy(originals: list[Path], folder: Path, wanted: int, vary: Callable[[str], str]) -> None:
    for number in range(len(originals), wanted):
        original = originals[number % len(originals)]
        _, front, body = original.read_text(encoding="utf-8").split("---\n", 2)
        front = "".join(_line(line, number) for line in front.splitlines(keepends=True))
        copy = folder / original.parent.name / f"{original.stem[:40]}-{number}.md"
        copy.write_text(f"---\n{front}---\n{vary(body)}", encoding="utf-8")


def _line(line: str, number: int) -> str:
    """Number what has to differ: headings, and phrases, which may lead to one side alone."""
    if line.startswith("heading: "):
        return f"{line.rstrip()[:LONGEST]} {number}\n"
    is_phrase = line.startswith("  - ") and ": " not in line and " " in line.strip()[2:]
    return f"{line.rstrip()} {number}\n" if is_phrase else line


def _word(chance: Chance) -> str:
    return "".join(chance.some(LETTERS, 1)[0] + chance.some(VOWELS, 1)[0] for _ in range(2 + chance.below(3)))
