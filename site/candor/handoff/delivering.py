"""Delivering: one try to hand off one event, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from candor.handoff import crm, mail, retrying, slack, webhook
from candor.handoff.endpoints import Endpoint, HubSpot, Mail, Slack, Webhook
from candor.handoff.fields import data_of, text_of
from candor.handoff.reaching import NotReached, Reach
from candor.handoff.sending import Answer, Request, post
from candor.records.deliveries import Leased

Papers = Callable[[str, str], bytes | None]
"""Returns the case of a lead as PDF, by the lead's id and where it is read; None where there is none."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: no fault is success; ``wish`` is how long the receiver asks to be left alone."""

    fault: str | None = None
    wish: timedelta | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Tries deliveries, whatever their kind."""

    reach: Reach
    papers: Papers

    def __call__(self, endpoint: Endpoint, leased: Leased, now: datetime) -> Tried:
        """Try once and return what came of it; never raises for what a receiver does."""
        try:
            if isinstance(endpoint.way, Mail):
                paper = self.papers(leased.lead_id, text_of(data_of(leased), "lead_url"))
                mail.send(self.reach, endpoint.way, mail.message_of(endpoint.way, leased, paper))
                return Tried()
            return judged(post(self.reach, request_of(endpoint, leased, now)), now)
        except NotReached as reason:
            return Tried(str(reason))


def request_of(endpoint: Endpoint, leased: Leased, now: datetime) -> Request:
    """Return what is posted to an endpoint."""
    way = endpoint.way
    if isinstance(way, Webhook):
        return webhook.request_of(way, leased, now)
    if isinstance(way, Slack):
        return slack.request_of(way, leased)
    if isinstance(way, HubSpot):
        return crm.hubspot_request(way, leased)
    if isinstance(way, Mail):
        raise TypeError("a mail is not posted")
    return crm.salesforce_request(way, leased)


def judged(answer: Answer, now: datetime) -> Tried:
    """Return what an answer means: 2xx alone is success."""
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Tried()
    gone = answer.status == HTTPStatus.GONE
    return Tried(f"it answered {answer.status}", retrying.wish_of(answer.retry_after, now), gone)
