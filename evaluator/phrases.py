"""One more phrase in a statement's file: a line is added, and nothing else changes."""

import json
from collections.abc import Iterator

import yaml

from evaluator.reading import read_markdown

KEY = "heard_as"


class PhraseFault(Exception):
    """A phrase cannot be added; the text says why."""


def plain(words: str) -> str:
    """Return words as a phrase: on one line, with single spaces."""
    return " ".join(words.split())


def with_phrase(source: bytes, phrase: str) -> bytes:
    """Return a statement's file with one more phrase after the last; comments, order and line ends stay.

    Raises PhraseFault where the phrase is empty or already there, or the file holds no list to add it to.
    """
    before = read_markdown("", source)
    heard = before.value.get(KEY) if isinstance(before.value, dict) else None
    if before.problems or not isinstance(heard, list) or not heard:
        raise PhraseFault(f"its file has no “{KEY}:” list to add to: write the phrase there by hand")
    if not phrase:
        raise PhraseFault("the phrase is empty: give some words")
    if plain(phrase).casefold() in {plain(str(one)).casefold() for one in heard}:
        raise PhraseFault("the phrase is already there")
    after = _added(source, phrase)
    reading = read_markdown("", after)
    if reading.value != {**before.value, KEY: [*heard, phrase]} or reading.body != before.body:
        raise PhraseFault(
            f"its “{KEY}:” is written in a way that nothing can be added to: write the phrase there by hand"
        )
    return after


def _added(source: bytes, phrase: str) -> bytes:
    text = source.decode("utf-8")
    start = text.index("\n") + 1
    lines = text[start:].splitlines(keepends=True)
    closing = next(number for number, line in enumerate(lines) if line.rstrip() == "---")
    matter = "".join(lines[:closing])
    root = yaml.compose(matter, Loader=yaml.BaseLoader)
    pairs: list[tuple[yaml.Node, yaml.Node]] = root.value if isinstance(root, yaml.MappingNode) else []
    listed = next(value for key, value in pairs if key.value == KEY)
    last: yaml.Node = listed.value[-1]
    if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
        place, addition = last.end_mark.index, f", {_quoted(phrase)}"
    else:
        place, addition = _after(matter, last), f"{_dash(matter, last)}{_quoted(phrase)}{_line_end(text)}"
    return (text[: start + place] + addition + text[start + place :]).encode()


def _after(matter: str, last: yaml.Node) -> int:
    """Return where the line after an entry begins; the entry of a block may end on the next line."""
    if last.end_mark.column == 0:
        return len(matter[: last.end_mark.index].rstrip()) + len(_line_end(matter))
    return matter.index("\n", last.end_mark.index) + 1


def _dash(matter: str, last: yaml.Node) -> str:
    """Return what stands before an entry on its line: the same indentation, the dash and the space."""
    begins = matter.rfind("\n", 0, last.start_mark.index) + 1
    return matter[begins : last.start_mark.index]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _quoted(phrase: str) -> str:
    """Return a phrase as YAML: plain where every reader takes it for this text, else in double quotes."""
    return phrase if all(read == [phrase] for read in _readings(phrase)) else json.dumps(phrase, ensure_ascii=False)


def _readings(phrase: str) -> Iterator[object]:
    for text in (f"- {phrase}\n", f"[{phrase}]\n", f"[{phrase}, other]\n"):
        try:
            read = yaml.safe_load(text)
        except yaml.YAMLError:
            yield None
        else:
            yield read[:1] if isinstance(read, list) and len(read) < 3 else read
