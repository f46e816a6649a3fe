"""A message in a Slack channel, through an incoming webhook: https://api.slack.com/messaging/webhooks."""

import json
from typing import Any

from candor.handoff.endpoints import Slack
from candor.handoff.fields import Values, data_of, text_of, title_of
from candor.handoff.sending import Request
from candor.records.deliveries import Leased

PREFIX = "https://hooks.slack.com/services/"
MOST_LETTERS = 2900
"""Slack takes 3000 in a block."""


def request_of(way: Slack, leased: Leased) -> Request:
    """Return the message of an event."""
    data = data_of(leased)
    title = title_of(leased)
    message = {
        "text": escaped(f"{title}: {text_of(data, 'persona_name')}, {text_of(data, 'sentence')}"),
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": [
            {"type": "header", "text": _plain(title, 150)},
            *(_section(label, text_of(data, name)) for label, name in _shown(data) if text_of(data, name).strip()),
            {"type": "actions", "elements": [_button(text_of(data, "lead_url"))]},
        ],
    }
    headers = {"Content-Type": "application/json", "User-Agent": "Candor"}
    return Request(way.url, headers, json.dumps(message, ensure_ascii=False).encode())


def escaped(text: str) -> str:
    """Return text in which nothing is a mention, a link or a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(data: Values) -> tuple[tuple[str, str], ...]:
    consent = () if data.get("consent") else (("No consent: do not write to this person. Name", "name"),)
    return (
        *(consent or (("From", "name"),)),
        ("Company", "company"),
        ("Role", "role"),
        ("Verdict", "sentence"),
        ("In their words", "words"),
        ("Still open", "open_questions"),
    )


def _section(label: str, text: str) -> dict[str, Any]:
    # As plain text, so that what a visitor typed cannot call a whole channel.
    return {"type": "section", "text": _plain(f"{label}: {text.strip()}", MOST_LETTERS)}


def _plain(text: str, most: int) -> dict[str, Any]:
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return {"type": "plain_text", "text": short, "emoji": False}


def _button(url: str) -> dict[str, Any]:
    return {"type": "button", "text": _plain("Open the lead", 75), "url": url}
