"""Answering a case: the reader tells the champion, and nobody else without both having agreed."""

from dataclasses import replace
from typing import Any

from flask import abort, redirect, render_template, url_for

from candor.cases.forms import KINDS, answer_form
from candor.cases.offering import offer_for
from candor.cases.opening import Page, shared_case
from candor.cases.reading import case_page
from candor.errors import SentBefore
from candor.form_keys import is_suspected, made_at, new_key
from candor.limiting import hold_to, refuse_wrong_link
from candor.records import case_answering
from candor.records.case_answering import Answering, Outcome
from candor.records.limits import Limit
from candor.records.submitting import ConsentGiven, Person
from candor.services import services
from evaluator.declaration import Consent
from evaluator.routes import turn_of


def answer(token: str) -> Page:
    """Store what a reader answers, once for each form; a look at the address leads back to the case."""
    opened = shared_case(token)
    site = services()
    consent = site.contents.current.declaration.product.contact.consent
    form = answer_form(consent, site.settings)()
    if not form.is_submitted():
        return redirect(url_for("cases.case", token=token), 303)
    hold_to(
        Limit("case-answer", site.settings.contact_per_10_minutes, 600),
        Limit("case-answer-hour", site.settings.contact_per_hour, 3600),
    )
    if not form.validate():
        return case_page(opened, form), 422
    among = turn_of(site.contents.current.declaration.routes, opened.result.route)
    answering = replace(_answering(form, consent), among=among)
    given = case_answering.give(site.database, token, answering, site.clock())
    if given.kind is Outcome.CONFLICT:
        why = "This form was sent before with another answer, and that one stays. Send it again to add this one."
        raise SentBefore(why, key=new_key(site.clock()))
    if given.answer_id is None:
        refuse_wrong_link()
    return redirect(url_for("cases.answered", token=token, id=given.answer_id), 303)


def answered(token: str, id: str) -> Page:
    """Say that an answer was stored and who reads it; offer inside sales to whoever agreed and qualifies."""
    opened = shared_case(token)
    given = next((one for one in opened.answers if one.id == id), None)
    if given is None:
        abort(404)
    offer = offer_for(opened, {}) if given.kind == "agree" else None
    return render_template("cases/answered.html", case=opened, given=given, kinds=KINDS, offer=offer, token=token)


def _answering(form: Any, consent: Consent) -> Answering:
    return Answering(
        # A key that is not ours says nothing: two strangers may send the same one.
        key=form.key.data if made_at(form.key.data) else new_key(services().clock()),
        kind=form.kind.data,
        words=form.words.data,
        person=Person(form.name.data, form.email.data, form.company.data, ""),
        consent=ConsentGiven(consent.version, consent.text) if form.consent.data else None,
        suspected=is_suspected(form.key.data),
        passing=services().passing,
    )
