"""Handing off: how the site tells the outbox what to tell, and what drains it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from candor.documents.papers import CasePaper, Instead, Point, Proof, Receipt, Section
from candor.documents.typesetting import case_pdf
from candor.handoff.delivering import Deliverer, Papers
from candor.handoff.endpoints import Handoff
from candor.handoff.reaching import Reach, tls_context
from candor.handoff.running import Runner, Worker
from candor.records import leads
from candor.records.database import Database
from candor.records.outbox import Passing
from evaluator.results import Result, ToldReceipt

ANSWERED = "The visitor answered “{answer}” to “{question}”."
MARKED = "The visitor marked it."


def passing_of(handoff: Handoff, base_url: str) -> Passing:
    """Return to whom events of leads go, and how a result is told to them."""
    return Passing(handoff.wanted, described, f"{base_url}/inbox/leads/")


def described(document: str) -> dict[str, Any]:
    """Return what receivers are told of a result."""
    result = Result.model_validate_json(document)
    return {
        "product": result.product,
        "persona": result.persona,
        "persona_name": result.persona_name,
        "tier": result.tier.value,
        "verdict": result.kind.value,
        "sentence": result.sentence,
        "words": result.words,
        "route": result.route,
        "because": result.because,
        "qualified": result.qualified,
        "fits": [_receipt(one) for one in result.fits],
        "conditions": [_receipt(one) for one in result.conditions],
        "exclusions": [_receipt(one) for one in result.exclusions],
        "not_covered": list(result.not_covered),
        "answers": [{"question": one.id, "asks": one.asks, "answer": one.answer} for one in result.answers],
    }


def runner_of(handoff: Handoff, database: Database, clock: Callable[[], datetime], fonts: Path | None = None) -> Runner:
    """Return what drains the outbox of a site."""
    reach = Reach(tls_context(handoff.authorities), handoff.private)
    deliver = Deliverer(reach, papers_of(database, fonts))
    return Runner(tuple(Worker(database, endpoint, deliver, clock) for endpoint in handoff.endpoints))


def papers_of(database: Database, fonts: Path | None = None) -> Papers:
    """Return what sets the case of a lead on paper; a case that cannot be set goes without."""

    def paper(lead_id: str, link: str) -> bytes | None:
        lead = leads.find(database, lead_id)
        if lead is None:
            return None
        result = Result.model_validate_json(lead.result_document)
        try:
            return case_pdf(paper_of(result, lead, link), fonts)
        except typst.TypstError:
            return None

    return paper


def paper_of(result: Result, lead: leads.Lead, link: str) -> CasePaper:
    """Return the case that a lead came with, as the visitor was told it; it names nobody."""
    unknown = (Point(says) for says in result.not_covered)
    return CasePaper(
        product=result.product,
        kind=result.kind,
        verdict=result.sentence,
        voice=result.persona_name,
        day=lead.created_at.date(),
        version=result.version,
        link=link,
        sections=tuple(_sections(result)),
        conditions=tuple(Point(one.condition, _proof(one)) for one in result.conditions if one.condition),
        reasons=(*(Point(one.says, _proof(one)) for one in (*result.exclusions, *result.conditions)), *unknown),
        instead=tuple(Instead(one.name, one.because, one.url) for one in result.alternatives),
        note=result.words,
    )


def _sections(result: Result) -> list[Section]:
    receipts = tuple(
        Receipt(
            id=one.id,
            kind="is",
            heading=one.heading,
            words=one.says,
            because=_because(one),
            proof=_proof(one),
        )
        for one in result.fits
    )
    return [Section(heading="It is for this", receipts=receipts)] if receipts else []


def _because(receipt: ToldReceipt) -> str:
    told = (
        ANSWERED.format(answer=one.answer, question=one.question) if one.question else MARKED
        for one in receipt.triggers
    )
    return " ".join(dict.fromkeys(told))


def _proof(receipt: ToldReceipt) -> tuple[Proof, ...]:
    return tuple(Proof(one.title, one.url) for one in receipt.proof)


def _receipt(receipt: ToldReceipt) -> dict[str, str]:
    return {"statement": receipt.id, "says": receipt.says, "condition": receipt.condition or ""}
