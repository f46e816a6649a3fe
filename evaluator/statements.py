"""Statements: what the vendor says the product is for and is not for."""

from datetime import date
from enum import StrEnum
from typing import Literal

from evaluator.routes import Tier
from evaluator.rules import Frozen, Id, Rule
from evaluator.sources import Body, Heading, Sentence, Source, WebAddress


class Alternative(Frozen):
    """What to use instead, and why, and the day somebody last looked whether that is so."""

    name: Heading
    url: WebAddress
    because: Sentence
    checked_on: date | None = None


class Weight(StrEnum):
    """What an *is not* statement does to a verdict when it holds."""

    RULES_OUT = "rules-out"
    LIMITS = "limits"


class Correction(Frozen):
    """The vendor's word that an earlier wording of a statement was wrong: since when, and what was."""

    on: date
    says: Sentence


class Statement(Frozen):
    """``is/*.md`` or ``is-not/*.md``: one sentence about what the product is or is not for.

    ``weight`` and ``instead`` belong to *is not* statements only. ``when`` is the rule
    under which answers make the statement hold; without one, only a mark does.
    ``condition`` words a limit or an open exclusion as what must be true for a fit.
    ``for_developer``, ``for_director`` and ``for_executive`` say the same in the terms
    of the persona at the bottom, the middle and the top; the proof is the same.
    A value here can lack proof or a reason so that checking can say so beside its
    other faults; a declaration that is served never does.
    """

    id: Id
    kind: Literal["is", "is-not"]
    heading: Heading
    says: Sentence
    heard_as: tuple[Sentence, ...] = ()
    proof: tuple[Source, ...] = ()
    pains: tuple[Id, ...] = ()
    when: Rule | None = None
    weight: Weight | None = None
    condition: Sentence | None = None
    instead: tuple[Alternative, ...] = ()
    for_developer: Sentence | None = None
    for_director: Sentence | None = None
    for_executive: Sentence | None = None
    corrects: Correction | None = None
    body: Body

    @property
    def rules_out(self) -> bool:
        """Tell whether this statement beats everything else when it holds."""
        return self.weight is Weight.RULES_OUT

    @property
    def limits(self) -> bool:
        """Tell whether this statement turns a fit into a fit under conditions."""
        return self.weight is Weight.LIMITS

    def says_to(self, tier: Tier) -> str:
        """Return what this says in the terms of a tier's persona; without such words, what it says to all."""
        words = {Tier.BOTTOM: self.for_developer, Tier.MIDDLE: self.for_director, Tier.TOP: self.for_executive}
        return words[tier] or self.says
