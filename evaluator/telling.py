"""Telling a verdict in plain sentences, whatever the product."""

from collections.abc import Mapping, Sequence

from evaluator.deciding import Outcome
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.flipping import AnswerChange, Change
from evaluator.judging import Verdict
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE

_COUNTS = ("no thing is", "one thing is", "two things are", "three things are", "four things are", "five things are")


def sentence_of(declaration: Declaration, verdict: Verdict) -> str:
    """Return the one large sentence that a verdict opens with."""
    name = declaration.product.name
    if verdict.kind is VerdictKind.FIT:
        return f"{name} fits what you describe."
    if verdict.kind is VerdictKind.FIT_IF:
        number = len(verdict.conditions)
        count = _COUNTS[number] if number < len(_COUNTS) else f"{number} things are"
        return f"{name} fits what you describe, if {count} true."
    if verdict.kind is VerdictKind.NOT_A_FIT:
        return f"{name} is not for what you describe."
    return f"We cannot tell whether {name} is for what you describe."


def not_covered(
    declaration: Declaration, evaluation: Evaluation, outcome: Outcome, led: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return, one sentence each, what the verdict leaves out and why."""
    told = []
    marked_true = [one for one in evaluation.marks if evaluation.marks[one] is Mark.YES]
    if evaluation.words.strip():
        if not led:
            told.append("Nothing declared here matches your own words, so they had no part in this.")
        elif not any(one in led for one in marked_true):
            told.append("You marked none of the statements that your words led to as true, so your words had no part.")
        else:
            told.append("What your words say beyond the statements you marked was not judged: words never decide here.")
    told.extend(f"You were not sure: {asks}" for asks in open_questions(declaration, evaluation, outcome))
    if outcome.verdict.kind is VerdictKind.CANNOT_TELL and not outcome.verdict.open_statements:
        told.append("None of the statements about what it is for holds for you, by your marks or your answers.")
    return tuple(told)


def open_questions(declaration: Declaration, evaluation: Evaluation, outcome: Outcome) -> tuple[str, ...]:
    """Return what the visitor was not sure of: questions as asked, statements as they read."""
    questions = [declaration.question[one].asks for one, answer in outcome.path.answers if answer == NOT_SURE]
    unsure = [one for one in declaration.statements if evaluation.marks.get(one.id) is Mark.NOT_SURE]
    return (*questions, *(f"Is this so? “{one.says}”" for one in unsure))


def change_in_words(declaration: Declaration, change: Change) -> str:
    """Return one change of a flip as a sentence a director understands."""
    if isinstance(change, AnswerChange):
        question = declaration.question[change.question]
        to = _either([f"“{question.label(answer)}”" for answer in change.to])
        if change.was is None:
            return f"To “{question.asks}” you would answer {to}"
        return f"To “{question.asks}” you would answer {to} instead of “{question.label(change.was)}”"
    headings = [f"“{declaration.statement[one].heading}”" for one in change.statements]
    if change.every:
        return f"You would mark {_all(headings)} as not true for you"
    some = headings[0] if len(headings) == 1 else f"at least one of {_either(headings)}"
    return f"You would mark {some} as true for you"


def _either(parts: Sequence[str]) -> str:
    return _joined(parts, "or")


def _all(parts: Sequence[str]) -> str:
    return _joined(parts, "and")


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
