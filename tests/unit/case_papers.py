"""Cases to set: one as a champion would pass it on, and how to make others."""

from dataclasses import replace
from datetime import date
from typing import Any

from candor.documents.papers import Business, CasePaper, Line, Objection, Point, Proof, Receipt, Section
from evaluator.routes import VerdictKind

WHEN_TO_USE = Proof("Appropriate Uses For SQLite", "https://sqlite.org/whentouse.html")
TESTING = Proof("How SQLite Is Tested", "https://sqlite.org/testing.html")
LINK = "https://evaluate.example.org/cases/3q2-7wAAv5s8nT0m1xYzKQ"

SECTIONS = (
    Section(
        heading="Fewer systems to operate",
        says="What goes away is the database server; what stays with you is the machine and its backup.",
        receipts=(
            Receipt(
                id="websites",
                kind="is",
                heading="Web sites on one server",
                words="A site below 100,000 hits a day runs on one machine, without a database server to operate.",
                because="“About 50,000 hits a day, on one box.”",
                proof=(WHEN_TO_USE,),
            ),
            Receipt(
                id="server-programs",
                kind="is",
                heading="Data behind a server program",
                words="The program that answers your clients keeps its data in a file beside it: no port, no pool.",
                because="You answered “One program” to “What opens the data?”",
                proof=(WHEN_TO_USE,),
            ),
        ),
    ),
    Section(
        heading="Stability",
        receipts=(
            Receipt(
                id="power-cuts",
                kind="is",
                heading="Power that fails in the middle of a change",
                words="After a crash nobody has to do anything before the program starts again.",
                because="You marked it as your case.",
                proof=(Proof("Atomic Commit In SQLite", "https://sqlite.org/atomiccommit.html"), TESTING),
            ),
            Receipt(id="coverage", kind="fact", heading="Tested branches", words="100 %", proof=(TESTING,)),
        ),
    ),
)

CONDITIONS = (
    Point("The site stays on one machine: a second web server cannot open the same file.", (WHEN_TO_USE,)),
    Point("No write takes longer than a second, or others wait for it.", (WHEN_TO_USE,)),
)
REASONS = (
    Point("Nothing takes over by itself when the machine dies: you restore from the last copy.", (WHEN_TO_USE,)),
    Point("Not sure: how many people write at the same moment?"),
)
OBJECTIONS = (
    Objection(
        "It is a toy; we will have to migrate within a year.",
        "Below 100,000 hits a day the makers expect it to work, and the data leaves as plain SQL with one command.",
        (WHEN_TO_USE,),
    ),
    Objection("Who do we call at night?", "The makers sell support with an agreed time of response.", (TESTING,)),
)
BUSINESS = Business(
    lines=(
        Line("Hours on the database server", "36 h a year", "60 h a year", "96 h a year"),
        Line("What that costs now", "US$3,200", "US$5,400", "US$8,600"),
        Line("What changing to it costs once", "US$1,800", "US$2,700", "US$4,500"),
        Line("Saved in the first year", "-US$1,300", "US$2,700", "US$6,800"),
    ),
    pays_back="It pays back in 6 months as expected, in 3 at best, and not within the first year at worst.",
    basis="In US dollars, rounded to the nearest hundred; the hours are the champion's own numbers.",
)


CASE = CasePaper(
    product="SQLite",
    kind=VerdictKind.FIT_IF,
    verdict="SQLite fits what you describe, if two things are true.",
    voice="Director",
    day=date(2026, 11, 22),
    version="4f1c9ab2e077",
    link=LINK,
    sections=SECTIONS,
    conditions=CONDITIONS,
    reasons=REASONS,
    objections=OBJECTIONS,
    business=BUSINESS,
    note="We lose about a day a month to the database server.\nI tried it on a copy of our shop for two weeks.",
)
"""A director's case that fits one page whole."""


def a_case(**changes: Any) -> CasePaper:
    """Return the director's case with some fields changed."""
    return replace(CASE, **changes)


HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd") $x$ *a* _b_ `c` @d <e> \\ // /* = - + #{1}',
    "数据库 日本語 한국어",
    "مرحبا بالعالم \u200f\u05e9\u05dc\u05d5\u05dd\u200e",
    "🚀\U0001f469\u200d\U0001f467\U0001f3f3\ufe0f\u200d\U0001f308",
    "W" * 4000,
    "\u202egnp.exe \u2066 \ufeff \u200d \x07 \x1b[31m",
    "a\u0301\u0302\u0303" * 300,
    "one\n\n\ntwo\r\nthree\u2028four",
    "\ud800 half a letter",
    "",
)
