"""The inbox feature's views: signing in by a one-time link, the leads, and what they were told from."""

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from candor.form_keys import new_key
from candor.inbox import deliveries, reading, taking_out, team, working
from candor.inbox.admission import admit, open_to_all
from candor.inbox.answers import AnswerBook
from candor.inbox.choosing import STATUSES, Choice, filters_of
from candor.inbox.working import told_outcomes
from candor.limiting import hold_to
from candor.records import finding, reps, tokens
from candor.records.leads import count_suspected
from candor.records.limits import Limit
from candor.records.listing import Place
from candor.records.reps import Rep
from candor.services import services
from candor.signing_in import rep_here, signed_in
from candor.signing_in import sign_in as begin_session
from candor.signing_in import sign_out as end_session

ANSWERS = "candor.inbox.answers"

bp = Blueprint("inbox", __name__)
bp.before_request(admit)
bp.record_once(lambda state: state.app.extensions.update({ANSWERS: AnswerBook()}))


@bp.context_processor
def shown_to_reps() -> dict[str, Callable[[], Rep | None] | Mapping[str, str]]:
    """Give templates the rep, looked up only by those that show who it is, and the states of leads in words."""
    return {"signed_in": signed_in, "states": STATUSES}


@bp.get("/sign-in")
@open_to_all
def sign_in() -> str:
    """Explain how to sign in; everybody sees the same."""
    return render_template("inbox/sign_in.html", minutes=services().settings.sign_in_minutes)


@bp.get("/sign-in/<token>")
@open_to_all
def use_link(token: str) -> ResponseReturnValue:
    """Show a button; the link is not spent by looking, as mail scanners do."""
    site = services()
    if not tokens.is_wellformed(token) or not reps.link_is_live(site.database, token, site.clock()):
        return dead_link()
    return render_template("inbox/use_link.html", token=token, settings=site.settings)


@bp.post("/sign-in/<token>")
@open_to_all
def spend_link(token: str) -> ResponseReturnValue:
    """Sign in whoever the link was made for, once."""
    site = services()
    rep = reps.use_link(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if rep is None:
        return dead_link()
    begin_session(rep)
    return redirect(url_for("inbox.leads"), code=303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session."""
    end_session()
    return redirect(url_for("inbox.sign_in"), code=303)


@bp.get("/inbox")
def leads() -> str:
    """List the leads that the address asks for: open ones, newest first, unless it narrows them."""
    site, before = services(), place_named()
    choice = Choice.read(request.args)
    declaration = site.contents.current.declaration
    return render_template(
        "inbox/leads.html",
        listing=reading.chosen(site, choice, rep_here(), before),
        filters=filters_of(choice, declaration),
        clocked=declaration.product.contact.hours is not None,
        earlier=before is not None,
        suspected=count_suspected(site.database),
        newest=finding.newest_id(site.database),
        faults=site.contents.faults,
    )


@bp.get("/inbox/newer")
def newer() -> ResponseReturnValue:
    """Tell a page's script how many leads arrived after the newest one that it shows."""
    than = request.args.get("than", "")
    if than and Place.read(than) is None:
        abort(404)
    return {"arrived": finding.count_newer(services().database, than)}


@bp.get("/inbox/kept-aside")
def kept_aside() -> str:
    """List what a program may have sent, so that a person who was mistaken for one is found."""
    before = place_named()
    return render_template(
        "inbox/kept_aside.html", listing=reading.kept_aside(services(), before), earlier=before is not None
    )


@bp.get("/inbox/leads/<id>")
def lead(id: str) -> ResponseReturnValue:
    """Show one lead: who asked, the case, what is still open, and what was done."""
    site = services()
    whole = reading.find(site, id, answer_book())
    if whole is None:
        return render_template("inbox/no_lead.html"), 404
    return render_template(
        "inbox/lead.html",
        whole=whole,
        shown_deliveries=deliveries.shown(site, id),
        key=new_key(site.clock()),
        names=working.names_of(site.database),
        outcomes=told_outcomes(site.contents.current.declaration),
    )


bp.add_url_rule("/inbox/leads.csv", "csv", taking_out.as_csv, methods=["POST"])
bp.add_url_rule("/inbox/leads.json", "json", taking_out.as_json, methods=["POST"])
bp.add_url_rule("/inbox/people", "people", taking_out.people, methods=["GET"])
bp.add_url_rule("/inbox/people/export", "export_person", taking_out.export_person, methods=["POST"])
bp.add_url_rule("/inbox/people/erase", "erase_person", taking_out.erase_person, methods=["POST"])
bp.add_url_rule("/inbox/team", "team", team.team, methods=["GET"])
bp.add_url_rule("/inbox/team/invite", "invite", team.invite, methods=["POST"])
bp.add_url_rule("/inbox/team/<id>/link", "link", team.link, methods=["POST"])
bp.add_url_rule("/inbox/team/<id>/remove", "remove", team.remove, methods=["POST"])
bp.add_url_rule("/inbox/team/<id>/readmit", "readmit", team.readmit, methods=["POST"])
bp.add_url_rule("/inbox/team/<id>/hand-over", "hand_all_over", team.hand_all_over, methods=["POST"])
bp.add_url_rule("/inbox/team/<id>/away", "rep_away", team.rep_away, methods=["POST"])
bp.add_url_rule("/inbox/away", "away", team.away, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/take", "take", working.take, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/replied", "replied", working.replied, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/booked", "booked", working.booked, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/reopen", "reopen", working.reopen, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/trust", "trust", working.trust, methods=["POST"])
bp.add_url_rule("/inbox/leads/<id>/note", "note", working.note, methods=["GET", "POST"])
bp.add_url_rule("/inbox/leads/<id>/hand-over", "hand_over", working.hand_over, methods=["GET", "POST"])
bp.add_url_rule("/inbox/leads/<id>/close", "close", working.close, methods=["GET", "POST"])


@bp.post("/inbox/leads/<id>/deliveries/<delivery>")
def repeat_delivery(id: str, delivery: str) -> ResponseReturnValue:
    """Hand a lead off again to one receiver."""
    return deliveries.repeat(services(), id, delivery)


@bp.get("/inbox/content/<version>")
def content(version: str) -> str:
    """Show what the content declared when it had a version, for leads that were told from it."""
    edition = services().contents.at(version)
    if edition is None:
        abort(404)
    return render_template("inbox/content.html", told=edition.declaration)


def place_named() -> Place | None:
    """Return the place in the list that the address names, if any, or answer 404 if there can be no such place."""
    named = request.args.get("before")
    place = Place.read(named) if named is not None else None
    if named is not None and place is None:
        abort(404)
    return place


def answer_book() -> AnswerBook:
    """Return what finds declared answers, which one application builds once a version of the content."""
    book: AnswerBook = current_app.extensions[ANSWERS]
    return book


def dead_link() -> ResponseReturnValue:
    """Answer a link that signs nobody in: the same for one that never was, was used or has expired."""
    hold_to(Limit("wrong-link", services().settings.wrong_links_per_minute, 60))
    return render_template("inbox/dead_link.html", minutes=services().settings.sign_in_minutes), 404
