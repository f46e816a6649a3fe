"""Reading one content file: plain values, with the line and column of each.

YAML is read from parser events, so that ``no`` stays the text it is, an equal key is
seen, and depth is bounded: composing a deep document recurses until the process dies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from evaluator.errors import Problem

MAX_BYTES = 1_048_576
MAX_DEPTH = 20
FILES_KEPT = 1_000
"""How many files of each kind are kept as read: after an edit all but one are the same. Nobody changes a reading."""

Place = tuple[str | int, ...]

_UNFIT = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]")
"""What no text holds: control characters, and a byte order mark amid the text."""

_NOT_YAML = "this is not YAML"
_CONTROL = "a control character stands here"


@dataclass(slots=True)
class Reading:
    """One file as read: its value, the body under its front matter, and where all of it stands.

    ``places`` maps the path of keys and list positions that leads to a value to its
    line and column; a key's own place is the path of its value. ``value`` is made of
    dict, list and str only. ``body_line`` is the line on which the body begins.
    """

    path: str
    value: Any = None
    body: str = ""
    body_line: int = 1
    places: dict[Place, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, place: Place, fault: str, remedy: str) -> Problem:
        """Return a problem at a value, or at the nearest value that holds it."""
        while place and place not in self.places:
            place = place[:-1]
        line, column = self.places.get(place, (1, 1))
        return Problem(self.path, line, column, fault, remedy)


@lru_cache(maxsize=FILES_KEPT)
def read_yaml(path: str, source: bytes) -> Reading:
    """Read a YAML file; faults are in the reading's ``problems``, never raised."""
    reading = Reading(path)
    text = _text(reading, source)
    if text is not None:
        _read_value(reading, text)
    return reading


@lru_cache(maxsize=FILES_KEPT)
def read_markdown(path: str, source: bytes) -> Reading:
    """Read a Markdown file that opens with YAML between two lines of three dashes."""
    reading = Reading(path)
    text = _text(reading, source)
    if text is None:
        return reading
    lines = text.split("\n")
    closing = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        fault = "the file does not open with front matter between two lines of ---"
        reading.problems.append(Problem(path, 1, 1, fault, "Begin it with ---, the keys, and --- again"))
        return reading
    _read_value(reading, "\n" + "\n".join(lines[1:closing]))
    below = lines[closing + 1 :]
    blank = next((number for number, line in enumerate(below) if line.strip()), 0)
    reading.body, reading.body_line = "\n".join(below).strip(), closing + 2 + blank
    return reading


def _text(reading: Reading, source: bytes) -> str | None:
    if len(source) > MAX_BYTES:
        fault = f"the file is larger than {MAX_BYTES} bytes"
        reading.problems.append(Problem(reading.path, 1, 1, fault, "Split it or shorten it"))
        return None
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        reading.problems.append(Problem(reading.path, line, 1, "the text is not UTF-8", "Save the file as UTF-8"))
        return None
    unfit = _UNFIT.search(text)
    if unfit is None:
        return text
    before = text[: unfit.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    reading.problems.append(Problem(reading.path, line, column, _CONTROL, "Remove it"))
    return None


def _read_value(reading: Reading, text: str) -> None:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        reading.value = _Builder(reading).build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        fault, remedy = _not_yaml(error, text, line, column)
        reading.problems.append(Problem(reading.path, line, column, fault, remedy))


def _not_yaml(error: yaml.MarkedYAMLError, text: str, line: int, column: int) -> tuple[str, str]:
    """Return the fault and the remedy; the commonest two in words that need no knowledge of YAML."""
    problem = str(error.problem or error.context)
    if isinstance(error, _NotUsed):
        return problem, "Write it out plainly"
    if any(one[column - 1 : column] == "\t" for one in text.split("\n")[line - 1 : line]):
        return f"{_NOT_YAML}: a tab stands where only spaces may", "Write spaces instead"
    if problem.startswith("mapping values are not allowed"):
        colon = "Put quotes around a text with a colon, and a space behind the colon of a key, here or one line above"
        return f"{_NOT_YAML}: a colon stands where none is expected", colon
    return f"{_NOT_YAML}: {problem}", "Check quotes, colons and indentation here"


class _NotUsed(yaml.MarkedYAMLError):
    """Valid YAML that content has no use for."""

    def __init__(self, fault: str, event: Any) -> None:
        super().__init__(problem=fault, problem_mark=event.start_mark)


class _Builder:
    """Builds values from parser events without recursion deeper than ``MAX_DEPTH``."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def build(self, events: Iterator[Any]) -> Any:
        """Return the value of the only document, reading on to the end of the file."""
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _NotUsed("a second document begins here", event)
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: Any, events: Iterator[Any], place: Place) -> Any:
        self._reading.places.setdefault(place, self._at(event))
        self._refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if len(place) >= MAX_DEPTH:
            raise _NotUsed(f"deeper than {MAX_DEPTH} levels", event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        return self._mapping(events, place)

    def _sequence(self, events: Iterator[Any], place: Place) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*place, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], place: Place) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            if not isinstance(key, yaml.ScalarEvent):
                raise _NotUsed("a key must be plain text", key)
            self._refuse(key)
            known = key.value in items
            if known:
                line, column = self._at(key)
                fault = f"the key “{key.value}” stands here a second time"
                self._reading.problems.append(
                    Problem(self._reading.path, line, column, fault, "Keep one of the two and remove the other")
                )
            self._reading.places.setdefault((*place, key.value), self._at(key))
            value = self._value(next(events), events, (*place, key.value))
            items.setdefault(key.value, value)
        return items

    @staticmethod
    def _refuse(event: Any) -> None:
        """Raise where an event carries what content has no use for."""
        if getattr(event, "anchor", None) is not None:
            raise _NotUsed("anchors and aliases are not used here", event)
        if isinstance(event, yaml.ScalarEvent) and _UNFIT.search(event.value):
            raise _NotUsed(_CONTROL, event)

    @staticmethod
    def _at(event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1, event.start_mark.column + 1
