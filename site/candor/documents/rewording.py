"""Changing every text of a paper in one way: cleaned, shortened, escaped."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from candor.documents.lettering import line, paragraphs
from candor.documents.papers import CasePaper

EXACT = {"address", "link", "id", "kind", "day"}
"""What has to stay as it is to be of use."""


def each_text(paper: CasePaper, change: Callable[[str], str]) -> CasePaper:
    """Return a paper whose every text is changed, except addresses, ids and the link."""
    changed: CasePaper = _changed(paper, change)
    return changed


def cleaned(paper: CasePaper) -> CasePaper:
    """Return a paper whose every text is one clean line; only the note keeps its paragraphs."""
    return replace(each_text(paper, line), note="\n".join(paragraphs(paper.note)))


def letters(paper: CasePaper) -> int:
    """Return how many letters the texts of a paper have, addresses not counted."""
    found: list[int] = []

    def count(text: str) -> str:
        found.append(len(text))
        return text

    each_text(paper, count)
    return sum(found)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in EXACT}
        return replace(value, **{name: _changed(text, change) for name, text in texts.items()})
    return value
