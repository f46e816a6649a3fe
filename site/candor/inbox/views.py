"""The inbox feature's views: signing in by a one-time link, the leads, and what they were told from."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from candor.inbox import deliveries, reading
from candor.inbox.admission import admit, open_to_all
from candor.limiting import hold_to
from candor.records import reps, tokens
from candor.records.leads import Place, count_suspected
from candor.records.limits import Limit
from candor.records.reps import Rep
from candor.services import services
from candor.signing_in import sign_in as begin_session
from candor.signing_in import sign_out as end_session
from candor.signing_in import signed_in

bp = Blueprint("inbox", __name__)
bp.before_request(admit)


@bp.context_processor
def shown_to_reps() -> dict[str, Callable[[], Rep | None]]:
    """Give templates the rep, looked up only by those that show who it is."""
    return {"signed_in": signed_in}


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
    """List the leads, newest first."""
    site, before = services(), place_named()
    listing = reading.listing(site, suspected=False, before=before)
    suspected = count_suspected(site.database)
    return render_template(
        "inbox/leads.html",
        listing=listing,
        earlier=before is not None,
        suspected=suspected,
        faults=site.contents.faults,
    )


@bp.get("/inbox/kept-aside")
def kept_aside() -> str:
    """List what a program may have sent, so that a person who was mistaken for one is found."""
    before = place_named()
    listing = reading.listing(services(), suspected=True, before=before)
    return render_template("inbox/kept_aside.html", listing=listing, earlier=before is not None)


@bp.get("/inbox/leads/<id>")
def lead(id: str) -> ResponseReturnValue:
    """Show one lead: who asked, and the case."""
    entry = reading.find(services(), id)
    if entry is None:
        return render_template("inbox/no_lead.html"), 404
    shown = deliveries.shown(services(), entry.lead.id)
    return render_template("inbox/lead.html", entry=entry, shown_deliveries=shown)


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


def dead_link() -> ResponseReturnValue:
    """Answer a link that signs nobody in: the same for one that never was, was used or has expired."""
    hold_to(Limit("wrong-link", services().settings.wrong_links_per_minute, 60))
    return render_template("inbox/dead_link.html", minutes=services().settings.sign_in_minutes), 404
