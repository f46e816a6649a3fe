"""Rules as a visitor reads them: which answers make a statement hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from evaluator.questions import Question
from evaluator.rules import All, AnyOf, Bound, Choice, Not, Rule, satisfying

PutTogether = Callable[[frozenset[str], frozenset[str]], frozenset[str]]


def in_words(rule: Rule, questions: Mapping[str, Question]) -> str:
    """Return a rule as what has to be so, without a capital and without a stop."""
    match rule:
        case All(all=parts):
            return _joined(_told(parts, questions, frozenset.intersection), "and")
        case AnyOf(any=parts):
            return _joined(_told(parts, questions, frozenset.union), "or")
        case Not(part=part):
            return f"it is not so that {_bracketed(part, questions)}"
        case Choice() | Bound():
            return _answered(questions[rule.question], satisfying(rule, questions[rule.question].values))


def _told(parts: Iterable[Rule], questions: Mapping[str, Question], put_together: PutTogether) -> list[str]:
    """Return the parts in words; what they say of the same question is said once."""
    meant: dict[str, frozenset[str]] = {}
    others: list[str] = []
    for part in parts:
        if isinstance(part, Choice | Bound):
            options = satisfying(part, questions[part.question].values)
            meant[part.question] = put_together(meant.get(part.question, options), options)
        else:
            others.append(_bracketed(part, questions))
    return [*(_answered(questions[question], options) for question, options in meant.items()), *others]


def _bracketed(rule: Rule, questions: Mapping[str, Question]) -> str:
    """Return a part of a rule, in brackets where it could be read together with its neighbours."""
    words = in_words(rule, questions)
    return f"({words})" if isinstance(rule, All | AnyOf) else words


def _answered(question: Question, options: frozenset[str]) -> str:
    labels = [f"“{option.label}”" for option in question.options if option.id in options]
    return f"you answer “{question.asks}” with {_joined(labels, 'or') or 'nothing that there is'}"


def _joined(parts: Sequence[str], word: str) -> str:
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)
