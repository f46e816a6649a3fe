"""Asking inside sales from a case: open to every reader whom the routes offer a person."""

from typing import Any

from flask import redirect, render_template, request, url_for

from candor.cases.offering import offer_for
from candor.cases.opening import OpenedCase, Page, shared_case
from candor.errors import SentBefore
from candor.form_keys import is_suspected, made_at, new_key
from candor.forms import contact_form
from candor.limiting import hold_to, refuse_wrong_link
from candor.records import case_leads
from candor.records.case_leads import ARRIVAL, Asking
from candor.records.limits import Limit
from candor.records.submitting import ConsentGiven, Outcome, Person
from candor.services import services
from evaluator.declaration import Declaration
from evaluator.results import Result
from evaluator.routes import turn_of


def contact(token: str) -> Page:
    """Ask the reader what decides the route, then for whatever inside sales needs to reply."""
    opened = shared_case(token)
    offer = offer_for(opened, _given(opened))
    if offer is None or (offer.result is not None and not offer.is_open):
        return render_template("cases/elsewhere.html", offer=offer, token=token)
    if offer.result is None:
        return render_template("cases/question.html", question=offer.question, token=token, given=_query(opened))
    site = services()
    form = contact_form(site.contents.current.declaration.product, site.settings)()
    shown = {"form": form, "result": offer.result, "arrival": ARRIVAL, "token": token, "given": _query(opened)}
    if not form.is_submitted():
        form.key.data = new_key(site.clock())
        return render_template("cases/contact.html", **shown)
    hold_to(
        Limit("contact", site.settings.contact_per_10_minutes, 600),
        Limit("contact-hour", site.settings.contact_per_hour, 3600),
    )
    if not form.validate():
        return render_template("cases/contact.html", **shown), 422
    asking = _asking(form, site.contents.current.declaration, offer.result)
    outcome = case_leads.ask(site.database, token, asking, site.clock())
    if outcome is None:
        refuse_wrong_link()
    if outcome is Outcome.CONFLICT:
        why = "This form was sent before with other words, and those stay. Send it again to correct them."
        raise SentBefore(why, key=new_key(site.clock()))
    return redirect(url_for("cases.sent", token=token), 303)


def sent(token: str) -> Page:
    """Say who replies and how fast."""
    shared_case(token)
    return render_template("cases/sent.html", token=token)


def _asking(form: Any, declaration: Declaration, result: Result) -> Asking:
    consent = declaration.product.contact.consent
    return Asking(
        key=form.key.data if made_at(form.key.data) else new_key(services().clock()),
        answer_id=request.args.get("answer"),
        person=Person(form.name.data, form.email.data, form.company.data, form.role.data),
        consent=ConsentGiven(consent.version, consent.text),
        open_questions=form.open_questions.data,
        suspected=is_suspected(form.key.data),
        document=result.model_dump_json(),
        passing=services().passing,
        among=turn_of(declaration.routes, result.route),
    )


def _given(opened: OpenedCase) -> dict[str, str]:
    """Return the answers that the address carries, where they are answers to questions declared then."""
    questions = opened.edition.declaration.question
    return {
        name: value for name, value in request.args.items() if name in questions and value in questions[name].answers
    }


def _query(opened: OpenedCase) -> dict[str, str]:
    """Return what the next address carries on: the reader's answers, and which answer to the case this goes with."""
    known = {one.id for one in opened.answers}
    carried = request.args.get("answer")
    return {**_given(opened), **({"answer": carried} if carried in known else {})}
