"""Voices: one result in the terms of each persona, for the champion's case.

Every voice holds the same receipts. Their words come from the declaration that gave the
result; nobody retypes them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluator.declaration import Declaration, Persona
from evaluator.objections import Objection
from evaluator.pages import Fact
from evaluator.results import Result, ToldReceipt
from evaluator.routes import Tier

ELSE = "What else counted"
"""The heading over receipts that none of a persona's sections names."""


@dataclass(frozen=True, slots=True)
class VoicedReceipt:
    """A receipt of the result, and the words that one persona reads for it."""

    receipt: ToldReceipt
    words: str

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.receipt.id


@dataclass(frozen=True, slots=True)
class VoicedSection:
    """One section of the case; it has receipts or facts, or both."""

    heading: str
    says: str | None
    receipts: tuple[VoicedReceipt, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReasonsNot:
    """What speaks against it, always told.

    ``exclusions`` rule it out; ``limits`` hold and ``unsettled`` would rule it out, but the
    visitor is not sure. ``not_covered`` are sentences of what the verdict leaves out.
    """

    exclusions: tuple[VoicedReceipt, ...]
    limits: tuple[VoicedReceipt, ...]
    unsettled: tuple[VoicedReceipt, ...]
    not_covered: tuple[str, ...]
    objections: tuple[Objection, ...]

    @property
    def receipts(self) -> tuple[VoicedReceipt, ...]:
        """Every receipt that speaks against it."""
        return (*self.exclusions, *self.limits, *self.unsettled)


@dataclass(frozen=True, slots=True)
class Voice:
    """A result as one persona reads it: reasons for it by section, and reasons not to buy."""

    persona: Persona
    sections: tuple[VoicedSection, ...]
    reasons_not: ReasonsNot

    @property
    def tier(self) -> Tier:
        """Where the reader stands."""
        return self.persona.tier

    @property
    def statements(self) -> frozenset[str]:
        """The ids of all statements that this voice tells."""
        told = (one for section in self.sections for one in section.receipts)
        return frozenset(one.id for one in (*told, *self.reasons_not.receipts))


def voices(result: Result, declaration: Declaration) -> tuple[Voice, ...]:
    """Return the voice of each persona, from the bottom tier to the top.

    ``declaration`` is the one that gave the result.
    """
    order = list(Tier)
    personas = sorted(declaration.personas, key=lambda persona: order.index(persona.tier))
    return tuple(_Speaker(result, declaration, persona).voice() for persona in personas)


@dataclass(frozen=True, slots=True)
class _Speaker:
    result: Result
    declaration: Declaration
    persona: Persona

    def voice(self) -> Voice:
        return Voice(self.persona, tuple(self._sections()), self._reasons_not())

    def _sections(self) -> Iterator[VoicedSection]:
        left = {receipt.id: receipt for receipt in self.result.fits}
        for section in self.persona.case:
            chosen = [left.pop(one) for one in section.statements if one in left]
            facts = tuple(self.declaration.fact[one] for one in section.facts)
            if chosen or facts:
                yield VoicedSection(section.heading, section.says, self._voiced(chosen), facts)
        if left:
            yield VoicedSection(ELSE, None, self._voiced(left.values()), ())

    def _reasons_not(self) -> ReasonsNot:
        conditions = self.result.conditions
        return ReasonsNot(
            exclusions=self._voiced(self.result.exclusions),
            limits=self._voiced(one for one in conditions if not one.unsure),
            unsettled=self._voiced(one for one in conditions if one.unsure),
            not_covered=self.result.not_covered,
            objections=self._objections(),
        )

    def _objections(self) -> tuple[Objection, ...]:
        """Return what this persona usually objects, first what is about statements of this result."""
        result = self.result
        counted = {one.id for one in (*result.fits, *result.exclusions, *result.conditions)}
        raised = [one for one in self.declaration.objections if self.persona.id in one.raised_by]
        return tuple(sorted(raised, key=lambda one: counted.isdisjoint(one.statements)))

    def _voiced(self, receipts: Iterable[ToldReceipt]) -> tuple[VoicedReceipt, ...]:
        return tuple(VoicedReceipt(receipt, self._words(receipt)) for receipt in receipts)

    def _words(self, receipt: ToldReceipt) -> str:
        statement = self.declaration.statement.get(receipt.id)
        return receipt.says if statement is None else statement.says_to(self.persona.tier)
