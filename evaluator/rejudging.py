"""Judging again: a result's own evaluation under a later declaration."""

from dataclasses import dataclass

from evaluator.deciding import Decider
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation
from evaluator.results import Result
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE
from evaluator.telling import MARKS_IN_WORDS, sentence_of


@dataclass(frozen=True, slots=True)
class VerdictNow:
    """What the same marks and answers come to under the declaration of now.

    ``asks`` is the question that is asked now and was not answered; where there is one,
    the verdict stands only until it is.
    """

    kind: VerdictKind
    sentence: str
    asks: str | None


def evaluation_of(result: Result, then: Declaration) -> Evaluation:
    """Return the evaluation that a result was given for.

    Results stored before they kept it are read back from their words.
    """
    by_words = {words: mark for mark, words in MARKS_IN_WORDS.items()}
    marks = result.marked or {one.id: by_words[one.mark] for one in result.marks}
    answers = result.answered or {one.id: _answer(then, one.id, one.answer) for one in result.answers}
    return Evaluation(result.persona, result.words, marks, answers)


def _answer(then: Declaration, question: str, label: str) -> str:
    return next((one.id for one in then.question[question].options if one.label == label), NOT_SURE)


def verdict_now(now: Decider, evaluation: Evaluation) -> VerdictNow | None:
    """Return the verdict of today's declaration, or None where it has no such persona any more.

    Marks on statements that vanished and answers to questions that did are left out.
    """
    declaration = now.declaration
    if evaluation.persona not in declaration.persona:
        return None
    marks = {one: mark for one, mark in evaluation.marks.items() if one in declaration.statement}
    answers = {one: answer for one, answer in evaluation.answers.items() if one in declaration.question}
    outcome = now.decide(Evaluation(evaluation.persona, evaluation.words, marks, answers))
    asks = outcome.path.next_question
    return VerdictNow(
        kind=outcome.verdict.kind,
        sentence=sentence_of(declaration, outcome.verdict),
        asks=None if asks is None else asks.asks,
    )
