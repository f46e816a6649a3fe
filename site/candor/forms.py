"""What public forms are made of. They carry no token: the origin check protects them."""

from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from candor.records.email_addresses import ADDRESS
from candor.settings import Settings
from evaluator.declaration import Product


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
    """Refuse what is not exactly one e-mail address, unless something else is wrong with it already."""
    if not field.errors and not ADDRESS.fullmatch(field.data or ""):
        raise ValidationError("Enter one e-mail address, such as name@example.org.")


def filled(message: str) -> Callable[[Any, Any], None]:
    """Refuse a field that is empty or only white space."""

    def check(_: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


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
