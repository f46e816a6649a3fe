"""The boss answers without an account: once a form, to the champion first, and openings are counted honestly."""

from collections.abc import Mapping

import pytest

from candor.records.tokens import new_token
from candor.services import Services
from tests.web.cases import GRACE, PERSON, answer, make, typed_on
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.visits import errors_on

BOTS: tuple[Mapping[str, str], ...] = (
    {},
    {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
    {"User-Agent": "Twitterbot/1.0"},
    {"User-Agent": "facebookexternalhit/1.1"},
    {"User-Agent": "LinkedInBot/1.0"},
    {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Teams/1.5 SkypeUriPreview"},
    {"User-Agent": "WhatsApp/2.23"},
    {"User-Agent": "TelegramBot (like TwitterBot)"},
    {"User-Agent": "Discordbot/2.0"},
    {"User-Agent": "Googlebot/2.1", "Sec-Fetch-Dest": "document"},
    {**PERSON, "User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    {**PERSON, "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/141.0.0.0 SkypeUriPreview Preview/0.5"},
    {**PERSON, "User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"},
    {**PERSON, "Sec-Purpose": "prefetch"},
    {**PERSON, "Sec-Purpose": "prefetch;prerender"},
    {**PERSON, "Purpose": "prefetch"},
    {**PERSON, "Sec-Fetch-Dest": "image"},
    {**PERSON, "Sec-Fetch-User": "?0"},
    {**PERSON, "Sec-Fetch-Site": "same-origin"},
)


def stored(services: Services) -> int:
    """Return how many answers are stored."""
    with services.database.reading() as connection:
        return int(connection.rows("SELECT COUNT(*) AS stored FROM case_answers")[0]["stored"])


def test_line_31_an_opening_by_a_person_counts(client: CheckedClient) -> None:
    links = make(client)

    for site in ("none", "cross-site", "same-site"):
        client.get(links.reader, headers={**PERSON, "Sec-Fetch-Site": site})

    assert (
        "It was opened 3 times, last 22 November 2026, 09:30 UTC; one person may have come more than once."
        in client.get(links.own).text
    )


def test_line_31_a_person_counts_whose_telephone_is_named_like_a_bot(client: CheckedClient) -> None:
    links = make(client)

    client.get(links.reader, headers={**PERSON, "User-Agent": "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20)"})

    assert "It was opened 1 time," in client.get(links.own).text


@pytest.mark.parametrize("headers", BOTS, ids=str)
def test_line_31_t42_previews_prefetches_and_bots_do_not_count(
    client: CheckedClient, headers: Mapping[str, str]
) -> None:
    links = make(client)

    client.get(links.reader, headers=headers)
    client.plain.head(links.reader, headers=PERSON)
    client.plain.get(f"{links.reader}/card.png", headers=PERSON)

    assert "Nobody has opened it yet." in client.get(links.own).text


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("agree", "", "I agree"),
        ("ask", "Who is woken up?", "I have a question"),
        ("not-now", "The budget is spent.", "Not now, because…"),
    ],
)
def test_an_answer_goes_to_the_page_of_the_champion_with_its_time(
    client: CheckedClient, clock: SteppedClock, kind: str, words: str, told: str
) -> None:
    links = make(client)

    after = answer(client, links, clock, kind, words=words)

    own = client.get(links.own)
    assert after.heading == "Your answer is stored"
    assert told in own.text and words in own.text
    assert "22 November 2026, 09:30 UTC" in own.text
    assert "Did not ask to be contacted." in own.text


def test_an_answer_is_shown_to_other_readers_only_once_it_has_a_reply_and_without_a_name(
    client: CheckedClient, clock: SteppedClock
) -> None:
    links = make(client)
    answer(client, links, clock, "ask", words="Who is woken up?", **GRACE)

    before = client.get(links.reader)
    client.submit(client.get(client.get(links.own).links()[reply_link(client, links.own)]), reply="Nobody.")
    after = client.get(links.reader)

    assert "Who is woken up?" not in before.text
    assert typed_on(after) == ["Who is woken up?", "Nobody."]
    assert not [value for value in GRACE.values() if value in after.response.text]


def reply_link(client: CheckedClient, own: str) -> str:
    """Return the words of the link to reply to the newest answer."""
    return next(words for words in client.get(own).links() if words.startswith(("Reply", "Change the reply")))


def test_t03_an_answer_sent_twice_is_stored_once(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client)
    filled = {**client.get(links.reader).fields(), "kind": "agree"}
    clock.step(seconds=30)

    first, second = (client.post(f"{links.reader}/answer", filled) for _ in range(2))

    assert first.location == second.location
    assert stored(services) == 1


def test_t04_the_same_key_with_another_answer_is_409_and_what_comes_back_adds_it(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client)
    filled = {**client.get(links.reader).fields(), "kind": "agree"}
    clock.step(seconds=30)
    client.post(f"{links.reader}/answer", filled)

    refused = client.posted(f"{links.reader}/answer", {**filled, "kind": "ask", "words": "Why?"}, 409)
    client.submit(refused)

    assert (refused.fields()["kind"], refused.fields()["words"]) == ("ask", "Why?")
    assert stored(services) == 2


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"kind"}),
        ({"kind": "sometimes"}, {"kind"}),
        ({"kind": "ask"}, {"words"}),
        ({"kind": "not-now", "words": " "}, {"words"}),
        ({"kind": "ask", "words": "q" * 10_001}, {"words"}),
        ({"kind": "agree", "consent": "y"}, {"name", "email", "company"}),
        ({"kind": "agree", "email": "grace"}, {"email"}),
        ({"kind": "agree", "name": "n" * 201}, {"name"}),
        ({"kind": "agree", "company": "c" * 201}, {"company"}),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "-".join(sorted(value)),
)
def test_line_5_an_answer_that_cannot_be_stored_comes_back_whole_in_the_same_voice(
    client: CheckedClient, services: Services, clock: SteppedClock, said: dict[str, str], wrong: set[str]
) -> None:
    page = client.get(f"{make(client).reader}?voice=top")
    clock.step(seconds=30)

    refused = client.posted(page.form().get("action", ""), {**page.fields(), **said})

    assert set(errors_on(refused)) == wrong
    kept = {name: text.strip() for name, text in refused.fields().items()}
    assert {name: kept.get(name, "") for name in said if said[name] != "sometimes"} == {
        name: text.strip() for name, text in said.items() if text != "sometimes"
    }
    assert refused.title.startswith("Error: ")
    assert "The company can tell every morning" in refused.text
    assert stored(services) == 0


def test_t46_consent_is_unticked_and_of_its_own(client: CheckedClient) -> None:
    page = client.get(make(client).reader)

    assert "consent" not in page.fields()
    assert "The Ferry team may write to me about this evaluation and nothing else." in page.text


@pytest.mark.parametrize("trap", ["filled", "absent", "too fast", "no key", "forged key"])
def test_line_33_what_a_program_seems_to_have_sent_is_answered_alike_and_marked_for_the_champion(
    client: CheckedClient, clock: SteppedClock, trap: str
) -> None:
    links = make(client)
    filled = {**client.get(links.reader).fields(), "kind": "ask", "words": "Buy my goods?"}
    clock.step(seconds=2.9 if trap == "too fast" else 3)
    changes = {"filled": {"website": "x"}, "no key": {"key": ""}, "forged key": {"key": new_token()}}
    filled |= changes.get(trap, {})
    if trap == "absent":
        del filled["website"]

    sent = client.follow(client.post(f"{links.reader}/answer", filled))
    own = client.get(links.own)

    assert sent.heading == "Your answer is stored"
    assert "A program may have sent this" in own.text and "Buy my goods?" in own.text
    assert "Buy my goods?" not in client.get(links.reader).text


def test_line_32_the_11th_answer_in_ten_minutes_has_to_wait_and_is_kept(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    links = make(client)
    for number in range(10):
        page = client.get(links.reader)
        clock.step(seconds=4)
        client.post(f"{links.reader}/answer", {**page.fields(), "kind": "ask", "words": f"{number}"})
    filled = {**client.get(links.reader).fields(), "kind": "ask", "words": "The last one."}

    refused = client.posted(f"{links.reader}/answer", filled, 429)
    before = stored(services)
    clock.step(minutes=10)
    client.submit(refused)

    assert 1 <= int(refused.response.headers["Retry-After"]) <= 600
    assert refused.fields()["words"] == "The last one."
    assert (before, stored(services)) == (10, 11)


def test_t02_an_answer_from_another_site_is_refused(client: CheckedClient, services: Services) -> None:
    links = make(client)
    filled = {**client.get(links.reader).fields(), "kind": "agree"}

    client.post(f"{links.reader}/answer", filled, status=403, headers={"Sec-Fetch-Site": "cross-site"})

    assert stored(services) == 0


def test_an_answer_names_only_its_own_case(client: CheckedClient, clock: SteppedClock) -> None:
    links, other = make(client), make(client)
    id = answer(client, links, clock, "ask", words="Ours.").address.rpartition("/")[2]

    client.get(f"{other.reader}/answered/{id}", 404)
    client.get(f"{other.own}/replies/{id}", 404)
    client.posted(f"{other.own}/replies/{id}", {"reply": "Stolen.", "was": ""}, 404)


def test_looking_at_the_address_of_the_answer_leads_back_to_the_case(client: CheckedClient) -> None:
    links = make(client)

    assert client.plain.get(f"{links.reader}/answer").location == links.reader
