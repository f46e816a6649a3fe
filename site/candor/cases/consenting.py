"""The champion's consent: without it inside sales learns of the case only what a reader says of themselves."""

from flask import render_template, request

from candor.cases.editing import done, on_newest, version_sent
from candor.cases.forms import champion_form
from candor.cases.opening import Page, own_case
from candor.records import case_leads
from candor.records.case_edits import Edited
from candor.records.case_leads import Naming
from candor.records.submitting import ConsentGiven
from candor.services import services
from evaluator.routes import turn_of

TAKE_BACK = "take-back"


def consent(token: str) -> Page:
    """Ask whether inside sales may be told of the case and its champion, or take that back."""
    opened = own_case(token)
    site, stored = services(), opened.stored
    declaration = site.contents.current.declaration
    declared = declaration.product.contact.consent_of_champions
    known = {"name": stored.champion.name, "email": stored.champion.email} if stored.champion else {}
    form = champion_form(declared, site.settings)(**known, version=stored.version)
    shown = {"form": form, "token": token, "stored": stored, "case": opened}
    if not form.is_submitted():
        return render_template("cases/consent.html", conflict=False, **shown)
    if request.form.get("do") == TAKE_BACK:
        edited = case_leads.take_back(site.database, token, version_sent(), site.clock())
    elif form.validate():
        agreed = ConsentGiven(declared.version, declared.text)
        among = turn_of(declaration.routes, opened.result.route)
        naming = Naming(form.name.data, form.email.data, agreed, site.passing, among)
        edited = case_leads.agree(site.database, token, version_sent(), naming, site.clock())
    else:
        return render_template("cases/consent.html", conflict=False, **shown), 422
    if edited is Edited.STALE:
        return render_template("cases/consent.html", conflict=True, **on_newest(shown)), 409
    return done(edited, token)
