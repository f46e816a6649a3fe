"""Reading the vendor's mark: a small SVG or PNG that can do nothing but be seen."""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from evaluator.brand import BrandMark
from evaluator.errors import Problem

MAX_BYTES = 8_192
MOST_PIXELS = 512
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SVG = "http://www.w3.org/2000/svg"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
ELEMENTS = SHAPES | {"svg", "g", "defs", "title", "desc", "linearGradient", "radialGradient", "stop", "clipPath"}
PAINTED = ("fill", "stroke", "stop-color")
GEOMETRY = frozenset(
    (
        *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "width", "height"),
        *(
            "transform",
            "viewBox",
            "preserveAspectRatio",
            "gradientUnits",
            "gradientTransform",
            "spreadMethod",
            "offset",
        ),
    )
)
LOOKS = re.compile(r"(fill|stroke|stop|clip)(-[a-z]+)?|opacity|clipPathUnits")
NAMING = frozenset({"id", "class", "version", "role", "aria-label", "aria-hidden"})
PAINT = re.compile(r"#[0-9a-fA-F]{6}|none|url\(#[\w.-]+\)")
OUTSIDE = re.compile(r"url\((?!#[\w.-]+\))|\\|(?:src|image|image-set|cross-fade|element)\s*\(", re.IGNORECASE)
"""What may load from elsewhere; a backslash would spell it in a way that is not seen here."""

UTF_8 = ("utf-8", "us-ascii")

Found = tuple[BrandMark | None, list[Problem]]


def read_mark(path: str, name: str, source: bytes) -> Found:
    """Return the mark in a file, or None and everything that is wrong with it."""
    if len(source) > MAX_BYTES:
        fault = f"the mark has {len(source)} bytes, more than {MAX_BYTES}, and every first visit loads it"
        return None, [Problem(path, 1, 1, fault, "Simplify the drawing or make the picture smaller")]
    return _read_svg(path, name, source) if name.endswith(".svg") else _read_png(path, name, source)


def _read_png(path: str, name: str, source: bytes) -> Found:
    if not source.startswith(SIGNATURE) or source[12:16] != b"IHDR" or len(source) < 33:
        return None, [Problem(path, 1, 1, "this is not a PNG picture", "Export it again as PNG or SVG")]
    width, height = struct.unpack(">II", source[16:24])
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        fault = f"the mark is {width} by {height} pixels, and {MOST_PIXELS} are the most either way"
        return None, [Problem(path, 1, 1, fault, "Make it smaller: it is shown 32 high")]
    return BrandMark(id=name, media_type=TYPES["png"], content=source, width=width, height=height), []


def _read_svg(path: str, name: str, source: bytes) -> Found:
    if b"\0" in source:
        return None, [Problem(path, 1, 1, "the drawing is not written in UTF-8", "Save it as UTF-8")]
    drawing = _Drawing(path)
    try:
        drawing.read(source)
    except _Refused:
        pass
    except expat.ExpatError as error:
        fault = f"this is not XML: {expat.ErrorString(error.code)}"
        drawing.problems.append(Problem(path, error.lineno, error.offset + 1, fault, "Export it again as plain SVG"))
    if not drawing.problems and drawing.size is None:
        fault = "the drawing does not say its size in a viewBox"
        drawing.problems.append(Problem(path, 1, 1, fault, 'Add viewBox="0 0 width height" to svg'))
    if drawing.problems or drawing.size is None:
        return None, drawing.problems
    width, height = drawing.size
    paints = tuple(sorted(drawing.paints | ({"#000000"} if drawing.is_black_by_default else set())))
    mark = BrandMark(id=name, media_type=TYPES["svg"], content=source, width=width, height=height, paints=paints)
    return mark, []


class _Refused(Exception):
    """The drawing is not read to its end."""


@dataclass(slots=True)
class _Drawing:
    """An SVG while it is read: what is wrong with it, its size, and the colours it uses."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    size: tuple[int, int] | None = None
    paints: set[str] = field(default_factory=set)
    is_black_by_default: bool = False
    _fills: list[bool] = field(default_factory=list)

    def read(self, source: bytes) -> None:
        """Go through the document once; nothing in it is followed, and nothing is expanded."""
        parser = expat.ParserCreate("utf-8", " ")

        def report(fault: str, remedy: str) -> None:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            self.problems.append(Problem(self.path, line, column, fault, remedy))

        self._refuse_beginnings(parser, report)

        def start(tag: str, attributes: dict[str, str]) -> None:
            for fault, remedy in self._element(tag, attributes):
                report(fault, remedy)

        def end(_tag: str) -> None:
            self._fills.pop()

        def instruction(*_told: object) -> None:
            report("a processing instruction stands here", "Remove it: it can load a style from elsewhere")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.ProcessingInstructionHandler = instruction
        parser.Parse(source, True)

    def _refuse_beginnings(self, parser: expat.XMLParserType, report: Callable[[str, str], None]) -> None:
        """Read nothing of a drawing that begins with what could make it another one than is read here."""

        def doctype(*_told: object) -> None:
            report("a document type stands here", "Remove the line: it can hide what is drawn")
            # What it declares could grow without end, so nothing after it is read.
            raise _Refused

        def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
            if encoding is not None and encoding.lower() not in UTF_8:
                report(f"the drawing says that it is written in {encoding!r}", "Save it as UTF-8")
                raise _Refused

        parser.StartDoctypeDeclHandler = doctype
        parser.XmlDeclHandler = declaration

    def _element(self, tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        space, _, name = tag.rpartition(" ")
        is_first, inherits = not self._fills, bool(self._fills and self._fills[-1])
        self._fills.append(inherits or "fill" in attributes)
        if space != SVG or name not in ELEMENTS or is_first != (name == "svg"):
            yield f"“{name}” does not belong in a mark", "Keep to paths and shapes: no script, text, style or picture"
            return
        if is_first:
            self.size = _size(attributes.get("viewBox", ""))
        if name in SHAPES and not self._fills[-1]:
            self.is_black_by_default = True
        for key, value in attributes.items():
            yield from self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> Iterator[tuple[str, str]]:
        if key not in GEOMETRY | NAMING and not LOOKS.fullmatch(key):
            yield f"“{key.rpartition(' ')[2]}” is not allowed in a mark", "Remove it: a mark runs and loads nothing"
        elif OUTSIDE.search(value):
            yield f"“{key}” points outside of the drawing", "Point to an id in the same file, as url(#id)"
        elif key in PAINTED and not PAINT.fullmatch(value):
            yield f"“{key}” is {value!r}, whose contrast cannot be checked", "Write it as #rrggbb, none or url(#id)"
        elif key in PAINTED and value.startswith("#"):
            self.paints.add(value.lower())


def _size(box: str) -> tuple[int, int] | None:
    try:
        _, _, width, height = (float(part) for part in box.replace(",", " ").split())
    except ValueError:
        return None
    is_sound = 0 < width < 100_000 and 0 < height < 100_000
    return (max(1, round(width)), max(1, round(height))) if is_sound else None
