"""What each kind of receiver is sent, and that nothing a visitor typed can do anything there."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from candor.handoff import crm, fields, slack, webhook
from candor.handoff.delivering import judged
from candor.handoff.endpoints import HubSpot, Salesforce, Slack, Webhook
from candor.handoff.sending import Answer
from tests.unit.handoff.events import NOW, leased

SECRET, OLD = b"n" * 32, b"o" * 24
HOOK = Webhook("https://hook.example.org/in", (SECRET, OLD))
CHANNEL = Slack("https://hooks.slack.com/services/T0/B0/x")
SALES = Salesforce("https://webto.salesforce.com/x", {"last_name": "last_name", "company": "company"}, {"oid": "00D"})
HOSTILE = "<!channel> <https://evil.example|click> & *x*"


@pytest.mark.parametrize("secret", [SECRET, OLD])
def test_line_43_a_signature_is_verified_by_an_independent_library(secret: bytes) -> None:
    request = webhook.request_of(HOOK, leased(words="Ünïcode 🚢"), datetime.now(UTC))

    verified = Verifier(secret).verify(request.body, dict(request.headers))

    assert verified["data"]["words"] == "Ünïcode 🚢"
    assert verified["type"] == "lead.created"


def test_line_43_another_secret_or_another_body_is_not_verified() -> None:
    request = webhook.request_of(HOOK, leased(), datetime.now(UTC))

    with pytest.raises(WebhookVerificationError):
        Verifier(b"z" * 24).verify(request.body, dict(request.headers))
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRET).verify(request.body + b" ", dict(request.headers))


def test_line_43_a_retry_has_the_same_id_and_body_and_its_own_time() -> None:
    first = webhook.request_of(HOOK, leased(), NOW)
    later = webhook.request_of(HOOK, leased(), NOW + timedelta(hours=1))

    assert (first.headers["webhook-id"], first.body) == (later.headers["webhook-id"], later.body)
    assert int(later.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 3600


def test_slack_is_sent_blocks_in_which_typed_text_is_plain() -> None:
    request = slack.request_of(CHANNEL, leased(name=HOSTILE, words=HOSTILE, sentence=HOSTILE))

    message = json.loads(request.body)
    texts = [block["text"] for block in message["blocks"] if block["type"] == "section"]
    assert request.url == CHANNEL.url
    assert message["unfurl_links"] is False
    assert message["text"].endswith("&lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; *x*")
    assert {text["type"] for text in texts} == {"plain_text"}
    assert f"From: {HOSTILE}" in [text["text"] for text in texts]
    assert message["blocks"][-1]["elements"][0]["url"] == "https://fit.example.org/inbox/leads/lead-1"


def test_slack_is_told_where_there_is_no_consent_and_no_more_than_it_takes() -> None:
    message = json.loads(slack.request_of(CHANNEL, leased(consent=False, words="w" * 9000)).body)

    texts = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    assert "No consent: do not write to this person. Name: Ada King Lovelace" in texts
    assert max(map(len, texts)) <= 3000


def test_a_hubspot_form_is_filled_by_the_map_and_has_the_consent() -> None:
    fields_of_form = {"email": "email", "lastname": "last_name", "phone": "case"}
    way = HubSpot("https://api.hsforms.com/x", fields_of_form, {"a": "b"}, 999)

    submission = json.loads(crm.hubspot_request(way, leased()).body)

    filled = {field["name"]: field["value"] for field in submission["fields"]}
    consent = submission["legalConsentOptions"]["consent"]
    assert filled == {"email": "ada@engines.example", "lastname": "Lovelace", "a": "b"}
    assert {field["objectTypeId"] for field in submission["fields"]} == {"0-1"}
    assert submission["submittedAt"] == "1795339800000"
    assert (consent["consentToProcess"], consent["text"]) == (True, "You may write to me.")
    assert consent["communications"] == [{"value": True, "subscriptionTypeId": 999, "text": "You may write to me."}]


def test_a_hubspot_form_claims_no_consent_that_was_not_given() -> None:
    way = HubSpot("https://api.hsforms.com/x", {"email": "email"}, {})

    assert "legalConsentOptions" not in json.loads(crm.hubspot_request(way, leased(consent=False)).body)


def test_salesforce_is_sent_a_form_with_what_its_fields_hold() -> None:
    request = crm.salesforce_request(SALES, leased(name="X " + "Y" * 100, company="Ä & Söhne"))

    form = parse_qs(request.body.decode())
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert form["company"] == ["Ä & Söhne"]
    assert form["oid"] == ["00D"]
    assert len(form["last_name"][0]) == 80


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada King Lovelace", ("Ada King", "Lovelace")),
        ("Madonna", ("", "Madonna")),
        (" ", ("", "")),
    ],
)
def test_a_name_is_split_for_those_who_insist(name: str, parts: tuple[str, str]) -> None:
    assert fields.names_of(name) == parts


@pytest.mark.parametrize("status", [100, 199, 300, 304, 400, 500])
def test_line_44_only_2xx_is_success(status: int) -> None:
    tried = judged(Answer(status), NOW)

    assert tried.fault == f"it answered {status}"
    assert not tried.gone


def test_an_answer_of_410_is_told_apart_and_a_wish_is_passed_on() -> None:
    assert judged(Answer(204), NOW).fault is None
    assert judged(Answer(410), NOW).gone
    assert judged(Answer(429, "60"), NOW).wish == timedelta(minutes=1)
