"""The link to pass on: frozen, private, and free of the person behind it: the contract, lines 20 and 29 to 32."""

import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest

from candor.records.tokens import new_token
from candor.services import Services
from candor.settings import Settings
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import FERRY, SteppedClock
from tests.web.visits import FITTING, NIGHTLY, Visitor, begin, go_through, link_on, token_in

CANARY = "canary-5e1f"
DIRECTOR = Visitor(words=f"We {NIGHTLY} {CANARY} quickly", marks={"nightly": "yes"})


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings that name a copy of the content, which a test may edit."""
    return replace(settings, content=Path(shutil.copytree(FERRY, tmp_path / "content")))


def write(services: Services, file: str, old: str, new: str) -> None:
    """Change a file of the content."""
    path = services.settings.content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def declare(services: Services, file: str, old: str, new: str) -> None:
    """Change the content while the site serves it."""
    write(services, file, old, new)
    assert services.contents.reload()


def told(page: Fetched) -> list[str]:
    """Return everything that a result says, piece by piece, without the note on top."""
    main = next(page.tree.iter("main"))
    return [tostring(part, encoding="unicode") for part in main if part.tag != "aside"]


def note(page: Fetched) -> Element:
    """Return the note on top of a result."""
    return next(page.tree.iter("aside"))


def test_a_result_shows_the_verdict_its_answers_and_where_it_led(client: CheckedClient) -> None:
    verdict = go_through(client, DIRECTOR)

    page = client.get(link_on(verdict))

    assert page.heading == verdict.heading
    assert "The visitor marked it as their case" in page.text
    assert "Up to 100 GB" in page.text
    assert "You decide soon and it fits" in page.text
    assert "Check your own fit" in page.links()


def test_t39_a_result_holds_no_word_of_the_visitor_and_no_way_back_to_them(client: CheckedClient) -> None:
    verdict = go_through(client, DIRECTOR, f"/fit?utm_source={CANARY}-source")

    page = client.get(link_on(verdict))

    assert CANARY not in page.response.text
    assert NIGHTLY not in page.response.text
    assert token_in(verdict) not in page.response.text
    assert "/contact" not in page.response.text


def test_the_link_of_a_result_opens_nothing_else(client: CheckedClient) -> None:
    token = link_on(go_through(client, DIRECTOR)).rpartition("/")[2]

    for step in ("", "/verdict", "/answers", "/statements", "/contact", "/contact/sent", "/words"):
        client.get(f"/fit/{token}{step}", 404)


def test_line_20_a_result_is_kept_from_search_engines_and_caches(client: CheckedClient) -> None:
    page = client.get(link_on(go_through(client, DIRECTOR)))

    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.response.headers


def test_a_result_stays_as_it_was_when_the_content_changes(client: CheckedClient, services: Services) -> None:
    verdict = go_through(client, DIRECTOR)
    before = client.get(link_on(verdict))

    declare(services, "is/nightly.md", "a known set of files every night", "nothing at all")
    declare(services, "questions.yaml", "Up to 100 GB", "A little")
    declare(services, "routes.yaml", "You decide soon", "You never decide")
    declare(services, "product.yaml", "name: Ferry", "name: Barge")
    after = client.get(link_on(verdict))

    assert told(after) == told(before)
    assert "what is declared has changed since" not in "".join(note(before).itertext())
    assert "what is declared has changed since" in "".join(note(after).itertext())


def test_t13_a_visitor_who_began_on_older_content_ends_on_it(client: CheckedClient, services: Services) -> None:
    page = begin(client, Visitor())

    declare(services, "questions.yaml", "Up to 100 GB", "A little")
    declare(services, "is/modest.md", "Ferry is for up to a terabyte a night.", "Ferry is for very little.")
    while "/questions/" in page.address:
        page = client.submit(page, answer=FITTING[page.address.rpartition("/")[2]])

    assert "Ferry is for up to a terabyte a night." in page.text
    assert "Up to 100 GB" in page.text
    assert "Ferry is for very little." in go_through(client, Visitor()).text


def test_t13_a_question_that_is_not_declared_any_more_is_still_asked_of_who_began_with_it(
    client: CheckedClient, services: Services
) -> None:
    page = begin(client, Visitor())

    for file in ("is/modest.md", "is-not/two-way.md", "scenarios.yaml"):
        write(services, file, "watchers", "machines")
    declare(services, "questions.yaml", "- id: watchers", "- id: machines")
    new = begin(client, Visitor())

    assert new.address.endswith("/questions/machines")
    assert client.submit(page, answer="one").address.endswith("/questions/volume")


def test_t46_the_consent_that_is_stored_is_the_one_that_was_shown(client: CheckedClient, services: Services) -> None:
    verdict = go_through(client, DIRECTOR)
    page = client.get(f"/fit/{token_in(verdict)}/contact")
    declare(services, "product.yaml", "about this evaluation and nothing else", "and call me about anything")

    client.submit(page, name="Ada", email="ada@engines.example", company="Engines", consent="y", website="trap")

    with services.database.reading() as connection:
        (lead,) = connection.rows("SELECT consent_text FROM leads")
    assert lead["consent_text"] == "The Ferry team may write to me about this evaluation and nothing else."
    assert lead["consent_text"] in page.text


def test_line_29_a_visitor_revokes_the_link_and_lets_it_work_again(client: CheckedClient) -> None:
    verdict = go_through(client, DIRECTOR)
    link = link_on(verdict)

    revoked = client.submit(verdict, 0, do="revoke")
    client.get(link, 404)
    client.get(f"{link}/case", 404)
    shared = client.submit(revoked, 0, do="share")

    assert (revoked.heading, shared.heading) == (verdict.heading, verdict.heading)
    assert "You turned the link to this verdict off." in revoked.text
    assert client.get(link).heading == verdict.heading


def test_line_29_absent_expired_and_revoked_links_answer_the_same(client: CheckedClient, clock: SteppedClock) -> None:
    old, verdict = link_on(go_through(client, DIRECTOR)), go_through(client, DIRECTOR)
    own, revoked = verdict.address, link_on(verdict)
    client.submit(client.get(own), 0, do="revoke")
    answers = [client.get(revoked, 404), client.get(f"/results/{new_token()}", 404), client.get("/results/x", 404)]
    clock.step(days=179)
    client.get(old)
    clock.step(days=1)

    answers.append(client.get(old, 404))

    assert len({answer.response.data for answer in answers}) == 1


def test_line_32_the_21st_wrong_link_in_a_minute_has_to_wait_and_good_links_do_not(
    client: CheckedClient, clock: SteppedClock
) -> None:
    link = link_on(go_through(client, DIRECTOR))
    for _ in range(20):
        client.get(f"/results/{new_token()}", 404)

    late = client.get(f"/results/{new_token()}", 429)

    assert 1 <= int(late.response.headers["Retry-After"]) <= 60
    client.get(link)
    clock.step(seconds=61)
    client.get(f"/results/{new_token()}", 404)
