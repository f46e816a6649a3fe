"""Fitting a case into less room: what is dropped, in which order, and saying so.

The verdict, the conditions and the reasons not to buy outlast everything that speaks for the product.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from candor.documents.lettering import shortened
from candor.documents.papers import CasePaper, Line, Point, Receipt, Section
from candor.documents.rewording import cleaned, each_text

ALL = sys.maxsize
GIST = 48
"""How many letters tell what a fact says where its words are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of each kind is kept; ``receipts`` counts all sections, ``proofs`` one sentence."""

    addresses: bool = True
    because: bool = True
    leads: bool = True
    words: bool = True
    receipts: int = ALL
    proofs: int = ALL
    objections: int = ALL
    lines: int = ALL
    conditions: int = ALL
    reasons: int = ALL
    instead: int = ALL
    note: int = ALL
    letters: int = ALL


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is kept of a paper, what was left out of it in words, and whether addresses are written out."""

    paper: CasePaper
    left_out: tuple[str, ...]
    addresses: bool


STEPS: tuple[dict[str, int], ...] = (
    {"addresses": False},
    {"note": 1200},
    {"objections": 4},
    {"proofs": 1},
    {"receipts": 12},
    {"objections": 3},
    {"note": 700},
    {"receipts": 10},
    {"objections": 2},
    {"leads": False},
    {"receipts": 8},
    {"because": False},
    {"objections": 1},
    {"note": 400, "lines": 8},
    {"receipts": 7},
    {"receipts": 6},
    {"objections": 0},
    {"receipts": 5},
    {"receipts": 4},
    {"words": False},
    {"reasons": 10, "conditions": 10, "instead": 4},
    {"lines": 6, "note": 200, "letters": 300},
    {"receipts": 3},
    {"reasons": 7, "conditions": 7, "instead": 3},
    {"letters": 160},
    {"receipts": 2, "lines": 4, "note": 100},
    {"reasons": 5, "conditions": 5, "instead": 2},
    {"letters": 100},
    {"reasons": 3, "conditions": 3, "instead": 1},
    {"proofs": 0, "letters": 60, "note": 60},
    {"letters": 40, "receipts": 1},
    {"letters": 30, "reasons": 2, "conditions": 2, "lines": 3},
)
"""What goes, in this order: each step also keeps to all before it."""


def rooms() -> Iterator[Room]:
    """Yield rooms from the one that keeps everything to the smallest."""
    room = Room()
    yield room
    for step in STEPS:
        room = Room(**{**{name: getattr(room, name) for name in Room.__slots__}, **step})
        yield room


def fittings(paper: CasePaper) -> Iterator[Fitted]:
    """Yield a paper in less and less room, whole first; rooms that change nothing are passed over."""
    whole = cleaned(paper)
    before: Fitted | None = None
    for room in rooms():
        kept = fitted(whole, room)
        if kept != before:
            yield kept
        before = kept


def fitted(whole: CasePaper, room: Room) -> Fitted:
    """Return what a room keeps of a paper."""
    business = whole.business
    kept = replace(
        whole,
        sections=_sections(whole.sections, room),
        conditions=tuple(_point(one, room) for one in whole.conditions[: room.conditions]),
        reasons=tuple(_point(one, room) for one in whole.reasons[: room.reasons]),
        objections=tuple(replace(one, proof=one.proof[: room.proofs]) for one in whole.objections[: room.objections]),
        instead=whole.instead[: room.instead],
        business=business and replace(business, lines=_last(business.lines, room.lines)),
        note=shortened(whole.note, room.note),
    )
    told = _left_out(whole, kept, room)
    if room.letters == ALL:
        return Fitted(kept, told, room.addresses)
    short = each_text(kept, lambda text: shortened(text, room.letters))
    return Fitted(short, (*told, "the ends of long sentences") if short != kept else told, room.addresses)


def _sections(sections: tuple[Section, ...], room: Room) -> tuple[Section, ...]:
    """Keep the first receipt of each section before the second of any; a section that says nothing goes."""
    ranked = [(rank, at) for at, section in enumerate(sections) for rank, _ in enumerate(section.receipts)]
    chosen = Counter(at for _, at in sorted(ranked)[: room.receipts])
    kept = (
        replace(
            section,
            says=section.says if room.leads else "",
            receipts=tuple(_receipt(one, room) for one in section.receipts[: chosen[at]]),
        )
        for at, section in enumerate(sections)
    )
    return tuple(one for one in kept if one.says or one.receipts)


def _receipt(receipt: Receipt, room: Room) -> Receipt:
    # The heading of a fact is its topic: without its words it would say nothing.
    said = f"{receipt.heading}: {shortened(receipt.words, GIST)}" if receipt.kind == "fact" else receipt.heading
    return replace(
        receipt,
        heading=receipt.heading if room.words else said,
        words=receipt.words if room.words else "",
        because=receipt.because if room.because else "",
        proof=receipt.proof[: room.proofs],
    )


def _point(point: Point, room: Room) -> Point:
    return replace(point, proof=point.proof[: room.proofs])


def _last(lines: tuple[Line, ...], most: int) -> tuple[Line, ...]:
    """Keep the last lines: a business case adds up downwards."""
    return lines[max(len(lines) - most, 0) :]


def _left_out(whole: CasePaper, kept: CasePaper, room: Room) -> tuple[str, ...]:
    missing = (
        (_receipts(whole) - _receipts(kept), "receipt", "receipts"),
        (len(whole.conditions) - len(kept.conditions), "condition", "conditions"),
        (len(whole.reasons) - len(kept.reasons), "reason not to buy", "reasons not to buy"),
        (len(whole.objections) - len(kept.objections), "objection", "objections"),
        (len(whole.instead) - len(kept.instead), "alternative", "alternatives"),
        (_lines(whole) - _lines(kept), "figure", "figures"),
        (_proofs(whole) - _proofs(kept), "proof", "proofs"),
    )
    told = [f"{number} {one if number == 1 else many}" for number, one, many in missing if number]
    parts = (
        (kept.note != whole.note, "the end of the note"),
        (not room.leads and any(one.says for one in whole.sections), "what each section says"),
        (not room.words and _receipts(whole) > 0, "the words of the receipts"),
        (not room.because and any(one.because for part in whole.sections for one in part.receipts), "why they counted"),
        (not room.addresses and _proofs(kept) > 0, "the addresses of proofs"),
    )
    return (*told, *(part for missed, part in parts if missed))


def _receipts(paper: CasePaper) -> int:
    return sum(len(section.receipts) for section in paper.sections)


def _lines(paper: CasePaper) -> int:
    return len(paper.business.lines) if paper.business else 0


def _proofs(paper: CasePaper) -> int:
    receipts = [receipt for section in paper.sections for receipt in section.receipts]
    every = [one.proof for one in (*paper.conditions, *paper.reasons)]
    every += [one.proof for one in paper.objections] + [one.proof for one in receipts]
    return sum(len(proof) for proof in every)
