"""Checking how texts are drawn: what no page shows would go without a word."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.markup import SHOWN, html_of
from evaluator.origins import Origins
from evaluator.texts import Line, texts, without_code

UNUSUAL = re.compile(r"<[a-z]|!\[|^[ \t]*(?:[-*+>] *){20}|^ {60}", re.IGNORECASE | re.MULTILINE)
"""What may not be shown as it stands, or not drawn at all; a text without it need not be drawn to be checked."""

LONGEST = 100
"""So many lines without an empty one between them may be nested too deep to be drawn."""

OWN_ID = re.compile(r"<h[2-6]\b[^>]*\sid\s*=", re.IGNORECASE)
PICTURE = "img"


def check_markup(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every element, picture and word in a text that its page leaves out, and every text that has none."""
    for origin, body in texts(declaration, origins):
        if not UNUSUAL.search(body) and not _is_long(body):
            continue
        try:
            drawn = html_of(body)
        except RecursionError:
            fault = "this text is nested too deep, or its list is too long, to be drawn"
            yield Line(origin, 0).problem(fault, "Set it apart with empty lines, and nest it less")
            continue
        left = _Left()
        left.feed(drawn)
        for begins, fault, remedy in dict.fromkeys(left.found):
            yield Line(origin, _line_of(body, begins)).problem(fault, remedy)
        for number, line in enumerate(without_code(body)):
            if OWN_ID.search(line):
                fault = "a heading has an id of its own, which the page may have already"
                yield Line(origin, number).problem(fault, "Write it in Markdown: its words become its id")


class _Left(HTMLParser):
    """Gathers what is left out of HTML: where it begins, the fault and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == PICTURE:
            remedy = "Say in words what it shows, or link to the page that has it"
            self.found.append((r"!\[|<img", "the page leaves out this picture", remedy))
        elif tag not in SHOWN:
            remedy = f"Write it in Markdown, or as `<{tag}>` if it is to be read"
            self.found.append((f"<{re.escape(tag)}", f"the page leaves out “<{tag}>”", remedy))
        elif any(value is None for _, value in attrs):
            words = " ".join([tag, *(name for name, _ in attrs)])
            self.found.append((f"<{tag}", f"the page leaves out what “<{words}” begins", "Write &lt; for <"))


def _is_long(body: str) -> bool:
    return any(block.count("\n") >= LONGEST for block in re.split(r"\n\s*\n", body))


def _line_of(body: str, begins: str) -> int:
    """Return the first line in which a pattern stands, outside of code where there is one."""
    for lines in (without_code(body), body.splitlines()):
        for number, line in enumerate(lines):
            if re.search(begins, line, re.IGNORECASE):
                return number
    return 0
