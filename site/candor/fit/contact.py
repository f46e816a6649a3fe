"""Asking a person: only after the full verdict, and only where the route offers it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for

from candor.errors import SentBefore
from candor.fit.arrival import CARRIED, LONGEST, arrival_of, last_arrival
from candor.fit.steps import Page
from candor.fit.verdicts import contactable
from candor.form_keys import is_suspected, made_at, new_key
from candor.forms import contact_form
from candor.limiting import hold_to
from candor.records import leads
from candor.records.leads import ConsentGiven, Outcome, Person, Submission
from candor.records.limits import Limit
from candor.services import services
from evaluator.routes import turn_of


def contact(token: str) -> Page:
    """Show what inside sales will see, ask what is still open, and store one lead a result."""
    site = services()
    journey, stored, result = contactable(token)
    again = _again(journey.stored.arrival)
    arrival = {**journey.stored.arrival, **again}
    # What a visitor agrees to is what they were shown, whatever is declared by the time they send it.
    product = journey.edition.declaration.product
    form = contact_form(product, site.settings)()
    if request.method != "POST":
        form.open_questions.data = "\n".join(result.open_questions)
        form.key.data = new_key(site.clock())
        return render_template("fit/contact.html", form=form, result=result, arrival=arrival, again=again, token=token)
    hold_to(
        Limit("contact", site.settings.contact_per_10_minutes, 600),
        Limit("contact-hour", site.settings.contact_per_hour, 3600),
    )
    if not form.validate():
        page = render_template("fit/contact.html", form=form, result=result, arrival=arrival, again=again, token=token)
        return page, 422
    consent = ConsentGiven(product.contact.consent.version, product.contact.consent.text)
    among = turn_of(site.contents.current.declaration.routes, result.route)
    submission = replace(_submission(form, stored.id, consent, arrival), among=among)
    submitted = leads.submit(site.database, submission, site.clock())
    if submitted.kind is Outcome.CONFLICT:
        why = "This form was sent before with other words, and those stay. Send it again to correct them."
        raise SentBefore(why, key=new_key(site.clock()))
    return redirect(url_for("fit.sent", token=token), 303)


def sent(token: str) -> Page:
    """Say that the request was stored, who replies and how fast."""
    _, stored, _ = contactable(token)
    if not leads.has_lead(services().database, stored.id):
        return redirect(url_for("fit.contact", token=token), 303)
    return render_template("fit/sent.html", token=token)


def _again(first: Mapping[str, str]) -> dict[str, str]:
    """Return what led the visitor back here, if it is not what led them here first; the form carries it along."""
    if request.method == "POST":
        found = {name: value for name, value in request.form.items() if name in CARRIED}
        return {name: value.lower()[:LONGEST] for name, value in found.items() if value}
    return last_arrival(first, arrival_of(request.referrer, request.args, services().settings.host))


def _submission(form: Any, result_id: str, consent: ConsentGiven, arrival: dict[str, str]) -> Submission:
    return Submission(
        # A key that is not ours says nothing: two strangers may send the same one.
        key=form.key.data if made_at(form.key.data) else new_key(services().clock()),
        result_id=result_id,
        person=Person(form.name.data, form.email.data, form.company.data, form.role.data),
        open_questions=form.open_questions.data,
        consent=consent,
        suspected=is_suspected(form.key.data),
        arrival=arrival,
        passing=services().passing,
    )
