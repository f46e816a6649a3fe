"""What champions edit: note, decision, numbers and replies; an edit of an older version shows both."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug import Response

from candor.cases.forms import number_in, numbers_form, reply_form, words_form
from candor.cases.opening import Page, own_case
from candor.limiting import refuse_wrong_link
from candor.records import case_answering, case_edits
from candor.records.case_edits import Edited
from candor.services import services
from evaluator.business_case import BusinessCase
from evaluator.reckoning.business import input_faults


def words(token: str) -> Page:
    """Change the note and what was decided."""
    opened = own_case(token)
    site, stored = services(), opened.stored
    form = words_form(site.settings)(note=stored.note, decision=stored.decision, version=stored.version)
    shown = {"form": form, "token": token, "stored": stored}
    if not form.is_submitted():
        return render_template("cases/words.html", conflict=False, **shown)
    if not form.validate():
        return render_template("cases/words.html", conflict=False, **shown), 422
    texts = (form.note.data, form.decision.data)
    edited = case_edits.rewrite(site.database, token, version_sent(), texts, site.clock())
    if edited is Edited.STALE:
        return render_template("cases/words.html", conflict=True, **on_newest(shown)), 409
    return done(edited, token)


def numbers(token: str) -> Page:
    """Change the numbers of the business case, within the bounds that are declared."""
    opened = own_case(token)
    declared = opened.edition.declaration.business_case
    if declared is None:
        abort(404)
    site, stored = services(), opened.stored
    before = {f"number-{one.id}": stored.numbers.get(one.id, str(one.default)) for one in declared.inputs}
    form = numbers_form(declared)(data={**before, "version": stored.version})
    shown = {"form": form, "token": token, "stored": stored, "business": declared, "before": before}
    if not form.is_submitted():
        return render_template("cases/numbers.html", conflict=False, **shown)
    given = given_numbers(form, declared) if form.validate() else None
    if given is None:
        return render_template("cases/numbers.html", conflict=False, **shown), 422
    edited = case_edits.renumber(site.database, token, version_sent(), given, site.clock())
    if edited is Edited.STALE:
        return render_template("cases/numbers.html", conflict=True, **on_newest(shown)), 409
    return done(edited, token)


def reply(token: str, id: str) -> Page:
    """Reply to one answer; every reader of the case sees it."""
    opened = own_case(token)
    site = services()
    given = next((one for one in opened.answers if one.id == id), None)
    if given is None:
        abort(404)
    form = reply_form(site.settings)(reply=given.reply, was=given.reply)
    shown = {"form": form, "token": token, "given": given}
    if not form.is_submitted():
        return render_template("cases/reply.html", conflict=False, **shown)
    if not form.validate():
        return render_template("cases/reply.html", conflict=False, **shown), 422
    was = form.was.data if "was" in request.form else ""
    edited = case_answering.reply(site.database, token, id, (was, form.reply.data), site.clock())
    if edited is Edited.STALE:
        form.was.data = given.reply
        return render_template("cases/reply.html", conflict=True, **shown), 409
    return done(edited, token)


def version_sent() -> int:
    """Return the version of the case that the form that was sent was made on; 0, which no case has, without one."""
    # Not what the form holds: without the field that is the version stored now.
    written = request.form.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else 0


def on_newest(shown: dict[str, Any]) -> dict[str, Any]:
    """Return what a page shows, with its form put on the version that is stored now."""
    shown["form"].version.data = str(shown["stored"].version)
    return shown


def done(edited: Edited, token: str) -> Response:
    """Return the way back to the champion's page after an edit, or 404 where the case went in between."""
    if edited is Edited.GONE:
        refuse_wrong_link()
    return redirect(url_for("cases.own", token=token), 303)


def given_numbers(form: Any, declared: BusinessCase) -> dict[str, str] | None:
    """Return the numbers that were typed, or None with the fields told what is wrong with them."""
    typed = {one.id: number_in(form[f"number-{one.id}"].data) for one in declared.inputs}
    numbers = {name: number for name, number in typed.items() if number is not None}
    faults = input_faults(declared, numbers)
    for fault in faults:
        form[f"number-{fault.input}"].errors = [f"{fault.says}."]
    return None if faults else {name: str(number) for name, number in numbers.items()}
