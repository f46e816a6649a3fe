"""Events for tests of the hand-off, as the outbox would lease them."""

import json
from datetime import UTC, datetime
from typing import Any

from candor.records.deliveries import Leased

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

DATA: dict[str, Any] = {
    "lead_id": "lead-1",
    "lead_url": "https://fit.example.org/inbox/leads/lead-1",
    "name": "Ada King Lovelace",
    "email": "ada@engines.example",
    "company": "Analytical Engines",
    "role": "Director",
    "open_questions": "Who supports it?",
    "consent": True,
    "consent_text": "You may write to me.",
    "product": "Ferry",
    "persona_name": "Director",
    "verdict": "fit-if",
    "sentence": "Ferry fits if a night is enough.",
    "words": "Copy our reports.",
    "because": "You decide within three months.",
    "utm_source": "newsletter",
}


def leased(kind: str = "lead.created", **changes: Any) -> Leased:
    """Return an event with some of its data changed."""
    body = {"type": kind, "timestamp": NOW.isoformat(), "data": {**DATA, **changes}}
    return Leased(
        id="delivery-1",
        lease="lease-1",
        endpoint="receiver",
        event_id="01a20297-4dc0-7000-b6da-5981ba896494",
        lead_id="lead-1",
        kind=kind,
        body=json.dumps(body, ensure_ascii=False),
        created_at=NOW,
        tries_before=0,
        tried_since=NOW,
    )
