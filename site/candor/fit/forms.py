"""The forms of the fit check. They carry no token: the origin check protects public forms."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, StopValidation

from candor.forms import PublicForm, at_most, stripped
from candor.settings import Settings
from evaluator.declaration import Declaration
from evaluator.questions import Question
from evaluator.rules import NOT_SURE
from evaluator.statements import Statement
from evaluator.telling import MARKS_IN_WORDS

Labelled = tuple[tuple[str, str], ...]
"""What can be chosen: ids with the words they are shown by."""

LEFT_OPEN = "open"
"""What takes a mark back."""


def words_form(declaration: Declaration, settings: Settings) -> Callable[..., Any]:
    """Return the form in which visitors say what they want to do and who they are."""
    return _words_form(tuple((persona.id, persona.name) for persona in declaration.personas), settings.words_limit)


# Making a form costs more than filling it in: each is made once for what it shows.
@lru_cache(maxsize=16)
def _words_form(personas: Labelled, limit: int) -> Callable[..., Any]:
    choices = [SelectChoice(id, name) for id, name in personas]

    class WordsForm(PublicForm):
        words = TextAreaField(
            "What do you want to do?",
            description="In your own words, as you would tell a colleague: what it is, how much, how many, how often.",
            filters=[stripped],
            validators=[at_most(limit, "What you want to do")],
        )
        persona = RadioField(
            "Which of these are you?",
            choices=choices,
            validators=[InputRequired("Choose which of these you are.")],
            validate_choice=True,
        )
        key = HiddenField()

    return WordsForm


def marks_form(statements: Iterable[Statement]) -> Callable[..., Any]:
    """Return a form with one group of choices a statement; none has to be chosen, and a mark can be taken back."""
    return _marks_form(tuple((statement.id, statement.heading) for statement in statements))


@lru_cache(maxsize=16)
def _marks_form(statements: Labelled) -> Callable[..., Any]:
    choices = [(mark.value, words) for mark, words in MARKS_IN_WORDS.items()] + [(LEFT_OPEN, "Leave it open")]
    fields = {
        f"mark-{id}": RadioField(
            heading,
            name=f"mark-{id}",
            choices=[SelectChoice(value, words) for value, words in choices],
            validators=[known_mark],
        )
        for id, heading in statements
    }
    return type("MarksForm", (PublicForm,), fields)


def known_mark(_: Any, field: Any) -> None:
    """Let a group be left alone; anything chosen has to be one of the choices."""
    if not field.data:
        field.errors = []
        raise StopValidation()


def question_form(question: Question) -> Callable[..., Any]:
    """Return the form that asks one question; "not sure" is always a choice."""
    return _question_form(question.asks, tuple((option.id, option.label) for option in question.options))


@lru_cache(maxsize=256)
def _question_form(asks: str, options: Labelled) -> Callable[..., Any]:
    choices = [SelectChoice(id, label) for id, label in options]

    class QuestionForm(PublicForm):
        answer = RadioField(
            asks,
            choices=[*choices, SelectChoice(NOT_SURE, "Not sure")],
            validators=[InputRequired("Choose an answer. “Not sure” is one.")],
        )

    return QuestionForm
