"""Outcomes: what inside sales may record when a lead is closed, and for which reasons."""

from pydantic import Field, field_validator

from evaluator.rules import Frozen, Id
from evaluator.sources import Heading, Sentence

EMPTY_WORDS = frozenset({"other", "others", "misc", "miscellaneous", "various"})


class Reason(Frozen):
    """Why a lead ended so."""

    id: Id
    says: Heading


class LeadOutcome(Frozen):
    """One entry of ``outcomes.yaml``: how a lead can end; its reasons have no catch-all."""

    id: Id
    says: Sentence
    reasons: tuple[Reason, ...] = Field(min_length=1)

    @field_validator("reasons")
    @classmethod
    def _told_apart(cls, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        ids = [reason.id for reason in reasons]
        for number, reason in enumerate(reasons):
            if reason.id in ids[:number]:
                raise ValueError(f"two reasons have the id “{reason.id}”")
            if reason.id in EMPTY_WORDS or reason.says.casefold().strip(" .") in EMPTY_WORDS:
                raise ValueError(
                    f"“{reason.says}” says nothing; whoever closes a lead can propose a reason that is missing"
                )
        return reasons
