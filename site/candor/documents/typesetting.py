"""Setting a case on paper and its verdict in a picture, with typst.

Everything said goes in as data, so nothing that anybody types is ever code. Only the fonts that typst
brings are used, and those of a folder that the site names: every machine makes the same bytes.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import dropwhile
from pathlib import Path
from typing import Any, Literal

import typst

from candor.documents import papers
from candor.documents.estimating import SIZES, guess
from candor.documents.fitting import Fitted, fittings
from candor.documents.lettering import LONGEST_ADDRESS, breakable, line, shortened
from candor.documents.papers import CasePaper, in_words
from candor.documents.rewording import each_text, letters
from evaluator.routes import VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS

Standard = Literal["ua-1", "1.7"]

FOLDER = Path(__file__).parent
ACCENT = "#1f3f9e"
"""The site's own, on light paper; the vendor may declare another."""

LONGEST_NAME = 100
"""How much of a product's name, a voice or a version stands in the running lines."""

MOST_LETTERS = 12_000
"""No page holds more, so what has more is not tried."""

SET = ("notice", "verdict", "decided", "sections", "conditions", "reasons", "objections", "instead", "business")

LONGEST_LINK = 2000
"""Longer addresses are printed and lead nowhere."""

LONGEST_WHOLE_LINK = 90
"""A link of the case fits its line up to this, and is set without places to break: those would be copied with it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: a kind with its word, the product, one large sentence, and a line below it.

    ``kind`` is a verdict, ``is``, ``is-not``, or anything else, which is drawn in the accent and without a shape.
    """

    kind: str
    word: str
    product: str
    foot: str
    sentence: str
    aside: str = ""
    accent: str = ACCENT
    language: str = "en"


def case_pdf(paper: CasePaper, fonts: Path | None = None, accent: str = ACCENT) -> bytes:
    """Return a case on one page of A4, tagged: PDF/UA-1, or plain PDF where a letter has no glyph.

    What does not fit is left out in the order of ``fitting.STEPS``, and the page says so. ``fonts``
    is a folder of further fonts, for scripts that typst's own do not cover; links and the
    rule of the ledger are drawn in ``accent``.
    """
    case = {**_case(paper), "boxes": "", "accent": accent}
    try:
        return _set("case.typ", {"case": json.dumps(case)}, paper.day, fonts, "ua-1")
    except typst.TypstError:
        # PDF/UA-1 refuses a letter without a glyph; the plain file shows a box for it, says so, and keeps its tags.
        return _set("case.typ", {"case": json.dumps({**case, "boxes": papers.BOXES})}, paper.day, fonts, "1.7")


def preview_png(
    kind: VerdictKind, product: str, title: str, sentence: str, day: date, fonts: Path | None = None
) -> bytes:
    """Return the picture that goes with the link of a case: 1200 by 630 pixels, PNG."""
    return card_png(Card(kind.value, VERDICTS_IN_WORDS[kind], product, title, sentence, aside=in_words(day)), fonts)


def card_png(card: Card, fonts: Path | None = None) -> bytes:
    """Return any picture that goes with a link: 1200 by 630 pixels, PNG."""
    told = {
        "kind": card.kind,
        "word": line(card.word),
        "product": line(card.product) or "-",
        "title": line(card.foot) or "-",
        "sentence": breakable(shortened(line(card.sentence), 400)),
        "day": line(card.aside),
        "accent": card.accent,
        "language": card.language.partition("-")[0],
    }
    compiler = _compiler("preview.typ", {"card": json.dumps(told)}, fonts)
    return _bytes(compiler.compile(format="png", ppi=72, timestamp=0))


def _set(template: str, inputs: dict[str, str], day: date, fonts: Path | None, standard: Standard) -> bytes:
    moment = int(datetime.combine(day, time(), UTC).timestamp())
    compiler = _compiler(template, inputs, fonts)
    return _bytes(compiler.compile(format="pdf", pdf_standards=standard, timestamp=moment))


def _compiler(template: str, inputs: dict[str, str], fonts: Path | None) -> typst.Compiler:
    """Make a compiler for one document: one that several threads share would mix up their inputs."""
    return typst.Compiler(
        FOLDER / template,
        root=FOLDER,
        font_paths=[] if fonts is None else [fonts],
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _bytes(compiled: bytes | list[bytes] | None) -> bytes:
    if not isinstance(compiled, bytes):
        raise TypeError("typst set more than one page")
    return compiled


def _case(paper: CasePaper) -> dict[str, Any]:
    tried = _tried(paper)
    clean = each_text(paper, lambda text: shortened(line(text), LONGEST_NAME))
    return {
        "title": clean.title,
        "running": breakable(clean.title),
        "verdict": line(paper.verdict),
        "kind": paper.kind.value,
        "word": paper.word,
        "headings": {
            "for": papers.FOR,
            "against": papers.AGAINST,
            "conditions": papers.CONDITIONS,
            "limits": clean.limits,
            "instead": papers.INSTEAD,
            "asked": breakable(clean.asked),
            "figures": papers.FIGURES,
            "note": papers.NOTE,
        },
        "day": in_words(paper.day),
        "dated": breakable(clean.dated),
        "link": _link(paper.link),
        "address": breakable(line(paper.link), LONGEST_WHOLE_LINK),
        "nothing_for": papers.NOTHING_FOR,
        "nothing_against": papers.NOTHING_AGAINST,
        "sizes": SIZES,
        "guess": guess(tried),
        "levels": [_level(one) for one in tried],
    }


def _tried(paper: CasePaper) -> list[Fitted]:
    every = list(fittings(paper))
    return list(dropwhile(lambda one: letters(one.paper) > MOST_LETTERS, every)) or every[-1:]


def _level(kept: Fitted) -> dict[str, Any]:
    paper = kept.paper
    return {
        "addresses": kept.addresses,
        "left_out": ", ".join(kept.left_out),
        "note": breakable(paper.note).split("\n") if paper.note else [],
        **{name: _plain(getattr(paper, name)) for name in SET},
    }


def _plain(value: Any) -> Any:
    """Return a part of a paper as JSON has it, each address both to print and to follow."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if value is None:
        return None
    plain = {name: _plain(getattr(value, name)) for name in value.__slots__ if name != "address"}
    if hasattr(value, "address"):
        plain |= {"link": _link(value.address), "address": breakable(line(value.address), LONGEST_ADDRESS)}
    return plain


def _link(address: str) -> str:
    """Return an address that a reader may follow, or nothing."""
    follows = address.startswith(("https://", "http://")) and len(address) <= LONGEST_LINK
    return address if follows and not any(letter.isspace() for letter in address) else ""
