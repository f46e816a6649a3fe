"""Offering a person: whether the boss, and not the champion, is one whom inside sales should talk to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from candor.cases.opening import OpenedCase
from evaluator.questions import Question
from evaluator.rejudging import evaluation_of
from evaluator.results import Result, result_of
from evaluator.routes import Tier, VerdictKind


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands between a reader and a person: a question that only they can answer, or nothing.

    ``result`` is the case judged for the reader, and None while a question is open.
    """

    question: Question | None
    result: Result | None

    @property
    def is_open(self) -> bool:
        """Tell whether a person is offered now."""
        return self.result is not None and self.result.offers_contact


def offer_for(opened: OpenedCase, given: Mapping[str, str]) -> Offer | None:
    """Return the offer for a director who reads a case; None where no further answer leads to one.

    ``given`` are the reader's own answers by question, such as when they decide: a developer
    was not asked that.
    """
    now = opened.changes.verdict if opened.changes is not None else None
    if now is not None and now.kind is VerdictKind.NOT_A_FIT:
        # Whom today's declaration rules out meets nobody, whatever the case once said.
        return None
    if opened.result.offers_contact:
        return Offer(None, opened.result)
    declaration, decider = opened.edition.declaration, opened.edition.decider
    boss = next((one for one in declaration.personas if one.tier is Tier.MIDDLE), None)
    if boss is None:
        return None
    before = evaluation_of(opened.result, declaration)
    evaluation = replace(before, persona=boss.id, answers={**before.answers, **given})
    question = decider.path(evaluation).next_question
    if question is not None:
        return Offer(question, None)
    return Offer(None, result_of(decider, evaluation, {}))
