"""A case as a paper: the same words as on the page, ready to be set, mailed or pasted."""

from collections.abc import Iterable, Iterator

from candor.cases.opening import OpenedCase
from candor.documents.papers import Business, CasePaper, Instead, Line, Objection, Point, Proof, Receipt, Section
from evaluator.pages import Fact
from evaluator.results import ToldReceipt
from evaluator.sources import Source
from evaluator.voices import Voice, VoicedReceipt

CHAMPION = "The person who made this case"


def paper_of(opened: OpenedCase, voice: Voice) -> CasePaper:
    """Return a case in one voice; whoever typed the note is the only person in it."""
    result, reasons = opened.result, voice.reasons_not
    return CasePaper(
        product=result.product,
        kind=result.kind,
        verdict=result.sentence,
        voice=voice.persona.name,
        day=opened.stored.given_at.date(),
        version=result.version,
        link=opened.link,
        sections=tuple(_sections(voice)),
        conditions=tuple(Point(one.condition, _proof(one.proof)) for one in result.conditions if one.condition),
        reasons=(*(_point(one) for one in reasons.receipts), *(Point(one) for one in reasons.not_covered)),
        objections=tuple(Objection(one.says, one.answer, _proof(one.proof)) for one in reasons.objections),
        instead=tuple(Instead(one.name, one.because, one.url) for one in result.alternatives),
        business=_business(opened),
        note=opened.stored.note,
        decided=opened.stored.decision,
        notice=notice_of(opened),
    )


def notice_of(opened: OpenedCase) -> str:
    """Return the line that has to be read first: corrections, or that the verdict would be another one now."""
    changes = opened.changes
    if changes is None or not changes.touch_it:
        return ""
    corrected = [
        f"Corrected by the vendor on {one.correction.on:%Y-%m-%d}: {one.correction.says}" for one in changes.corrections
    ]
    if changes.verdict_differs:
        now = changes.verdict.sentence if changes.verdict else "whoever asked is no longer addressed."
        corrected.append(f"What is declared has changed since, and the verdict would be another one now: {now}")
    return " ".join(corrected) or "What is declared has changed since; the link shows what."


def because(receipt: ToldReceipt) -> str:
    """Return what made a receipt count, as readers are told it."""
    told = []
    for one in receipt.triggers:
        if one.question:
            told.append(f"{CHAMPION} answered “{one.answer}” to “{one.question}”")
        else:
            told.append(f"{CHAMPION} marked it as {'not sure' if receipt.unsure else 'their case'}")
    return f"{'; '.join(told)}." if told else ""


def _sections(voice: Voice) -> Iterator[Section]:
    for section in voice.sections:
        receipts = (*(_receipt(one) for one in section.receipts), *(_fact(one) for one in section.facts))
        yield Section(heading=section.heading, says=section.says or "", receipts=receipts)


def _receipt(voiced: VoicedReceipt) -> Receipt:
    told = voiced.receipt
    kind = "is" if told.kind == "is" else "is-not"
    return Receipt(
        id=told.id,
        kind="is" if kind == "is" else "is-not",
        heading=told.heading,
        words=voiced.words,
        because=because(told),
        proof=_proof(told.proof),
    )


def _fact(fact: Fact) -> Receipt:
    return Receipt(id=fact.id, kind="fact", heading=fact.topic, words=fact.says, proof=_proof(fact.proof))


def _point(voiced: VoicedReceipt) -> Point:
    return Point(voiced.words, _proof(voiced.receipt.proof))


def _proof(sources: Iterable[Source]) -> tuple[Proof, ...]:
    return tuple(Proof(one.title, one.url) for one in sources)


def _business(opened: OpenedCase) -> Business | None:
    figures = opened.figures
    if figures is None:
        return None
    lines = tuple(Line(one.name, one.low, one.expected, one.high) for one in figures.told)
    basis = (
        f"In {figures.currency}. Low and high are the ends over the ranges of all numbers; rounded only where shown."
    )
    return Business(lines=lines, pays_back=figures.pays_back, basis=basis)
