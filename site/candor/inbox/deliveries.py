"""Where a lead was handed off to, as reps see it, and handing it off again."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from candor.records import deliveries
from candor.records.deliveries import Delivery, State
from candor.services import Services

TOLD = {
    "lead.created": "the new lead",
    "lead.updated": "a change",
    "lead.closed": "that it was closed",
    "case.answered": "an answer to the case",
}


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """One delivery in words: ``moment`` goes with ``standing``, if any; one that is being made cannot be repeated."""

    id: str
    endpoint: str
    told: str
    standing: str
    moment: datetime | None
    fault: str
    may_repeat: bool


def shown(site: Services, lead_id: str) -> tuple[ShownDelivery, ...]:
    """Return the deliveries of a lead, the newest first."""
    known = site.handoff.wanted
    return tuple(_shown(one, one.endpoint in known) for one in deliveries.of_lead(site.database, lead_id))


def repeat(site: Services, lead_id: str, delivery_id: str) -> Response:
    """Have a delivery of a lead made again and go back to the lead; 404 where the lead has no such delivery."""
    if delivery_id not in {one.id for one in deliveries.of_lead(site.database, lead_id)}:
        abort(404)
    # One that is being made just now is left alone: the page says so.
    deliveries.replay(site.database, delivery_id, site.clock())
    return redirect(url_for("inbox.lead", id=lead_id, _anchor="hand-off"), code=303)


def _shown(one: Delivery, known: bool) -> ShownDelivery:
    standing, moment = _standing(one, known)
    tries = f"Tried {one.attempts} {'time' if one.attempts == 1 else 'times'}: {one.error}." if one.error else ""
    told = TOLD.get(one.kind, one.kind)
    return ShownDelivery(one.id, one.endpoint, told, standing, moment, tries, one.state is not State.LEASED)


def _standing(one: Delivery, known: bool) -> tuple[str, datetime | None]:
    if one.state is State.DELIVERED:
        return "Sent", one.delivered_at
    if one.state is State.FAILED:
        return "Failed, and not tried again by itself", None
    if not known:
        return "Held: this receiver is not configured any more", None
    if one.disabled_at is not None:
        return "Held, because the receiver said that it is gone,", one.disabled_at
    if one.state is State.LEASED:
        return "Being sent", None
    return ("Next try", one.next_at) if one.attempts else ("Waiting to be sent", None)
