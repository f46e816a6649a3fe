"""Results: a verdict and its route, in words, frozen as they were given.

A result holds every sentence that its page shows, so that it never changes when the
content does, and so that whoever reads it later reads what the visitor read.
"""

from collections.abc import Mapping

from pydantic import Field

from evaluator.deciding import Decider, Outcome
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.flipping import Flips, flips
from evaluator.judging import Receipt, Trigger
from evaluator.routes import Destination, Tier, VerdictKind
from evaluator.rules import NOT_SURE, Frozen, Truth
from evaluator.sources import Source
from evaluator.statements import Alternative, Weight
from evaluator.telling import MARKS_IN_WORDS, about_words, change_in_words, not_covered, open_questions, sentence_of

Led = Mapping[str, tuple[str, ...]]
"""The visitor's own words that led to a statement, by its id."""

MOST_TOLD = 2
"""How many answers to questions not asked yet one flip tells in full."""


class ToldTrigger(Frozen):
    """What made a statement count; a mark has no question. ``words`` are the visitor's, where they led to it."""

    question: str | None = None
    answer: str | None = None
    words: tuple[str, ...] = ()


class ToldReceipt(Frozen):
    """A receipt in words: the statement as it read, what triggered it, and its proof."""

    id: str
    kind: str
    heading: str
    says: str
    weight: Weight | None
    condition: str | None
    unsure: bool
    triggers: tuple[ToldTrigger, ...]
    proof: tuple[Source, ...]
    instead: tuple[Alternative, ...]


class ToldMark(Frozen):
    """A statement that the visitor marked, and how."""

    id: str
    kind: str
    heading: str
    says: str
    mark: str


class ToldAnswer(Frozen):
    """A question that was asked, and its answer."""

    id: str
    asks: str
    answer: str
    sure: bool


class ToldFlip(Frozen):
    """One way to another verdict, as clauses that go on after "if".

    ``further`` are answers to questions asked only then; where they are many, only
    ``asked_then`` tells how many questions that would be.
    """

    kind: VerdictKind
    changes: tuple[str, ...]
    further: tuple[str, ...]
    asked_then: int = 0


class Result(Frozen):
    """Everything the visitor was told. ``answers`` are those that counted, in the order asked.

    ``marked`` and ``answered`` hold all that the visitor said, by id, so that it can be judged
    again. A stored result is read for years: a field added later needs a default.
    """

    version: str
    product: str
    persona: str
    persona_name: str
    tier: Tier
    words: str
    kind: VerdictKind
    sentence: str
    fits: tuple[ToldReceipt, ...]
    exclusions: tuple[ToldReceipt, ...]
    conditions: tuple[ToldReceipt, ...]
    about_words: str | None = None
    not_covered: tuple[str, ...]
    open_questions: tuple[str, ...]
    marks: tuple[ToldMark, ...]
    answers: tuple[ToldAnswer, ...]
    flips: tuple[ToldFlip, ...]
    far: tuple[VerdictKind, ...]
    impossible: tuple[VerdictKind, ...]
    route: str
    because: str
    step: Destination
    also: tuple[Destination, ...]
    qualified: bool
    qualification: str
    marked: dict[str, Mark] = Field(default_factory=dict)
    answered: dict[str, str] = Field(default_factory=dict)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What to use instead, once each, from all that rules out."""
        found = {one.name: one for receipt in self.exclusions for one in receipt.instead}
        return tuple(found.values())

    @property
    def flips_by_kinds(self) -> tuple[tuple[tuple[VerdictKind, ...], tuple[ToldFlip, ...]], ...]:
        """The flips by the verdicts they lead to, from fit to cannot tell.

        One after which many questions are still open leads to several verdicts, and is told once.
        """
        leads: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[VerdictKind, ToldFlip]] = {}
        for flip in self.flips:
            leads.setdefault((flip.changes, flip.further), {})[flip.kind] = flip
        groups: dict[tuple[VerdictKind, ...], list[ToldFlip]] = {}
        for each in leads.values():
            kinds = tuple(kind for kind in VerdictKind if kind in each)
            groups.setdefault(kinds, []).append(next(iter(each.values())))
        order = list(VerdictKind)
        return tuple((kinds, tuple(groups[kinds])) for kinds in sorted(groups, key=lambda one: order.index(one[0])))

    @property
    def offers_contact(self) -> bool:
        """Tell whether the route offers a person."""
        return any(one.leads_to == "contact" for one in (self.step, *self.also))


def result_of(decider: Decider, evaluation: Evaluation, led: Led) -> Result:
    """Return the result of an evaluation that no question can change any more."""
    declaration = decider.declaration
    outcome = decider.decide(evaluation)
    persona = declaration.persona[evaluation.persona]
    found = flips(decider, evaluation, outcome.path, outcome.verdict.kind)
    verdict, route = outcome.verdict, outcome.route
    return Result(
        version=declaration.version,
        product=declaration.product.name,
        persona=persona.id,
        persona_name=persona.name,
        tier=persona.tier,
        words=evaluation.words,
        kind=verdict.kind,
        sentence=sentence_of(declaration, verdict),
        fits=_receipts(declaration, verdict.fits, led),
        exclusions=_receipts(declaration, verdict.exclusions, led),
        conditions=_receipts(declaration, verdict.conditions, led),
        about_words=about_words(evaluation, led),
        not_covered=not_covered(declaration, evaluation, outcome),
        open_questions=open_questions(declaration, evaluation, outcome),
        marks=_marks(declaration, evaluation),
        answers=_answers(declaration, outcome),
        flips=_flips(declaration, found),
        far=found.far,
        impossible=found.impossible,
        route=route.id,
        because=route.because,
        step=declaration.destination[route.to],
        also=tuple(declaration.destination[one] for one in route.also),
        qualified=outcome.qualified is Truth.YES,
        qualification=declaration.routes.qualification.says,
        marked=dict(evaluation.marks),
        answered=dict(evaluation.answers),
    )


def _receipts(declaration: Declaration, receipts: tuple[Receipt, ...], led: Led) -> tuple[ToldReceipt, ...]:
    return tuple(_receipt(declaration, receipt, led) for receipt in receipts)


def _receipt(declaration: Declaration, receipt: Receipt, led: Led) -> ToldReceipt:
    statement = declaration.statement[receipt.statement]
    return ToldReceipt(
        id=statement.id,
        kind=statement.kind,
        heading=statement.heading,
        says=statement.says,
        weight=statement.weight,
        condition=statement.condition,
        unsure=receipt.truth is Truth.NOT_SURE,
        triggers=tuple(_trigger(declaration, trigger, led.get(statement.id, ())) for trigger in receipt.triggers),
        proof=statement.proof,
        instead=statement.instead,
    )


def _trigger(declaration: Declaration, trigger: Trigger, words: tuple[str, ...]) -> ToldTrigger:
    if trigger.question is None or trigger.answer is None:
        return ToldTrigger(words=words)
    question = declaration.question[trigger.question]
    return ToldTrigger(question=question.asks, answer=question.label(trigger.answer))


def _marks(declaration: Declaration, evaluation: Evaluation) -> tuple[ToldMark, ...]:
    return tuple(
        ToldMark(
            id=one.id,
            kind=one.kind,
            heading=one.heading,
            says=one.says,
            mark=MARKS_IN_WORDS[evaluation.marks[one.id]],
        )
        for one in declaration.statements
        if one.id in evaluation.marks
    )


def _answers(declaration: Declaration, outcome: Outcome) -> tuple[ToldAnswer, ...]:
    told = []
    for identifier, answer in outcome.path.answers:
        question = declaration.question[identifier]
        sure = answer != NOT_SURE
        told.append(ToldAnswer(id=identifier, asks=question.asks, answer=question.label(answer), sure=sure))
    return tuple(told)


def _flips(declaration: Declaration, found: Flips) -> tuple[ToldFlip, ...]:
    told = (
        ToldFlip(
            kind=flip.kind,
            changes=tuple(change_in_words(declaration, change) for change in flip.changes),
            further=tuple(change_in_words(declaration, change) for change in flip.further)
            if len(flip.further) <= MOST_TOLD
            else (),
            asked_then=len(flip.further),
        )
        for flip in found.found
    )
    # Ways that differ only in answers that are not told read the same.
    return tuple(dict.fromkeys(told))
