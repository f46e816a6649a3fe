"""Where everything on the map stands. Lengths are units of the drawing, in which text is 15 high."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap

from candor.drawing.labels import Label, Strand, columns_of, strands_of
from evaluator.declaration import Declaration
from evaluator.mapping import Map

WIDTH = 1140
TOP = 40
GAP = 18
PADDING = 9
LINE = 18
MOST_LINES = 5
WIDEST = 40
"""How wide an edge is that all answers take."""

STUB = 46
"""How far an edge runs level before it turns, so that it crosses no share that stands beside another one."""

APART = 16
"""The least distance at a box between edges whose shares are written beside them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of boxes: its heading, its place, and how many characters a line of it holds."""

    heading: str
    left: int
    width: int
    characters: int


COLUMNS = (
    Column("Questions", 0, 240, 29),
    Column("Statements they touch", 320, 256, 27),
    Column("Verdicts", 726, 124, 12),
    Column("Where to go next", 960, 180, 21),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A label where it stands, its text broken into lines."""

    label: Label
    lines: tuple[str, ...]
    left: int
    top: float
    width: int
    height: float


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge where it runs; its share stands at ``left`` and ``top`` where it is written."""

    path: str
    thickness: str
    kind: str
    title: str
    share: str
    left: int
    top: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing; curves go below boxes."""

    width: int
    height: int
    columns: tuple[Column, ...]
    curves: tuple[Curve, ...]
    boxes: tuple[Box, ...]


def draw(declaration: Declaration, found: Map) -> Drawing:
    """Return a map as a drawing."""
    strands = tuple(strands_of(declaration, found))
    labels = columns_of(declaration, found)
    columns = tuple(zip(COLUMNS, labels, strict=True))
    heights = [[_height(label, column, strands) for label in each] for column, each in columns]
    whole = max(sum(each) + GAP * len(each) for each in heights)
    boxes: dict[str, Box] = {}
    for (column, each), tall in zip(columns, heights, strict=True):
        spare = (whole - sum(tall)) / max(len(each), 1)
        top = TOP + spare / 2
        for label, height in zip(each, tall, strict=True):
            boxes[label.id] = Box(label, _lines(label, column), column.left, round(top, 1), column.width, height)
            top += height + spare
    return Drawing(WIDTH, round(TOP + whole), COLUMNS, tuple(_curves(strands, boxes)), tuple(boxes.values()))


def broken(text: str, characters: int) -> tuple[str, ...]:
    """Return a text as lines that fit, the last one cut short where there are too many."""
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    room = characters // 2 if wide else characters
    lines = wrap(text, room)
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    return (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: room - 1].rstrip(" ,.;:") + "…")


def _lines(label: Label, column: Column) -> tuple[str, ...]:
    return broken(label.text, column.characters)


def _height(label: Label, column: Column, strands: Iterable[Strand]) -> float:
    """Return how high a box is: enough for its text, and for the edges at either side."""
    text = len(_lines(label, column)) * LINE + (LINE if label.share else 0) + 2 * PADDING
    leaving = sum(_room(strand) for strand in strands if strand.source == label.id)
    coming = sum(_thickness(strand) + 1 for strand in strands if strand.target == label.id)
    return max(float(text), leaving, coming)


def _thickness(strand: Strand) -> float:
    return round(max(1.5, WIDEST * float(strand.share)), 1)


def _room(strand: Strand) -> float:
    """Return the room that an edge takes at its source, where its share may be written."""
    return max(_thickness(strand) + 1, APART) if strand.written else _thickness(strand) + 1


def _curves(strands: tuple[Strand, ...], boxes: Mapping[str, Box]) -> Iterable[Curve]:
    starts = _ports({one: _room(one) for one in strands}, boxes, leaving=True)
    ends = _ports({one: _thickness(one) + 1 for one in strands}, boxes, leaving=False)
    for strand in strands:
        source, target = boxes[strand.source], boxes[strand.target]
        left, right = source.left + source.width, target.left
        turn = left + STUB if strand.written else left
        here, there, middle = starts[strand], ends[strand], (turn + right) / 2
        path = f"M{left} {here}H{turn}C{middle} {here} {middle} {there} {right} {there}"
        share = strand.title.rpartition(": ")[2].partition(" ")[0] if strand.written else ""
        yield Curve(path, f"{_thickness(strand)}", strand.kind, strand.title, share, left + 5, round(here + 4, 1))


def _ports(room: Mapping[Strand, float], boxes: Mapping[str, Box], *, leaving: bool) -> dict[Strand, float]:
    """Return the height at which each edge meets its box, in the order of what stands at the other end."""
    at: dict[str, list[Strand]] = {}
    for strand in room:
        at.setdefault(strand.source if leaving else strand.target, []).append(strand)
    places: dict[Strand, float] = {}
    for box, several in at.items():
        several.sort(key=lambda one: boxes[one.target if leaving else one.source].top)
        here = boxes[box].top + (boxes[box].height - sum(room[one] for one in several)) / 2
        for strand in several:
            places[strand] = round(here + room[strand] / 2, 1)
            here += room[strand]
    return places
