"""Checking the HTML and the pictures in texts: what no page shows would go without a word."""

import re
from collections.abc import Iterator

from evaluator.bodies import Line, bodies, without_code
from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
WORDS = {"p", "strong", "em", "b", "i", "a", "code", "sup", "sub", "del", "mark", "abbr", "br", "hr"}
BLOCKS = {"ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
SHOWN = frozenset({*WORDS, *BLOCKS, *TABLES, *HEADINGS})
"""The elements that a text may hold, as Markdown or as HTML."""

TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>]|$)", re.IGNORECASE)
PICTURE = re.compile(r"!\[[^\]]*\][(\[]")


def check_markup(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every HTML element and every picture in a text that its page leaves out."""
    for origin, body in bodies(declaration, origins):
        for number, line in enumerate(without_code(body)):
            if PICTURE.search(line):
                fault = "the page leaves out this picture"
                yield Line(origin, number).problem(fault, "Say in words what it shows, or link to the page that has it")
            for name in dict.fromkeys(found[1] for found in TAG.finditer(line)):
                if name.lower() not in SHOWN:
                    fault = f"the page leaves out “<{name}>”"
                    remedy = f"Write it in Markdown, or as `<{name}>` if it is to be read"
                    yield Line(origin, number).problem(fault, remedy)
