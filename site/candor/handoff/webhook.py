"""Webhooks as Standard Webhooks has them: https://github.com/standard-webhooks/standard-webhooks."""

import hmac
from base64 import b64encode
from datetime import datetime

from candor.handoff.endpoints import Webhook
from candor.handoff.sending import Request
from candor.records.deliveries import Leased


def request_of(way: Webhook, leased: Leased, now: datetime) -> Request:
    """Return the frozen body of an event, signed now with every secret of the endpoint."""
    body = leased.body.encode()
    timestamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Candor",
        "webhook-id": leased.event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signature(secret, leased.event_id, timestamp, body) for secret in way.secrets),
    }
    return Request(way.url, headers, body)


def signature(secret: bytes, event_id: str, timestamp: str, body: bytes) -> str:
    """Return the signature of an event, with its version."""
    digest = hmac.digest(secret, f"{event_id}.{timestamp}.".encode() + body, "sha256")
    return f"v1,{b64encode(digest).decode()}"
