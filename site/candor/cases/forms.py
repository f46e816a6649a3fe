"""The forms of a case: the champion's and the reader's."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, StopValidation

from candor.forms import PublicForm, at_most, filled, on_one_line, one_address, stripped
from candor.settings import Settings
from evaluator.business_case import BusinessCase, Input
from evaluator.declaration import Consent
from evaluator.reckoning.rounding import written

KINDS = {"agree": "I agree", "ask": "I have a question", "not-now": "Not now, because…"}
"""What a reader can answer, as the choices read."""

LONGEST_NUMBER = 40


def note_field(settings: Settings) -> Any:
    """Return the field for the champion's own words."""
    return TextAreaField(
        "A note in your own words",
        description="Plain text. Readers see it as yours, so write your name here if they should know it.",
        filters=[stripped],
        validators=[at_most(settings.notes_limit, "The note")],
    )


def note_form(settings: Settings) -> Callable[..., Any]:
    """Return the form that makes a case."""

    class NoteForm(PublicForm):
        note = note_field(settings)
        key = HiddenField()

    return NoteForm


def words_form(settings: Settings) -> Callable[..., Any]:
    """Return the form that changes the note and what was decided."""

    class WordsForm(PublicForm):
        note = note_field(settings)
        decision = TextAreaField(
            "What was decided",
            description="Once there is something to tell: what, when, and what happens next.",
            filters=[stripped],
            validators=[at_most(settings.notes_limit, "What was decided")],
        )
        version = HiddenField()

    return WordsForm


def reply_form(settings: Settings) -> Callable[..., Any]:
    """Return the form that replies to an answer; ``was`` is the reply it is written over."""

    class ReplyForm(PublicForm):
        reply = TextAreaField(
            "Your reply",
            description="Every reader of the case sees it, below the words it replies to. No name is shown.",
            filters=[stripped],
            validators=[at_most(settings.notes_limit, "Your reply")],
        )
        was = HiddenField(filters=[stripped])

    return ReplyForm


def numbers_form(case: BusinessCase) -> Callable[..., Any]:
    """Return a form with one field for each number of a business case; an empty one takes the declared number."""
    fields: dict[str, Any] = {f"number-{one.id}": _number_field(one, case.currency) for one in case.inputs}
    return type("NumbersForm", (PublicForm,), {**fields, "version": HiddenField()})


def number_in(text: str) -> Decimal | None:
    """Return the number that somebody typed, or None where it is none."""
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace("\N{MINUS SIGN}", "-")
    try:
        number = Decimal(plain) if len(plain) <= LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _number_field(one: Input, currency: str) -> Any:
    unit = f"{currency} {one.unit}" if one.money else one.unit
    origin = one.your_own or (f"From “{one.source.title}”." if one.source else "")
    bounds = f"{written(one.minimum)} to {written(one.maximum)} {unit}. Declared: {written(one.default)}."
    return StringField(
        one.name,
        name=f"number-{one.id}",
        description=f"{one.asks} {bounds} {origin}",
        filters=[on_one_line],
        validators=[_is_a_number],
    )


def _is_a_number(_: Any, field: Any) -> None:
    if field.data and number_in(field.data) is None:
        raise StopValidation("Enter a number in digits, such as 1200 or 2.5, with a point and no comma.")


def answer_form(declared: Consent, settings: Settings) -> Callable[..., Any]:
    """Return the form in which a reader answers; who they are matters only if they may be contacted."""

    class AnswerForm(PublicForm):
        kind = RadioField(
            "Your answer",
            choices=[SelectChoice(kind, words) for kind, words in KINDS.items()],
            validators=[InputRequired("Choose an answer.")],
        )
        words = TextAreaField(
            "Your question, or what speaks against it now",
            description="One question at a time is answered best.",
            filters=[stripped],
            validators=[_says_something, at_most(settings.notes_limit, "What you write")],
        )
        name = StringField(
            "Your name", filters=[on_one_line], validators=[_needed("name"), at_most(settings.name_limit, "Your name")]
        )
        email = EmailField(
            "Your e-mail address",
            filters=[stripped],
            validators=[_needed("e-mail address"), at_most(settings.email_limit, "Your e-mail address"), _if_any],
        )
        company = StringField(
            "Your company",
            filters=[on_one_line],
            validators=[_needed("company"), at_most(settings.company_limit, "Your company")],
        )
        consent = BooleanField(declared.text)
        website = StringField()
        key = HiddenField()

    return AnswerForm


def champion_form(declared: Consent, settings: Settings) -> Callable[..., Any]:
    """Return the form in which champions agree to be named to inside sales."""

    class ChampionForm(PublicForm):
        name = StringField(
            "Your name",
            filters=[on_one_line],
            validators=[filled("Enter your name."), at_most(settings.name_limit, "Your name")],
        )
        email = EmailField(
            "Your e-mail address",
            filters=[stripped],
            validators=[
                filled("Enter your e-mail address."),
                at_most(settings.email_limit, "Your e-mail address"),
                one_address,
            ],
        )
        consent = BooleanField(
            declared.text,
            validators=[InputRequired("Tick the box if you agree. Without it nothing of your case is passed on.")],
        )
        version = HiddenField()

    return ChampionForm


def _says_something(form: Any, field: Any) -> None:
    missing = {"ask": "Write your question.", "not-now": "Write what speaks against it now."}.get(form.kind.data)
    if missing and not field.data:
        raise StopValidation(missing)


def _needed(what: str) -> Callable[[Any, Any], None]:
    """Refuse an empty field where the reader agrees to be contacted."""

    def check(form: Any, field: Any) -> None:
        if form.consent.data and not field.data:
            raise StopValidation(f"Enter your {what}, or untick the box below.")

    return check


def _if_any(form: Any, field: Any) -> None:
    if field.data:
        one_address(form, field)
