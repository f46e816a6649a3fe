"""The team: who is there, inviting somebody, leaving, being away, and reasons that were missed."""

from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from candor.inbox import forms
from candor.inbox.admission import for_admins
from candor.links import absolute
from candor.records import audit, leaving, remains, reps, working
from candor.records.audit import Deed
from candor.records.reps import Rep, Role
from candor.services import Services, services
from candor.signing_in import rep_here

IN_TURN = "in-turn"


def team() -> ResponseReturnValue:
    """Show who is there; admins can invite and remove, and everybody can be away."""
    return _page(forms.invitation_form(services().settings)(formdata=None))


@for_admins
def invite() -> ResponseReturnValue:
    """Add somebody and show their one-time link, once, to be passed on by whoever invited them."""
    site = services()
    form = forms.invitation_form(site.settings)()
    if not form.validate():
        return _page(form), 422
    rep = reps.add(site.database, form.email.data, form.name.data, Role(form.role.data), site.clock())
    if rep.disabled_at is not None:
        form.email.errors = ["Somebody with this address was removed: let them back in below."]
        return _page(form), 422
    audit.note(site.database, rep_here().id, Deed.INVITED, {"rep": rep.id}, site.clock())
    return _link_page(site, rep)


@for_admins
def link(id: str) -> ResponseReturnValue:
    """Make a new one-time link for somebody who is there."""
    site, rep = services(), _rep(id)
    if rep.disabled_at is not None:
        abort(409, "This person was removed. Let them back in first.")
    audit.note(site.database, rep_here().id, Deed.LINKED, {"rep": rep.id}, site.clock())
    return _link_page(site, rep)


@for_admins
def remove(id: str) -> ResponseReturnValue:
    """Remove somebody, and hand all their open leads over."""
    site, rep, here = services(), _rep(id), rep_here()
    if rep.id == here.id:
        abort(409, "You cannot remove yourself. Ask another admin.")
    leaving.remove(site.database, rep.id, here.id, _heir(site, rep), site.clock())
    return _back()


@for_admins
def readmit(id: str) -> ResponseReturnValue:
    """Let somebody who was removed back in."""
    site, rep = services(), _rep(id)
    reps.readmit(site.database, rep.id)
    audit.note(site.database, rep_here().id, Deed.READMITTED, {"rep": rep.id}, site.clock())
    return _back()


@for_admins
def hand_all_over(id: str) -> ResponseReturnValue:
    """Hand over all open leads of somebody."""
    site, rep = services(), _rep(id)
    leaving.hand_all_over(site.database, rep.id, rep_here().id, _heir(site, rep), site.clock())
    return _back()


@for_admins
def rep_away(id: str) -> ResponseReturnValue:
    """Note that somebody is away or back."""
    reps.set_away(services().database, _rep(id).id, away=request.form.get("away") == "y")
    return _back()


def away() -> ResponseReturnValue:
    """Note that whoever asks is away or back."""
    reps.set_away(services().database, rep_here().id, away=request.form.get("away") == "y")
    return _back()


def _page(form: Any) -> str:
    site, everybody = services(), reps.everybody(services().database)
    return render_template(
        "inbox/team.html",
        form=form,
        team=everybody,
        there=[rep for rep in everybody if rep.disabled_at is None and not rep.away],
        is_admin=rep_here().role is Role.ADMIN,
        proposals=working.proposals(site.database),
        outcomes=working_outcomes(site),
        deeds=audit.latest(site.database, 20),
        remains=remains.are_left(site.database),
        names={rep.id: rep.name for rep in everybody},
    )


def working_outcomes(site: Services) -> dict[str, str]:
    """Return what each declared outcome says."""
    return {outcome.id: outcome.says for outcome in site.contents.current.declaration.outcomes}


def _link_page(site: Services, rep: Rep) -> str:
    now: datetime = site.clock()
    token = reps.make_link(site.database, rep.id, now, site.settings.sign_in_minutes)
    address = absolute("inbox.use_link", token=token)
    return render_template("inbox/link.html", rep=rep, address=address, minutes=site.settings.sign_in_minutes)


def _heir(site: Services, rep: Rep) -> str | None:
    """Return who gets the leads; None where they go to all in turn."""
    named = request.form.get("to", IN_TURN)
    if named == IN_TURN:
        return None
    heir = reps.find(site.database, named)
    if heir is None or heir.id == rep.id or heir.disabled_at is not None or heir.away:
        abort(409, "Whoever gets the leads has to be there. Choose somebody else.")
    return heir.id


def _rep(rep_id: str) -> Rep:
    rep = reps.find(services().database, rep_id)
    return rep if rep is not None else abort(404)


def _back() -> ResponseReturnValue:
    return redirect(url_for("inbox.team"), 303)
