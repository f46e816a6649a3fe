"""The page that the boss reads: three voices, the numbers, the reasons not to buy, and ways to pass it on."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from candor.services import Services
from candor.settings import Settings
from tests.web.cases import DEVELOPER, make, sections, told, typed_on
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import FERRY, SteppedClock
from tests.web.visits import FITTING, NIGHTLY, Visitor

Declare = Callable[[str, str, str], None]
TIMES = " \N{MULTIPLICATION SIGN} "
VOICES = ("bottom", "middle", "top")


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings that name a copy of the content, which a test may edit."""
    content = Path(shutil.copytree(FERRY, tmp_path / "content"))
    # What visitors are told may change here, and these would hold it.
    (content / "scenarios.yaml").write_text("[]\n", encoding="utf-8")
    return replace(settings, content=content, papers_per_minute=2)


@pytest.fixture
def declare(services: Services) -> Declare:
    """Return what changes the content while the site serves it."""

    def change(file: str, old: str, new: str) -> None:
        path = services.settings.content / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert services.contents.reload(), services.contents.faults

    return change


def metas(page: Fetched) -> dict[str, str]:
    """Return the page's meta elements by property or name."""
    found = ((one.get("property") or one.get("name") or "", one.get("content", "")) for one in page.tree.iter("meta"))
    return dict(found)


def test_the_three_voices_tell_the_same_statements_in_other_words(client: CheckedClient) -> None:
    links = make(client)

    pages = [client.get(f"{links.reader}?voice={voice}") for voice in VOICES]

    assert [told(page) for page in pages] == [{"nightly", "huge"}] * 3
    assert "A list of what was sent and a list of what arrived" in pages[0].text
    assert "Nightly copies run without anybody watching" in pages[1].text
    assert "The company can tell every morning" in pages[2].text
    assert all("https://ferry.example/nightly" in page.response.text for page in pages)


@pytest.mark.parametrize("query", ["", "?voice=", "?voice=nobody", "?voice=middle"])
def test_a_case_speaks_to_the_director_unless_told_otherwise(client: CheckedClient, query: str) -> None:
    page = client.get(make(client).reader + query)

    assert "Efficiency" in sections(page)
    assert next(link for link in page.tree.iter("a") if link.get("aria-current")).text == "the director"


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("answers", [FITTING, {**FITTING, "volume": "huge"}, {"watchers": "several"}])
def test_reasons_not_to_buy_are_always_there(client: CheckedClient, voice: str, answers: dict[str, str]) -> None:
    page = client.get(f"{make(client, replace(DEVELOPER, answers=answers)).reader}?voice={voice}")

    assert "Reasons not to buy" in sections(page)
    assert "usually objects" in page.text


def test_a_case_of_a_misfit_says_what_to_use_instead(client: CheckedClient) -> None:
    page = client.get(make(client, replace(DEVELOPER, answers={"watchers": "several"})).reader)

    assert page.heading == "Ferry is not for what you describe."
    assert "https://rowboat.example/" in page.response.text


def test_every_step_of_the_numbers_is_shown_with_its_range(client: CheckedClient) -> None:
    page = client.get(make(client).reader)

    assert "With these numbers it pays back after 16 months." in page.text
    for shown in (
        "€2,160 a year",
        "€5,760 a year",
        "€10,800 a year",
        TIMES.join(("2", "3", "80", "12")),
        "Harbour log",
    ):
        assert shown in page.text
    assert len([one for one in page.tree.iter() if str(one.tag).endswith("svg") and one.get("role") == "img"]) == 1


def test_t39_the_note_is_shown_as_typed_and_nothing_else_is(client: CheckedClient) -> None:
    note = "<script>alert(1)</script> {{ 7*7 }} **bold** \u202emoc"

    page = client.get(make(client, note=note).reader)

    assert typed_on(page) == [note]
    assert "<script>alert" not in page.response.text


def test_t40_line_20_a_case_is_kept_from_search_engines_caches_and_other_sites(client: CheckedClient) -> None:
    links = make(client)

    for address in (links.reader, links.own, *(f"{links.reader}/{name}" for name in ("card.png", "case.pdf"))):
        response = client.plain.get(address)
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Set-Cookie" not in response.headers


def test_the_preview_card_has_whole_addresses_and_one_sentence(client: CheckedClient) -> None:
    page = client.get(make(client, note="Ask Ada.").reader)

    card = metas(page)
    assert card["og:title"] == card["twitter:title"] == "Ferry fits what you describe, if one thing is true."
    assert card["og:image"] == card["twitter:image"] == f"http://127.0.0.1:8000{page.address}/card.png"
    assert card["og:url"] == f"http://127.0.0.1:8000{page.address}"
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["twitter:card"] == "summary_large_image"
    assert "Ada" not in str(card)


def test_the_picture_is_1200_by_630(client: CheckedClient) -> None:
    response = client.plain.get(f"{make(client).reader}/card.png")

    size = [int.from_bytes(response.data[place : place + 4], "big") for place in (16, 20)]
    assert (response.content_type, size) == ("image/png", [1200, 630])


@pytest.mark.parametrize("note", ["Read this.", "日本語 العربية 🛳 “quoted”\nsecond line", ""])
def test_the_paper_and_the_mail_hold_the_case(client: CheckedClient, note: str) -> None:
    links = make(client, note=note)

    paper = client.plain.get(f"{links.reader}/case.pdf?voice=top")
    mail = client.plain.get(f"{links.reader}/case.eml")

    read = message_from_bytes(mail.data, policy=policy.default)
    assert (paper.content_type, paper.data[:5]) == ("application/pdf", b"%PDF-")
    assert (mail.content_type, read["To"]) == ("message/rfc822", None)
    assert f"http://127.0.0.1:8000{links.reader}" in read.get_content()


def test_whoever_has_paper_after_paper_set_waits_and_can_read_on(client: CheckedClient, clock: SteppedClock) -> None:
    links = make(client)
    paper = f"{links.reader}/case.pdf"
    assert [client.plain.get(paper).status_code for _ in range(2)] == [200, 200]

    refused = client.get(paper, 429)

    assert refused.response.headers["Retry-After"] == "60"
    client.get(links.reader)
    clock.step(seconds=60)
    assert client.plain.get(paper).status_code == 200


def test_the_text_to_paste_and_the_mail_link_hold_the_link(client: CheckedClient) -> None:
    page = client.get(make(client).reader)

    text = next(one for one in page.tree.iter("textarea") if one.get("id") == "markdown")
    assert text.get("readonly") is not None
    assert f"<http://127.0.0.1:8000{page.address}>" in "".join(text.itertext())
    assert page.links()["A mail in your mail program"].startswith("mailto:?subject=")


def test_a_case_says_that_nothing_has_changed_since(client: CheckedClient) -> None:
    assert "The same: nothing has changed since." in client.get(make(client).reader).text


def test_a_case_shows_what_changed_and_what_the_verdict_would_be_now(client: CheckedClient, declare: Declare) -> None:
    links = make(client)
    before = client.get(links.reader)

    declare("is-not/huge.md", "weight: limits", "weight: rules-out")
    after = client.get(links.reader)

    assert after.heading == before.heading == "Ferry fits what you describe, if one thing is true."
    assert "Ferry is not for what you describe." in after.text
    assert "The verdict would be another one now" in after.text
    assert "Very large volumes: weighs otherwise" in after.text


def test_a_correction_stands_first_on_every_case_it_touches(client: CheckedClient, declare: Declare) -> None:
    links, other = make(client), make(client, Visitor("director", words=NIGHTLY, marks={"proof": "yes"}))

    declare("is/nightly.md", "pains:", "corrects: {on: 2026-11-23, says: It never said which night.}\npains:")
    page = client.get(links.reader)

    assert "It never said which night." in page.text
    assert sections(page)[0] == "Ferry has corrected what this rests on"
    assert "It never said which night." in client.get(links.own).text
    assert "It never said which night." not in client.get(other.reader).text


def test_a_change_that_touches_nothing_of_it_is_told_as_that(client: CheckedClient, declare: Declare) -> None:
    links = make(client)

    declare("is/modest.md", "Ferry is for up to a terabyte a night.", "Ferry is for less than a terabyte a night.")

    assert "nothing that this rests on" in client.get(links.reader).text


def test_the_numbers_stay_those_of_the_content_that_gave_the_verdict(client: CheckedClient, declare: Declare) -> None:
    links = make(client)

    declare("pricing.yaml", 'amount: "900"', 'amount: "1900"')
    page = client.get(links.reader)

    assert "€900" in page.text
    assert "Support: €900, year, now €1,900, year" in page.text


def test_line_29_a_case_lives_180_days_after_the_last_activity(client: CheckedClient, clock: SteppedClock) -> None:
    links = make(client)
    clock.step(days=179)
    client.get(links.reader, headers={"Sec-Fetch-Dest": "document", "Sec-Fetch-User": "?1"})
    clock.step(days=179)
    client.get(links.reader)

    clock.step(days=1)

    client.get(links.reader, 404)
    client.get(links.own, 404)


def test_whom_the_content_rules_out_by_now_is_offered_nobody(client: CheckedClient, declare: Declare) -> None:
    links = make(client, replace(DEVELOPER, answers={**FITTING, "volume": "huge"}))
    before = client.get(f"{links.reader}/contact?deadline=soon")

    declare("is-not/huge.md", "weight: limits", "weight: rules-out")

    after = client.get(f"{links.reader}/contact?deadline=soon")
    assert "email" in before.fields()
    assert not [form for form in after.tree.iter("form") if form.get("method") == "post"]
