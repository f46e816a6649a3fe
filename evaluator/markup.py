"""Markdown as the pages have it: one reading for whoever draws a text and for whoever checks it."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from evaluator.addresses import slug

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WORDS = {"p", "strong", "em", "b", "i", "a", "code", "sup", "sub", "del", "mark", "abbr", "br", "hr"}
BLOCKS = {"ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
SHOWN = frozenset({*WORDS, *BLOCKS, *TABLES, *HEADINGS[1:]})
"""The elements that a page shows of a text, whether written as Markdown or as HTML."""


class _Lowered(Treeprocessor):
    """Shifts headings down when a text holds an h1, so that the page keeps the only one."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        if any(element.tag == "h1" for element in headings):
            for element in headings:
                element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


class _OneHeading(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Lowered(md), "lowered", 30)


def html_of(text: str) -> str:
    """Return Markdown as HTML whose headings begin at h2 and carry anchors; what it holds of HTML is not cleaned yet.

    Raises ``RecursionError`` for a text that is nested too deep.
    """
    anchors = TocExtension(slugify=lambda heading, _separator: slug(heading), marker="")
    reader = Markdown(extensions=["tables", "fenced_code", "def_list", "abbr", "sane_lists", _OneHeading(), anchors])
    return reader.convert(text)
