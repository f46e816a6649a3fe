"""Searching everything there is to read: what was found by kind, each with the part that says it."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template, request, url_for

from candor.bodies import refuse
from candor.services import services
from evaluator.addresses import slug
from evaluator.entries import Kind
from evaluator.searching import Found, Span

MOST_A_KIND = 10
BEFORE = 80
SHOWN = 260
"""Characters of the passage that are shown, and how many of them stand before the first word found."""

WITH_PAGE: Mapping[Kind, str] = {
    Kind.STATEMENT: "pages.statement",
    Kind.PAIN: "pages.pain",
    Kind.USE_CASE: "pages.use_case",
    Kind.EXAMPLE: "pages.example",
    Kind.COMPARISON: "pages.comparison",
    Kind.PAGE: "pages.page",
    Kind.LAUNCH: "pages.launch",
    Kind.TALK: "pages.talk",
    Kind.PERSONA: "pages.persona",
}
"""Kinds of which each entry has a page of its own."""

ON_ONE_PAGE: Mapping[Kind, tuple[str, str]] = {
    Kind.FACT: ("pages.facts", ""),
    Kind.PLAN: ("pages.pricing", ""),
    Kind.MARKETPLACE: ("pages.buying", ""),
    Kind.TERM: ("pages.glossary", ""),
    Kind.ASKED: ("pages.answers", ""),
    Kind.OBJECTION: ("pages.answers", "objection-"),
}
"""Kinds that share one page, where each entry has an anchor: its id, after some letters."""

LABELS: Mapping[Kind, str] = {
    Kind.STATEMENT: "What it is for, and what it is not for",
    Kind.PAIN: "Where it hurts",
    Kind.USE_CASE: "Use cases",
    Kind.EXAMPLE: "Examples",
    Kind.COMPARISON: "Comparisons",
    Kind.FACT: "Facts",
    Kind.PLAN: "Price list",
    Kind.ASKED: "Questions and answers",
    Kind.OBJECTION: "What is held against it",
    Kind.LAUNCH: "News",
    Kind.TALK: "Talks",
    Kind.MARKETPLACE: "How to buy",
    Kind.TERM: "Words",
    Kind.PAGE: "Pages",
    Kind.PERSONA: "Pages for one reader",
    Kind.SITE: "About this site",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage, and whether it is what was searched for."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One find as the page shows it; ``address`` leads to the part, not only to the page."""

    heading: str
    address: str
    is_not: bool | None
    under: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The finds of one kind: the best of them, and how many there are."""

    label: str
    shown: tuple[Shown, ...]
    count: int


def search() -> Response:
    """Show what says the words in ``q``; without them, the box alone."""
    asked = request.args.getlist("q")
    if len(asked) > 1:
        refuse("The field “q” came more than once.")
    typed = unicodedata.normalize("NFC", " ".join("".join(asked).split()))
    most = services().settings.search_limit
    is_long = len(typed) > most
    found = () if is_long or not typed else services().contents.current.search.search(typed)
    drawn = render_template("pages/search.html", typed=typed, groups=_groups(found), most=most, is_long=is_long)
    return make_response(drawn, 422 if is_long else 200)


def _groups(found: Iterable[Found]) -> tuple[Group, ...]:
    """Return finds by kind, the kind of the best find first."""
    kinds: dict[Kind, list[Found]] = {}
    for one in found:
        kinds.setdefault(one.entry.kind, []).append(one)
    return tuple(
        Group(LABELS[kind], tuple(map(_shown, several[:MOST_A_KIND])), len(several)) for kind, several in kinds.items()
    )


def _shown(found: Found) -> Shown:
    entry, passage = found.entry, found.passage
    return Shown(
        entry.heading, _address(found), entry.is_not, passage.under, tuple(_pieces(passage.words, found.spans))
    )


def _address(found: Found) -> str:
    entry, under = found.entry, found.passage.under
    if entry.kind is Kind.SITE:
        return url_for(entry.id)
    if entry.kind in ON_ONE_PAGE:
        endpoint, before = ON_ONE_PAGE[entry.kind]
        return url_for(endpoint, _anchor=f"{before}{entry.id}")
    anchor = slug(under) if under else None
    return url_for(WITH_PAGE[entry.kind], id=entry.id, _anchor=anchor)


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield the part of a text around its first span in pieces, cut between words."""
    marked = sorted(spans)
    first = marked[0][0] if marked else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = len(text) if len(text) - start <= SHOWN else max(text.rfind(" ", start, start + SHOWN), start + BEFORE)
    at = start
    yield Piece("… " if start else "", False)
    for begins, ends in marked:
        if at <= begins < end:
            yield Piece(text[at:begins], False)
            yield Piece(text[begins : min(ends, end)], True)
            at = min(ends, end)
    yield Piece(text[at:end] + (" …" if end < len(text) else ""), False)
