"""A case as headed lists, in the order in which a text is read: what a mail and Markdown have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from candor.documents.papers import (
    AGAINST,
    CONDITIONS,
    FOR,
    INSTEAD,
    NOTHING_AGAINST,
    NOTHING_FOR,
    CasePaper,
    Objection,
    Point,
    Proof,
    Receipt,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its lead stands out, the rest follows."""

    lead: str = ""
    rest: tuple[str, ...] = ()
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the first or second rank, and what stands under it."""

    heading: str
    rank: int
    says: str = ""
    items: tuple[Item, ...] = ()


def parts(paper: CasePaper) -> Iterator[Part]:
    """Yield what speaks for the product, then the reasons not to buy; both are always there."""
    yield Part(FOR, 1, "" if paper.sections else NOTHING_FOR)
    for section in paper.sections:
        yield Part(section.heading, 2, section.says, tuple(_receipt(one) for one in section.receipts))
    yield Part(AGAINST, 1)
    if paper.conditions:
        yield Part(CONDITIONS, 2, items=tuple(_point(one) for one in paper.conditions))
    nothing = "" if paper.reasons else NOTHING_AGAINST
    yield Part(paper.limits, 2, nothing, tuple(_point(one) for one in paper.reasons))
    if paper.instead:
        items = tuple(Item(one.name, (one.because,), _address(one.name, one.address)) for one in paper.instead)
        yield Part(INSTEAD, 2, items=items)
    if paper.objections:
        yield Part(paper.asked, 2, items=tuple(_objection(one) for one in paper.objections))


def _receipt(receipt: Receipt) -> Item:
    because = f"Counted because: {receipt.because}" if receipt.because else ""
    rest = tuple(one for one in (receipt.words, because) if one)
    return Item(f"{receipt.heading} [{receipt.id}]", rest, receipt.proof)


def _point(point: Point) -> Item:
    return Item(rest=(point.words,), proof=point.proof)


def _objection(objection: Objection) -> Item:
    return Item(objection.says, (objection.answer,), objection.proof)


def _address(name: str, address: str) -> tuple[Proof, ...]:
    return (Proof(name, address),) if address else ()
