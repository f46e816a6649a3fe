"""Telling a verdict in plain sentences, whatever the product."""

from collections.abc import Mapping, Sequence

from evaluator.changing import AnswerChange, Change
from evaluator.deciding import Outcome
from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.judging import Verdict
from evaluator.routes import VerdictKind
from evaluator.rules import NOT_SURE

VERDICTS_IN_WORDS: Mapping[VerdictKind, str] = {
    VerdictKind.FIT: "Fit",
    VerdictKind.FIT_IF: "Fit if",
    VerdictKind.NOT_A_FIT: "Not a fit",
    VerdictKind.CANNOT_TELL: "Cannot tell",
}
"""The word that a verdict is told by, on the site and on paper."""

MARKS_IN_WORDS: Mapping[Mark, str] = {Mark.YES: "Our case", Mark.NO: "Not our case", Mark.NOT_SURE: "Not sure"}
"""What a visitor marks a statement with, in the visitor's words."""

MOST_NAMED = 3
"""How many statements of which any one would do are named."""

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


def about_words(evaluation: Evaluation, led: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return what became of the visitor's own words, or None where there were none."""
    if not evaluation.words.strip():
        return None
    if not led:
        return "Nothing declared here matches your own words, so they had no part in this."
    if not any(evaluation.marks.get(one) is Mark.YES for one in led):
        return (
            "You marked none of the statements that your words led to as your case, so your words had no part in this."
        )
    return "What your words say beyond the statements you marked was not judged: words never decide here."


def not_covered(declaration: Declaration, evaluation: Evaluation, outcome: Outcome) -> tuple[str, ...]:
    """Return, one sentence each, what the verdict leaves out."""
    told = [f"Not sure: {asks}" for asks in open_questions(declaration, evaluation, outcome)]
    if outcome.verdict.kind is VerdictKind.CANNOT_TELL:
        told.append("None of the statements about what it is for holds, by the marks or the answers given.")
    return tuple(told)


def open_questions(declaration: Declaration, evaluation: Evaluation, outcome: Outcome) -> tuple[str, ...]:
    """Return what the visitor was not sure of: questions as asked, statements as they read."""
    questions = [declaration.question[one].asks for one, answer in outcome.path.answers if answer == NOT_SURE]
    unsure = [one for one in declaration.statements if evaluation.marks.get(one.id) is Mark.NOT_SURE]
    return (*questions, *(f"Is “{one.heading}” your case?" for one in unsure))


def change_in_words(declaration: Declaration, change: Change) -> str:
    """Return one change of a flip as a clause that goes on after "if"."""
    if isinstance(change, AnswerChange):
        question = declaration.question[change.question]
        to = _either([f"“{question.label(answer)}”" for answer in change.to])
        instead = "" if change.was is None else f" instead of “{question.label(change.was)}”"
        return f"“{question.asks}” were answered {to}{instead}"
    headings = [f"“{declaration.statement[one].heading}”" for one in change.statements]
    if change.every:
        return f"{_all(headings)} were marked as not your case"
    named = headings if len(headings) <= MOST_NAMED else [*headings[:2], f"one of {len(headings) - 2} more"]
    return f"{_either(named)} were marked as your case"


def _either(parts: Sequence[str]) -> str:
    return _joined(parts, "or")


def _all(parts: Sequence[str]) -> str:
    return _joined(parts, "and")


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
