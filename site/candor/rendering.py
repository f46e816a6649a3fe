"""How values become words on a page: Markdown, days, moments, money."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

import nh3
from flask import Flask
from markupsafe import Markup

from candor.changed import part_words
from candor.links import absolute
from candor.services import services
from evaluator.citing import last_reviewed
from evaluator.markup import HEADINGS, SHOWN, html_of
from evaluator.rules_in_words import in_words
from evaluator.telling import VERDICTS_IN_WORDS

ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}} | {name: {"id"} for name in HEADINGS[1:]}
TEXTS_KEPT = 10_000
"""How many of the declaration's texts are kept as HTML."""

SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def markdown(text: str) -> Markup:
    """Return Markdown as clean HTML whose headings begin at h2 and carry anchors."""
    try:
        drawn = html_of(text)
    except RecursionError:
        # The check tells such a text; wherever one comes through, its reader gets it as it was written.
        return Markup("<pre>{}</pre>").format(text)
    return Markup(
        nh3.clean(
            drawn,
            tags=set(SHOWN),
            attributes=ATTRIBUTES,
            attribute_filter=_kept,
            url_schemes={"https", "mailto"},
            link_rel=None,
        )
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses that name another host without saying https, and numbers that are none."""
    if attribute == "start" and not value.isdecimal():
        return None
    leaves_quietly = tag == "a" and attribute == "href" and value.lstrip()[:2].replace("\\", "/") == "//"
    return None if leaves_quietly else value


def day(value: date) -> str:
    """Return a date as people write it: 22 November 2026."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> Markup:
    """Return an aware time as a ``time`` element in UTC, to the minute."""
    utc = value.astimezone(UTC)
    return Markup('<time datetime="{}">{}, {} UTC</time>').format(f"{utc:%Y-%m-%dT%H:%M:%SZ}", day(utc), f"{utc:%H:%M}")


def money(amount: Decimal, currency: str) -> str:
    """Return an amount in its currency; whole amounts without decimals: US$1,500."""
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    sign = SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{currency} {number}"


def is_declared(statement: str) -> bool:
    """Tell whether a statement that an older result names still has a page."""
    return statement in services().contents.current.declaration.statement


def register(app: Flask) -> None:
    """Give templates the filters of this module."""
    # Most texts are the same in the next edition, and reading one is most of what its page costs.
    app.jinja_env.filters["markdown"] = lru_cache(maxsize=TEXTS_KEPT)(markdown)
    app.jinja_env.filters.update(part_words=part_words, day=day, moment=moment, money=money)
    app.jinja_env.filters["last_reviewed"] = last_reviewed
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.globals.update(absolute=absolute, verdict_words=VERDICTS_IN_WORDS)
    app.jinja_env.tests["declared"] = is_declared
