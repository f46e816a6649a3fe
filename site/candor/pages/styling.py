"""The parts of the site shown together, with every state, for whoever edits it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import render_template
from wtforms import BooleanField, Form, RadioField, SelectChoice, StringField, TextAreaField

from candor.pages.buying import COMMITMENTS, LISTINGS
from candor.pages.declared import declared, gravest_first
from candor.palette import colours_of, palette, scale_of
from candor.stylesheet import FOLDER, TOKENS
from evaluator.declaration import Declaration
from evaluator.evaluation import Mark
from evaluator.results import ToldReceipt, ToldTrigger
from evaluator.routes import VerdictKind
from evaluator.statements import Statement
from evaluator.telling import MARKS_IN_WORDS

SENTENCES: Mapping[VerdictKind, str] = {
    VerdictKind.FIT: "{} fits what you describe.",
    VerdictKind.FIT_IF: "{} fits what you describe, if two things are true.",
    VerdictKind.NOT_A_FIT: "{} is not for what you describe.",
    VerdictKind.CANNOT_TELL: "We cannot tell whether {} is for what you describe.",
}


class Specimen(Form):
    """One field of each kind; none is ever sent."""

    line = StringField("One line", description="A hint stands between the label and its field.")
    wrong = StringField("One line that came back")
    text = TextAreaField("Several lines")
    choice = RadioField(
        "One of several", choices=[SelectChoice(mark.value, words) for mark, words in MARKS_IN_WORDS.items()]
    )
    box = BooleanField("A box to tick, with words that may well be longer than one line and then go on beside it")


def style() -> str:
    """Show the type scale, the palette, the grid and every part in every state."""
    content = declared()
    brand = content.product.brand
    tokens = (FOLDER / TOKENS).read_text(encoding="utf-8")
    name = content.product.name
    return render_template(
        "pages/style.html",
        sizes=scale_of(tokens),
        palette=palette(colours_of(tokens, brand.colours if brand else None)),
        verdicts=[(kind, sentence.format(name)) for kind, sentence in SENTENCES.items()],
        chosen=_one_of_each(content),
        receipts=[_told(one, unsure) for one, unsure in _counting(content)],
        form=_specimen(),
        latest=date.max,
        listings=LISTINGS,
        commitments=COMMITMENTS,
    )


def _one_of_each(content: Declaration) -> tuple[Statement, ...]:
    """Return the first statement of each kind: is, rules out, limits."""
    several = (content.is_for, [one for one in content.is_not_for if one.rules_out], content.is_not_for)
    found = [next(iter(each), None) for each in (*several[:2], [one for one in several[2] if one.limits])]
    return tuple(one for one in found if one is not None)


def _counting(content: Declaration) -> list[tuple[Statement, bool]]:
    each = [(one, False) for one in _one_of_each(content)]
    return [*each, *[(one, True) for one in gravest_first(content.is_not_for)[:1]]]


def _told(statement: Statement, unsure: bool) -> ToldReceipt:
    marked = ToldTrigger(words=("your own words",))
    return ToldReceipt(
        id=f"{statement.id}-unsure" if unsure else statement.id,
        kind=statement.kind,
        heading=statement.heading,
        says=statement.says,
        weight=statement.weight,
        condition=statement.condition,
        unsure=unsure,
        triggers=(marked,),
        proof=statement.proof,
        instead=statement.instead,
    )


def _specimen() -> Any:
    made: Callable[..., Any] = Specimen
    form = made(prefix="specimen-")
    form.wrong.data = "too much of it"
    form.wrong.errors = ("This can have at most 8 characters.",)
    form.choice.data = Mark.YES.value
    return form
