"""Forms of HubSpot and Salesforce, filled from an event. Neither says whether it keeps what it was sent."""

import json
from typing import Any
from urllib.parse import urlencode

from candor.handoff.endpoints import HubSpot, Salesforce
from candor.handoff.fields import data_of, filled, text_of
from candor.handoff.sending import Request
from candor.records.deliveries import Leased

CONTACT = "0-1"
"""HubSpot's type of object: https://developers.hubspot.com/docs/reference/api/marketing/forms."""

# What Salesforce's standard fields of a lead hold; it drops a lead that has more, and says nothing.
LONGEST = {"first_name": 40, "last_name": 80, "company": 255, "title": 128, "lead_source": 40}


def hubspot_request(way: HubSpot, leased: Leased) -> Request:
    """Return a submission of a HubSpot form."""
    data = data_of(leased)
    fields = filled(leased, way.fields, way.fixed)
    submission: dict[str, Any] = {
        "submittedAt": str(int(leased.created_at.timestamp() * 1000)),
        "fields": [{"objectTypeId": CONTACT, "name": name, "value": value} for name, value in fields.items()],
        "context": {"pageName": text_of(data, "product")},
    }
    if data.get("consent"):
        submission["legalConsentOptions"] = {"consent": _consent(way, text_of(data, "consent_text"))}
    headers = {"Content-Type": "application/json", "User-Agent": "Candor"}
    return Request(way.url, headers, json.dumps(submission, ensure_ascii=False).encode())


def salesforce_request(way: Salesforce, leased: Leased) -> Request:
    """Return a Web-to-Lead form, with what the standard fields cannot hold shortened."""
    fields = filled(leased, way.fields, way.fixed)
    held = {name: _shortened(value, LONGEST.get(name, len(value))) for name, value in fields.items()}
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "User-Agent": "Candor"}
    return Request(way.url, headers, urlencode(held).encode())


def _consent(way: HubSpot, text: str) -> dict[str, Any]:
    consent: dict[str, Any] = {"consentToProcess": True, "text": text}
    if way.subscription is not None:
        consent["communications"] = [{"value": True, "subscriptionTypeId": way.subscription, "text": text}]
    return consent


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
