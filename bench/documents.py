"""What the documents of a case cost: `python -m bench.documents`, from the top of the checkout.

Every paper is another one, because typst remembers what it has set. One at a time, in milliseconds:
by the clock, and what the processor spent, which says more on a machine that does other work.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "site"))

from candor.documents.drafts import eml, mailto
from candor.documents.markdown import as_markdown
from candor.documents.papers import Business, CasePaper, Line, Objection, Point, Proof, Receipt, Section
from candor.documents.typesetting import case_pdf, preview_png
from evaluator.routes import VerdictKind

PAPERS = 200
TARGET = 150.0
PROOF = (Proof("Appropriate Uses For SQLite", "https://sqlite.org/whentouse.html"),)
SENTENCE = "The program that answers your clients keeps its data in a file beside it, number {}: no port, no pool."


def a_paper(number: int, length: int = 2) -> CasePaper:
    """Return a paper unlike all others; ``length`` receipts stand in each of its four sections."""
    says = SENTENCE.format(number)
    receipts = tuple(
        Receipt(id=f"s{at}", kind="is", heading=f"Statement {at} of {number}", words=says, because=says, proof=PROOF)
        for at in range(length)
    )
    return CasePaper(
        product="SQLite",
        kind=list(VerdictKind)[number % 4],
        verdict=f"SQLite fits what you describe, if {number} things are true.",
        voice="Director",
        day=date(2026, 11, 22),
        version="4f1c9ab2e077",
        link=f"https://evaluate.example.org/cases/{number:022d}",
        sections=tuple(Section(heading=f"Section {at}", says=says, receipts=receipts) for at in range(4)),
        conditions=(Point(says, PROOF),) * 2,
        reasons=(Point(says, PROOF),) * 3,
        objections=(Objection(says, says, PROOF),) * length,
        business=Business(lines=(Line(says[:40], "US$1", "US$2", "US$3"),) * 6, pays_back=says, basis=says),
        note=f"{says}\n{says}",
    )


def milliseconds(make: Callable[[CasePaper], object], papers: list[CasePaper]) -> Iterator[tuple[float, float]]:
    """Yield how long each document took, and how much of the processor."""
    for paper in papers:
        started, worked = time.perf_counter(), time.process_time()
        make(paper)
        yield (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def megabytes() -> float:
    """Return the most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def late(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(taken, n=20)[-1]


def told(name: str, make: Callable[[CasePaper], object], papers: list[CasePaper]) -> tuple[float, float]:
    """Print what a kind of document costs; return the 95th percentiles by the clock and of the processor."""
    before = megabytes()
    measured = list(milliseconds(make, papers))
    clock, processor = [one for one, _ in measured], [one for _, one in measured]
    figures = "".join(f"{value:9.1f}" for one in (clock, processor) for value in (statistics.median(one), late(one)))
    print(f"{name:30}{figures}   {before:5.0f} -> {megabytes():.0f} MB")
    return late(clock), late(processor)


def picture(paper: CasePaper) -> bytes:
    """Return the preview picture of a paper."""
    return preview_png(paper.kind, paper.product, paper.title, paper.verdict, paper.day)


def main() -> int:
    """Print what each kind of document costs; fail where a usual page takes the processor too long."""
    usual = [a_paper(number) for number in range(PAPERS)]
    print(f"{f'{PAPERS} papers each':30}    clock      p95 processor    p95   memory")
    told("first page of a process", case_pdf, [a_paper(PAPERS), a_paper(PAPERS + 1)])
    reached = told("page, usual length", case_pdf, usual)
    told("page, four times too long", case_pdf, [a_paper(number, 9) for number in range(PAPERS)])
    told("page, letters without a glyph", case_pdf, [replace(one, note="日本語 🚀") for one in usual])
    told("preview picture", picture, usual)
    told("mail file", eml, usual)
    told("mail address", mailto, usual)
    told("Markdown", as_markdown, usual)
    for measure, value in zip(("by the clock", "of the processor"), reached, strict=True):
        print(f"target {measure}: p95 of a usual page below {TARGET:.0f} ms: {'met' if value < TARGET else 'MISSED'}")
    return 0 if reached[1] < TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
