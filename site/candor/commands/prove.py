"""``prove``: say what holds over every combination of answers, and write the table to sign."""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from candor.commands.check import existing
from candor.commands.stopping import Stop
from candor.tables import write_csv
from evaluator.charting import End
from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.errors import ContentFaults
from evaluator.loading import load
from evaluator.proving import Proof, prove
from evaluator.shares import Shares
from evaluator.tabling import table


def run(chosen: argparse.Namespace) -> int:
    """Print the proof and return 0; or print every fault in the content, the proof's among them, and return 1."""
    started = time.perf_counter()
    try:
        declaration = load(existing(chosen.content))
    except ContentFaults as faults:
        sys.stdout.write(f"{faults}\n")
        return 1
    decider = Decider(declaration)
    sys.stdout.writelines(f"{line}\n" for line in lines(prove(decider), declaration))
    if chosen.table is not None:
        try:
            write_table(chosen.table, decider)
        except OSError as error:
            raise Stop(f"candor: {chosen.table} cannot be written ({error.strerror}): name another file.") from error
    sys.stdout.write(f"Proved in {time.perf_counter() - started:.2f} s. No faults.\n")
    return 0


def lines(proof: Proof, declaration: Declaration) -> Iterator[str]:
    """Yield what was proved, as sentences and small tables."""
    yield f"{proof.states:,} combinations of persona, marks and answers, all there are."
    yield "Each ends in one verdict and one route."
    yield "Nobody who is ruled out reaches a person. Every question, rule and route is reached by somebody."
    for shares in proof.shares:
        yield ""
        yield f"{declaration.persona[shares.persona].name}: {shares.states:,} combinations"
        yield from _share_lines(shares)
    if proof.notes:
        yield ""
        yield "Worth a look, no fault:"
        yield from (f"- {note}" for note in proof.notes)
    yield ""


def write_table(path: Path, decider: Decider) -> None:
    """Write every way to answer and where it ends, with two empty columns for an expert to sign."""
    declaration = decider.declaration
    questions = declaration.questions
    head = ["persona", "an is statement is marked", *(question.asks for question in questions)]
    rows: list[list[object]] = [[*head, "verdict", "route", "share in %", "agreed by", "agreed on"]]
    for row in table(decider):
        told = [" or ".join(question.label(one) for one in row.answers.get(question.id, ())) for question in questions]
        share = f"{float(row.share) * 100:.4f}"
        end = row.end
        rows.append([row.persona, "yes" if row.marked else "no", *told, end.kind.value, end.route, share, "", ""])
    with path.open("w", encoding="utf-8", newline="") as file:
        number = write_csv(file, rows) - 1
    sys.stdout.write(f"{number:,} rows for an expert to sign are in {path}. An empty answer was not asked.\n")


def _share_lines(shares: Shares) -> Iterator[str]:
    yield f"  {'verdict':<12} {'route':<24} {'by answers alone':>17} {'with an is marked':>18}"
    ends = sorted({*shares.unmarked, *shares.marked}, key=_order)
    for end in ends:
        alone, marked = (float(one.get(end, 0)) for one in (shares.unmarked, shares.marked))
        yield f"  {end.kind.value:<12} {end.route:<24} {alone:>17.2%} {marked:>18.2%}"


def _order(end: End) -> tuple[str, str]:
    return end.kind.value, end.route
