"""How values become words on a page: Markdown, days, moments, money."""

from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element

import nh3
from flask import Flask
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

TAGS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i a code pre kbd blockquote hr br"
    " table thead tbody tr th td caption abbr sup sub del mark".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}} | {name: {"id"} for name in HEADINGS[1:]}
SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥"}


class _Lowered(Treeprocessor):
    """Shifts headings down when a text holds an h1, so that the page keeps the only one."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        if not any(element.tag == "h1" for element in headings):
            return
        for element in headings:
            element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


class _OneHeading(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Lowered(md), "lowered", 30)


def markdown(text: str) -> Markup:
    """Return Markdown as clean HTML whose headings begin at h2 and carry anchors."""
    reader = Markdown(
        extensions=["tables", "fenced_code", "def_list", "abbr", "sane_lists", "toc", _OneHeading()],
        output_format="html",
    )
    clean = nh3.clean(
        reader.convert(text),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes={"https", "mailto"},
        link_rel=None,
    )
    return Markup(clean)


def day(value: date) -> str:
    """Return a date as people write it: 22 November 2026."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> Markup:
    """Return an aware time as a ``time`` element in UTC, to the minute."""
    return Markup('<time datetime="{}">{}, {} UTC</time>').format(
        value.strftime("%Y-%m-%dT%H:%M:%SZ"), day(value), value.strftime("%H:%M")
    )


def money(amount: Decimal, currency: str) -> str:
    """Return an amount in its currency; whole amounts without decimals: US$1,500."""
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    sign = SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{currency} {number}"


def register(app: Flask) -> None:
    """Give templates the filters of this module."""
    app.jinja_env.filters.update(markdown=markdown, day=day, moment=moment, money=money)
