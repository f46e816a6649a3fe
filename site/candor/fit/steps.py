"""The steps of the fit check: words and persona, statements, questions, and all answers."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug import Response

from candor.errors import SentBefore
from candor.fit.arrival import arrival_of
from candor.fit.forms import LEFT_OPEN, marks_form, question_form, words_form
from candor.fit.highlighting import pieces
from candor.fit.journey import Journey, freeze, journey_of, journey_with
from candor.form_keys import made_at, new_key
from candor.records import evaluations
from candor.records.evaluations import Opening, Started
from candor.records.tokens import derived
from candor.services import services
from evaluator.questions import Question
from evaluator.telling import MARKS_IN_WORDS

Page = str | tuple[str, int] | Response


def start() -> Page:
    """Ask what the visitor wants to do and who they are; begin an evaluation with the answer."""
    site = services()
    declaration = site.contents.current.declaration
    form = words_form(declaration, site.settings)()
    if request.method != "POST":
        form.persona.data = request.args.get("as")
        # A search that found nothing carries its words here; they stood in an address before.
        form.words.data = request.args.get("words")
        form.key.data = new_key(site.clock())
        return render_template("fit/start.html", form=form, arrival=_arrival())
    if not form.validate():
        return render_template("fit/start.html", form=form, arrival=_posted_arrival()), 422
    if made_at(form.key.data) is None:
        # The form is from before a change of keys, or was made elsewhere: one more click sends it.
        form.key.data = new_key(site.clock())
        form.form_errors.append("This form had lost its key. Nothing is lost: send it again.")
        return render_template("fit/start.html", form=form, arrival=_posted_arrival()), 422
    token = derived(form.key.data, "evaluation")
    version = site.contents.current.version
    opening = Opening(token, version, form.persona.data, form.words.data, _posted_arrival())
    started = evaluations.start(site.database, opening, site.clock())
    if started is Started.DIFFERENT:
        key = new_key(site.clock())
        raise SentBefore(
            "This form was sent before with other words. Send it again to begin another fit check.", key=key
        )
    if started is Started.NEW and form.words.data:
        return redirect(url_for("fit.statements", token=token), 303)
    return _go_on(journey_of(token), to_statements=True)


def resume(token: str) -> Page:
    """Send the visitor to where they left off, on whatever device."""
    return redirect(journey_of(token).next_address, 303)


def restate(token: str) -> Page:
    """Change the words or the persona; marks and answers stay and count where they still apply."""
    journey = journey_of(token)
    form = words_form(journey.edition.declaration, services().settings)(
        words=journey.stored.words, persona=journey.stored.persona
    )
    if request.method != "POST":
        return render_template("fit/restate.html", form=form, journey=journey)
    if not form.validate():
        return render_template("fit/restate.html", form=form, journey=journey), 422
    site = services()
    stored = evaluations.restate(site.database, token, form.persona.data, form.words.data, site.clock())
    return _go_on(journey_with(token, stored), to_statements=True)


def statements(token: str) -> Page:
    """Put the statements that the words seem to mean in front of the visitor, to be marked."""
    journey = journey_of(token)
    declaration = journey.edition.declaration
    form = marks_form(declaration.statements)(data={f"mark-{one}": mark for one, mark in journey.stored.marks.items()})
    if request.method == "POST" and form.validate():
        chosen = {one.id: mark for one in declaration.statements if (mark := form[f"mark-{one.id}"].data)}
        marks = {one: None if mark == LEFT_OPEN else mark for one, mark in chosen.items()}
        site = services()
        return _go_on(journey_with(token, evaluations.mark(site.database, token, marks, site.clock())))
    seen = [declaration.statement[match.statement] for match in journey.matches]
    others = [one for one in declaration.statements if one not in seen]
    # What is folded away must not hide what was marked there before, or what is wrong there.
    folded = bool(journey.stored.words) and not any(form[f"mark-{one.id}"].data for one in others)
    page = render_template(
        "fit/statements.html",
        form=form,
        journey=journey,
        seen=seen,
        others=others,
        folded=folded,
        pieces=pieces(journey.stored.words, journey.matches),
    )
    return (page, 422) if form.errors else page


def question(token: str, id: str) -> Page:
    """Ask one question that can still change the outcome, and say why."""
    journey = journey_of(token)
    asked = _asked(journey, id)
    form = question_form(asked)(answer=journey.stored.answers.get(id))
    if request.method != "POST":
        return _question_page(journey, asked, form)
    if not form.validate():
        return str(_question_page(journey, asked, form)), 422
    site = services()
    return _go_on(journey_with(token, evaluations.answer(site.database, token, id, form.answer.data, site.clock())))


def answers(token: str) -> Page:
    """Show all that the visitor said, each with a way to change it; a post goes on to the verdict."""
    journey = journey_of(token)
    if request.method == "POST":
        return _go_on(journey)
    declaration = journey.edition.declaration
    taken = [(declaration.question[one], answer) for one, answer in journey.path.answers]
    marked = [one for one in declaration.statements if one.id in journey.stored.marks]
    return render_template("fit/answers.html", journey=journey, taken=taken, marked=marked, mark_words=MARKS_IN_WORDS)


def _go_on(journey: Journey, *, to_statements: bool = False) -> Response:
    if to_statements and journey.stored.words:
        return redirect(url_for("fit.statements", token=journey.token), 303)
    freeze(journey)
    return redirect(journey.next_address, 303)


def _asked(journey: Journey, id: str) -> Question:
    """Return a question of the visitor's own path, or send a mistaken address on to where they left off."""
    on_path = [taken for taken, _ in journey.path.answers]
    following = journey.path.next_question
    question = journey.edition.declaration.question.get(id)
    if question is None:
        abort(404)
    if id not in on_path and (following is None or following.id != id):
        abort(redirect(journey.next_address, 303))
    return question


def _question_page(journey: Journey, asked: Question, form: Any) -> Page:
    on_path = [taken for taken, _ in journey.path.answers]
    place = on_path.index(asked.id) if asked.id in on_path else len(on_path)
    most = len(on_path) + journey.path.upcoming
    back = url_for("fit.question", token=journey.token, id=on_path[place - 1]) if place else None
    return render_template(
        "fit/question.html", journey=journey, question=asked, form=form, place=place + 1, most=most, back=back
    )


def _arrival() -> dict[str, str]:
    return arrival_of(request.referrer, request.args, services().settings.host)


def _posted_arrival() -> dict[str, str]:
    names = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "page")
    return {name: request.form[name][:200] for name in names if request.form.get(name)}
