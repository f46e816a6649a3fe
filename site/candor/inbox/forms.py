"""Forms of the inbox: they carry the session's token and the version of what they change."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import EmailField, HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from candor.forms import PublicForm, at_most, filled, on_one_line, one_address, stripped
from candor.records.reps import Rep
from candor.settings import Settings
from evaluator.outcomes import LeadOutcome

MISSING = "missing"
MISSING_LABEL = "A reason that is missing here"
VERDICT_WAS = {"right": "Yes", "wrong": "No", "unknown": "Nobody can tell yet"}


class EditForm(PublicForm):
    """What every edit of a lead sends; the token of the session is asked for before any view runs."""

    key = HiddenField()
    version = HiddenField()


def chosen(message: str) -> Callable[[Any, Any], None]:
    """Refuse a choice that was not made, in place of what the choices would say of it."""

    def check(_: Any, field: Any) -> None:
        if field.data not in {choice.value for choice in field.iter_choices()}:
            field.errors = []
            raise StopValidation(message)

    return check


def note_form(settings: Settings) -> Callable[..., Any]:
    """Return the form that keeps a note."""

    class NoteForm(EditForm):
        words = TextAreaField(
            "A note for the team",
            filters=[stripped],
            validators=[filled("Write the note."), at_most(settings.notes_limit, "The note")],
        )

    return NoteForm


def hand_over_form(settings: Settings, team: Iterable[Rep]) -> Callable[..., Any]:
    """Return the form that hands a lead to one of a team."""

    class HandOverForm(EditForm):
        to = RadioField(
            "To whom",
            choices=_choices((rep.id, rep.name) for rep in team),
            validators=[chosen("Choose who takes it.")],
            validate_choice=False,
        )
        words = TextAreaField(
            "A word with it", filters=[stripped], validators=[at_most(settings.notes_limit, "The word")]
        )

    return HandOverForm


def invitation_form(settings: Settings) -> Callable[..., Any]:
    """Return the form that adds somebody to the team."""

    class InvitationForm(PublicForm):
        name = StringField(
            "Name",
            filters=[on_one_line],
            validators=[filled("Enter a name."), at_most(settings.name_limit, "The name")],
        )
        email = EmailField(
            "E-mail address",
            filters=[stripped],
            validators=[filled("Enter an address."), at_most(settings.email_limit, "The address"), one_address],
        )
        role = RadioField(
            "Role",
            choices=_choices([("rep", "Rep: works leads"), ("admin", "Admin: also runs the team and people's data")]),
            default="rep",
            validators=[chosen("Choose a role.")],
            validate_choice=False,
        )

    return InvitationForm


def closing_form(
    settings: Settings, outcomes: Iterable[LeadOutcome], statements: Iterable[tuple[str, str]]
) -> Callable[..., Any]:
    """Return the form that closes a lead with an outcome and a reason, as one choice."""
    ends = [
        (f"{outcome.id}/{reason}", label)
        for outcome in outcomes
        for reason, label in (
            *((one.id, one.says) for one in outcome.reasons),
            (MISSING, MISSING_LABEL),
        )
    ]

    class ClosingForm(EditForm):
        why = RadioField(
            "How did it end?",
            choices=_choices(ends),
            validators=[chosen("Choose how it ended, and why.")],
            validate_choice=False,
        )
        proposed = StringField(
            "The reason that is missing",
            description="Only where none of the reasons says it. It goes to whoever edits the content.",
            filters=[on_one_line],
            validators=[at_most(120, "The reason")],
        )
        verdict_was = RadioField(
            "Was the verdict right?",
            choices=_choices(VERDICT_WAS.items()),
            validators=[chosen("Say whether the verdict was right.")],
            validate_choice=False,
        )
        wrong_statement = SelectField(
            "The statement that was wrong",
            choices=_choices([("", "None chosen"), *statements]),
            description="Only where the verdict was wrong.",
            default="",
        )
        words = TextAreaField(
            "What did you learn?", filters=[stripped], validators=[at_most(settings.notes_limit, "What you learned")]
        )

        def validate_proposed(self, field: Any) -> None:
            """Ask for the reason that is missing where it is said that one is."""
            if (self.why.data or "").endswith(f"/{MISSING}") and not field.data:
                raise StopValidation("Write the reason that is missing.")

        def validate_wrong_statement(self, field: Any) -> None:
            """Ask which statement was wrong where the verdict was."""
            if self.verdict_was.data == "wrong" and not field.data:
                raise StopValidation("Choose the statement that was wrong.")

    return ClosingForm


def _choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]
