"""Working a lead: each form names the version it was made on, and one that comes too late shows both texts."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from candor.bodies import typed_now
from candor.form_keys import made_at, new_key
from candor.inbox import forms
from candor.kept import ANTI_FORGERY, kept_fields
from candor.records import events, leads, reps, working
from candor.records.database import Database
from candor.records.leads import Lead
from candor.records.reps import Rep
from candor.records.working import Closing, Edit, Edited, Status
from candor.services import services
from candor.signing_in import fresh_token, rep_here
from evaluator.declaration import Declaration
from evaluator.results import Result

REFUSED = "That cannot be done with this lead as it is: it may be closed, or whom you chose is away."


def take(id: str) -> ResponseReturnValue:
    """Make a lead the rep's own."""
    return _answer(id, working.take(services().database, _edit(id), services().clock()))


def replied(id: str) -> ResponseReturnValue:
    """Note that somebody replied; from then on nobody waits."""
    return _answer(id, working.mark(services().database, _edit(id), Status.REPLIED, services().clock()))


def booked(id: str) -> ResponseReturnValue:
    """Note that a meeting is booked."""
    return _answer(id, working.mark(services().database, _edit(id), Status.BOOKED, services().clock()))


def reopen(id: str) -> ResponseReturnValue:
    """Take back that a lead was closed."""
    return _answer(id, working.reopen(services().database, _edit(id), services().clock()))


def trust(id: str) -> ResponseReturnValue:
    """Take a lead that was kept aside for one that a person sent."""
    return _answer(id, working.trust(services().database, _edit(id), services().clock()))


def note(id: str) -> ResponseReturnValue:
    """Keep a note with a lead."""
    site, lead = services(), _lead(id)
    form = forms.note_form(site.settings)()
    if request.method == "GET" or not form.validate():
        return _form_page("inbox/note.html", form, lead)
    return _answer(id, working.note(site.database, _edit(id), form.words.data, site.clock()))


def hand_over(id: str) -> ResponseReturnValue:
    """Give a lead to another rep."""
    site, lead = services(), _lead(id)
    team = [one for one in reps.everybody(site.database) if not (one.disabled_at or one.away or one.id == lead.rep_id)]
    form = forms.hand_over_form(site.settings, team)()
    if request.method == "GET" or not form.validate():
        return _form_page("inbox/hand_over.html", form, lead, team=team)
    edited = working.hand_over(site.database, _edit(id), form.to.data, form.words.data, site.clock())
    return _answer(id, edited)


def close(id: str) -> ResponseReturnValue:
    """End a lead with its outcome, its reason, and whether the verdict was right."""
    site, lead = services(), _lead(id)
    declaration = site.contents.current.declaration
    result = Result.model_validate_json(lead.result_document)
    form = forms.closing_form(site.settings, declaration.outcomes, _statements(result, declaration))()
    if request.method == "GET" or not form.validate():
        return _form_page("inbox/close.html", form, lead, ends=_ends(form, declaration))
    return _answer(id, working.close(site.database, _edit(id), _closing(form), site.clock()))


def _closing(form: Any) -> Closing:
    outcome, _, reason = form.why.data.partition("/")
    missing = reason == forms.MISSING
    return Closing(
        outcome=outcome,
        reason="" if missing else reason,
        verdict_was=form.verdict_was.data,
        wrong_statement=form.wrong_statement.data if form.verdict_was.data == "wrong" else "",
        proposed=form.proposed.data if missing else "",
        words=form.words.data,
    )


def _ends(form: Any, declaration: Declaration) -> list[tuple[str, list[Any]]]:
    """Return each outcome in words with the choices that are its reasons."""
    choices = list(form.why.iter_choices())
    return [
        (outcome.says, [choice for choice in choices if choice.value.startswith(f"{outcome.id}/")])
        for outcome in declaration.outcomes
    ]


def _statements(result: Result, declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Yield the statements that counted, then all others."""
    counted = {one.id: one.heading for one in (*result.fits, *result.conditions, *result.exclusions)}
    yield from counted.items()
    yield from ((one.id, one.heading) for one in declaration.statements if one.id not in counted)


def _lead(lead_id: str) -> Lead:
    lead = leads.find(services().database, lead_id)
    return lead if lead is not None else abort(404)


def _edit(lead_id: str) -> Edit:
    key, version = request.form.get("key"), request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        abort(400)
    site = services()
    # A key that is not ours says nothing: it is as if the form were sent for the first time.
    once = key if key and made_at(key) else new_key(site.clock())
    return Edit(lead_id, int(version), rep_here().id, once, site.passing)


def _form_page(template: str, form: Any, lead: Lead, **more: object) -> ResponseReturnValue:
    if request.method == "GET":
        form.key.data, form.version.data = new_key(services().clock()), str(lead.version)
        return render_template(template, form=form, lead=lead, **more)
    return render_template(template, form=form, lead=lead, **more), 422


def _answer(lead_id: str, edited: Edited) -> ResponseReturnValue:
    answers: dict[Edited, Callable[[str], ResponseReturnValue]] = {
        Edited.DONE: _back,
        Edited.SAME: _back,
        Edited.STALE: _stale,
        Edited.REFUSED: _refused,
        Edited.GONE: lambda _: abort(404),
    }
    return answers[edited](lead_id)


def _back(lead_id: str) -> ResponseReturnValue:
    return redirect(url_for("inbox.lead", id=lead_id), 303)


def _refused(_: str) -> ResponseReturnValue:
    return abort(409, REFUSED)


def _stale(lead_id: str) -> ResponseReturnValue:
    """Show what happened meanwhile beside what was sent, which can be sent again on top of it."""
    site, lead = services(), _lead(lead_id)
    since = int(request.form["version"])
    fresh = {"version": str(lead.version), "key": new_key(site.clock()), ANTI_FORGERY: fresh_token() or ""}
    return (
        render_template(
            "inbox/stale.html",
            lead=lead,
            meanwhile=[one for one in events.of_lead(site.database, lead_id) if one.version > since],
            names=names_of(site.database),
            outcomes=told_outcomes(site.contents.current.declaration),
            fields=kept_fields(typed_now(), fresh),
            action=request.path,
        ),
        409,
    )


def names_of(database: Database) -> dict[str, str]:
    """Return the names of all reps by their ids."""
    everybody: tuple[Rep, ...] = reps.everybody(database)
    return {rep.id: rep.name for rep in everybody}


def told_outcomes(declaration: Declaration) -> dict[str, str]:
    """Return what every outcome and every reason says, by its id, a reason's after that of its outcome."""
    told = {outcome.id: outcome.says for outcome in declaration.outcomes}
    return told | {
        f"{outcome.id}/{reason.id}": reason.says for outcome in declaration.outcomes for reason in outcome.reasons
    }
