"""The fields that an event fills in others' forms, by their names here."""

import json
from collections.abc import Mapping
from typing import Any

from candor.records.deliveries import Leased

Values = Mapping[str, Any]

PERSON = ("name", "first_name", "last_name", "email", "company", "role")
LEAD = (
    "lead_id",
    "lead_url",
    "lead_version",
    "status",
    "open_questions",
    "content_version",
    "created_at",
    "updated_at",
)
CONSENT = ("consent", "consent_text", "consent_at")
RESULT = (
    "product",
    "persona",
    "persona_name",
    "tier",
    "verdict",
    "sentence",
    "words",
    "route",
    "because",
    "qualified",
)
ARRIVAL = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "page", "case")
MADE_HERE = ("type", "summary")
NAMES = (*PERSON, *LEAD, *CONSENT, *RESULT, *ARRIVAL, *MADE_HERE)

TITLES = {
    "lead.created": "Somebody asks for a reply",
    "lead.updated": "A lead has changed",
    "lead.closed": "A lead is closed",
    "case.answered": "A case was answered",
}


def data_of(leased: Leased) -> Values:
    """Return what an event tells."""
    data: Values = json.loads(leased.body)["data"]
    return data


def title_of(leased: Leased) -> str:
    """Return what happened, in words that nobody outside has typed."""
    return TITLES.get(leased.kind, leased.kind)


def text_of(data: Values, name: str) -> str:
    """Return a plain value of an event as text; empty where it has none."""
    value = data.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def filled(leased: Leased, fields: Mapping[str, str], fixed: Mapping[str, str]) -> dict[str, str]:
    """Return a receiver's fields with their values, without those that are empty."""
    data = data_of(leased)
    first, last = names_of(text_of(data, "name"))
    made = {**data, "first_name": first, "last_name": last, "type": leased.kind, "summary": summary(data)}
    values = {theirs: text_of(made, ours) for theirs, ours in fields.items()}
    return {**{theirs: value for theirs, value in values.items() if value}, **fixed}


def names_of(name: str) -> tuple[str, str]:
    """Return a name in two parts for receivers that insist; the last part is never empty if the name is not."""
    first, _, last = name.strip().rpartition(" ")
    return first.strip(), last


def summary(data: Values) -> str:
    """Return the case in a few paragraphs, for a field that takes notes."""
    parts = (
        ("", text_of(data, "sentence")),
        ("In their words: ", text_of(data, "words")),
        ("Still open: ", text_of(data, "open_questions")),
        ("The whole case: ", text_of(data, "lead_url")),
    )
    return "\n\n".join(f"{label}{text.strip()}" for label, text in parts if text.strip())
