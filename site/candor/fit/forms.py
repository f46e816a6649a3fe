"""The forms of the fit check. They carry no token: the origin check protects public forms."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from candor.settings import Settings
from evaluator.declaration import Declaration, Product
from evaluator.questions import Question
from evaluator.rules import NOT_SURE
from evaluator.statements import Statement
from evaluator.telling import MARKS_IN_WORDS

ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+\.[^\s@,;:<>()\[\]\\\".]+")


class PublicForm(FlaskForm):
    """A form that anybody may send from a page of this site."""

    class Meta:
        """No token: public pages set no cookie that it could be tied to."""

        csrf = False


def stripped(text: str | None) -> str:
    """Return text without white space around it, its lines ended by one character as the visitor counts them."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def on_one_line(text: str | None) -> str:
    """Return text on one line, as browsers send it from a field of one line."""
    return " ".join((text or "").split())


def at_most(limit: int, what: str) -> Length:
    """Refuse text longer than ``limit`` code points, saying by how much it may be."""
    return Length(max=limit, message=f"{what} can have at most {limit:,} characters.")


def one_address(_: Any, field: Any) -> None:
    """Refuse what is not exactly one e-mail address."""
    if not ADDRESS.fullmatch(field.data or ""):
        raise ValidationError("Enter one e-mail address, such as name@example.org.")


def filled(message: str) -> Callable[[Any, Any], None]:
    """Refuse a field that is empty or only white space."""

    def check(_: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


def words_form(declaration: Declaration, settings: Settings) -> Callable[..., Any]:
    """Return the form in which visitors say what they want to do and who they are."""
    choices = [SelectChoice(persona.id, persona.name) for persona in declaration.personas]

    class WordsForm(PublicForm):
        words = TextAreaField(
            "What do you want to do?",
            description="In your own words, as you would tell a colleague: what it is, how much, how many, how often.",
            filters=[stripped],
            validators=[at_most(settings.words_limit, "What you want to do")],
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
    """Return a form with one group of choices a statement; none has to be chosen."""
    fields = {
        f"mark-{statement.id}": RadioField(
            statement.heading,
            name=f"mark-{statement.id}",
            choices=[SelectChoice(mark.value, words) for mark, words in MARKS_IN_WORDS.items()],
            validators=[known_mark],
        )
        for statement in statements
    }
    return type("MarksForm", (PublicForm,), fields)


def known_mark(_: Any, field: Any) -> None:
    """Let a group be left alone; anything chosen has to be one of the choices."""
    if not field.data:
        field.errors = []
        raise StopValidation()


def question_form(question: Question) -> Callable[..., Any]:
    """Return the form that asks one question; "not sure" is always a choice."""
    choices = [SelectChoice(option.id, option.label) for option in question.options]

    class QuestionForm(PublicForm):
        answer = RadioField(
            question.asks,
            choices=[*choices, SelectChoice(NOT_SURE, "Not sure")],
            validators=[InputRequired("Choose an answer. “Not sure” is one.")],
        )

    return QuestionForm


def contact_form(product: Product, settings: Settings) -> Callable[..., Any]:
    """Return the form that asks a person to reply."""
    contact = product.contact

    class ContactForm(PublicForm):
        name = StringField(
            "Your name",
            filters=[on_one_line],
            validators=[filled("Enter your name."), at_most(settings.name_limit, "Your name")],
        )
        email = EmailField(
            "Your e-mail address",
            description="The reply goes there, and nothing else does.",
            filters=[stripped],
            validators=[
                filled("Enter your e-mail address."),
                at_most(settings.email_limit, "Your e-mail address"),
                one_address,
            ],
        )
        company = StringField(
            "Your company",
            filters=[on_one_line],
            validators=[filled("Enter your company."), at_most(settings.company_limit, "Your company")],
        )
        role = StringField("Your role", filters=[on_one_line], validators=[at_most(settings.role_limit, "Your role")])
        open_questions = TextAreaField(
            "What is still open for you?",
            description="What you were not sure of stands here already. Change it as you like.",
            filters=[stripped],
            validators=[at_most(settings.notes_limit, "What is still open")],
        )
        consent = BooleanField(
            contact.consent.text,
            validators=[InputRequired("Tick the box if a person may write to you. Without it nobody can reply.")],
        )
        website = StringField()
        key = HiddenField()

    return ContactForm
