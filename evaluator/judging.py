"""Judging: what marks and answers make of the declared statements.

The rules are in ``docs/verdict.md``. Nothing here looks at the visitor's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.declaration import Declaration
from evaluator.evaluation import Mark
from evaluator.questions import Question
from evaluator.routes import VerdictKind
from evaluator.rules import (
    NOT_SURE,
    All,
    AnyOf,
    Not,
    Rule,
    Truth,
    conditions,
    conjunction,
    disjunction,
    negation,
    satisfying,
)
from evaluator.statements import Statement

Questions = Mapping[str, Question]
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One thing that made a statement count: the visitor's mark (no question), or an answer."""

    question: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a statement counted: its id, whether that is open, and what triggered it."""

    statement: str
    truth: Truth
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with a receipt for each of its reasons.

    ``fits`` are the *is* statements that hold; ``exclusions`` the ones that rule out;
    ``conditions`` the limits that hold and the exclusions the visitor is not sure of.
    ``open_statements`` are not settled because the visitor is not sure: they are what
    the verdict does not cover.
    """

    kind: VerdictKind
    fits: tuple[Receipt, ...] = ()
    exclusions: tuple[Receipt, ...] = ()
    conditions: tuple[Receipt, ...] = ()
    open_statements: tuple[Receipt, ...] = ()

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """The receipts that this kind of verdict rests on."""
        if self.kind is VerdictKind.NOT_A_FIT:
            return self.exclusions
        return (*self.fits, *self.conditions)


def truth_of_rule(rule: Rule, answers: Answers, questions: Questions) -> Truth:
    """Return whether a rule holds under answers; a missing answer leaves it unanswered."""
    match rule:
        case All(all=parts):
            return conjunction(truth_of_rule(part, answers, questions) for part in parts)
        case AnyOf(any=parts):
            return disjunction(truth_of_rule(part, answers, questions) for part in parts)
        case Not(part=part):
            return negation(truth_of_rule(part, answers, questions))
    answer = answers.get(rule.question)
    if answer is None:
        return Truth.UNANSWERED
    if answer == NOT_SURE:
        return Truth.NOT_SURE
    return Truth.YES if answer in satisfying(rule, questions[rule.question].values) else Truth.NO


def truth_of(mark: Mark | None, ruled: Truth | None) -> Truth:
    """Return whether a statement holds, given the visitor's mark and its rule's truth, if any.

    Either makes it hold. A mark settles what the answers leave open, and answers settle
    a mark of "not sure"; a statement that nothing raised does not hold.
    """
    if mark is Mark.YES or ruled is Truth.YES:
        return Truth.YES
    if mark is Mark.NO or ruled is Truth.NO:
        return Truth.NO
    if mark is Mark.NOT_SURE:
        return Truth.NOT_SURE
    return ruled if ruled is not None else Truth.NO


def kind_of(*, fits: bool, ruled_out: Truth, limited: bool) -> VerdictKind:
    """Return the verdict for what holds.

    ``ruled_out`` is the disjunction over the statements that rule out; of its open
    truths only "not sure" makes a condition.
    """
    if ruled_out is Truth.YES:
        return VerdictKind.NOT_A_FIT
    if not fits:
        return VerdictKind.CANNOT_TELL
    if limited or ruled_out is Truth.NOT_SURE:
        return VerdictKind.FIT_IF
    return VerdictKind.FIT


def judge(declaration: Declaration, marks: Mapping[str, Mark], answers: Answers) -> Verdict:
    """Return the verdict for marks and answers, taken as they are.

    Answers that no longer apply must have been left out before: ``Decider`` does that.
    """
    receipts = [_receipt(declaration, statement, marks, answers) for statement in declaration.statements]
    holding = [receipt for receipt in receipts if receipt.truth is Truth.YES]
    unsure = [receipt for receipt in receipts if receipt.truth is Truth.NOT_SURE]
    of = declaration.statement
    fits = tuple(receipt for receipt in holding if of[receipt.statement].kind == "is")
    exclusions = tuple(receipt for receipt in holding if of[receipt.statement].rules_out)
    limits = tuple(receipt for receipt in holding if of[receipt.statement].limits)
    unsure_exclusions = tuple(receipt for receipt in unsure if of[receipt.statement].rules_out)
    ruled_out = Truth.YES if exclusions else Truth.NOT_SURE if unsure_exclusions else Truth.NO
    kind = kind_of(fits=bool(fits), ruled_out=ruled_out, limited=bool(limits))
    return Verdict(kind, fits, exclusions, (*unsure_exclusions, *limits), tuple(unsure))


def _receipt(declaration: Declaration, statement: Statement, marks: Mapping[str, Mark], answers: Answers) -> Receipt:
    questions = declaration.question
    mark = marks.get(statement.id)
    ruled = truth_of_rule(statement.when, answers, questions) if statement.when is not None else None
    truth = truth_of(mark, ruled)
    triggers: list[Trigger] = []
    if mark is not None and truth.value == mark.value.replace("-", " "):
        triggers.append(Trigger())
    if statement.when is not None and ruled is truth:
        triggers.extend(_triggers(statement.when, truth, answers, questions))
    return Receipt(statement.id, truth, tuple(dict.fromkeys(triggers)))


def _triggers(rule: Rule, truth: Truth, answers: Answers, questions: Questions) -> list[Trigger]:
    """Return the answers by which a rule has the truth it has."""
    match rule:
        case All(all=parts) | AnyOf(any=parts):
            return [
                trigger
                for part in parts
                if truth_of_rule(part, answers, questions) is truth
                for trigger in _triggers(part, truth, answers, questions)
            ]
        case Not(part=part):
            return _triggers(part, negation(truth), answers, questions)
    return [Trigger(rule.question, answers.get(rule.question))]


def questions_in(rule: Rule | None) -> frozenset[str]:
    """Return the ids of the questions that a rule looks at."""
    return frozenset(condition.question for condition in conditions(rule)) if rule is not None else frozenset()
