"""News as pages, as a feed and as a calendar, each read back by something that knows only its standard."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from candor import create_app
from candor.pages.calendar import Event, calendar
from candor.services import Services
from candor.settings import Settings
from tests.web.checking import read_xml
from tests.web.client import CheckedClient, check_headers
from tests.web.conftest import FERRY, SteppedClock

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"
ESCAPED = {"n": "\n", "N": "\n"}


def read_calendar(text: str) -> Iterator[dict[str, str]]:
    """Yield the properties of each event, read as RFC 5545 says."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert not [line for line in lines if "\n" in line or "\r" in line]
    event: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if line == "END:VEVENT":
            yield event
        event = {} if line == "BEGIN:VEVENT" else event
        event[name] = re.sub(r"\\(.)", lambda found: ESCAPED.get(found[1], found[1]), value)


def test_news_stand_newest_first_and_small_ones_in_one_line(client: CheckedClient) -> None:
    page = client.get("/news")

    assert page.text.index("A small fix") < page.text.index("Ferry watches a folder") < page.text.index("The first")
    assert "no longer stops the list" not in page.text
    assert "Matters to the developer and the director" in page.text
    assert page.links()["All of it as a feed"] == "/news.atom"
    assert "Changed: Nightly copies" in page.text


def test_a_launch_says_which_statements_it_changed_and_where_that_is_written(client: CheckedClient) -> None:
    page = client.get("/news/watching")

    assert page.links()["Nightly copies"] == "/statements/nightly"
    assert page.links()["Release 2"] == "https://ferry.example/2"


def test_a_large_launch_stands_on_home_and_with_the_personas_it_matters_to(client: CheckedClient) -> None:
    assert client.get("/").links()["Ferry watches a folder"] == "/news/watching"
    assert client.get("/for/director").links()["Ferry watches a folder"] == "/news/watching"
    assert "Ferry watches a folder" not in client.get("/for/executive").links()


def test_the_feed_is_atom_with_every_launch(client: CheckedClient) -> None:
    response = client.plain.get("/news.atom")

    check_headers(response)
    feed = read_xml(response.data)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert part.findtext(ATOM + required)
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo
    assert feed.findtext(f"{ATOM}updated") == "2026-11-01T00:00:00Z"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [f"{SITE}/news/quiet", f"{SITE}/news/watching", f"{SITE}/news/first"]
    assert {link.get("href") for link in feed.findall(f"{ATOM}link")} == {f"{SITE}/news", f"{SITE}/news.atom"}


def test_the_feed_carries_the_words_as_they_are_and_html_escaped(client: CheckedClient) -> None:
    feed = read_xml(client.plain.get("/news.atom").data)

    quiet, watching, first = feed.iter(f"{ATOM}entry")
    content = watching.find(f"{ATOM}content")
    assert quiet.findtext(f"{ATOM}title") == "A small fix & more"
    assert "żółć, 数据" in (first.findtext(f"{ATOM}title") or "")
    assert content is not None
    assert (content.get("type"), list(content)) == ("html", [])
    assert '<a href="/statements/nightly">statement</a> &amp; a folder, 3 &lt; 4.' in (content.text or "")


def test_the_calendar_holds_what_is_not_small_on_its_day(client: CheckedClient) -> None:
    response = client.plain.get("/news.ics")

    check_headers(response)
    watching, first = read_calendar(response.text)
    assert response.content_type == "text/calendar; charset=utf-8"
    assert watching["UID"] == "watching@127.0.0.1"
    assert (watching["DTSTART;VALUE=DATE"], watching["DTEND;VALUE=DATE"]) == ("20260930", "20261001")
    assert watching["DTSTAMP"] == "20260930T000000Z"
    assert watching["DESCRIPTION"].startswith("New files are carried as they come; the nightly run stays, and so")
    assert first["DTEND;VALUE=DATE"] == "20250301"
    assert first["SUMMARY"].endswith("żółć, 数据 and much more in one line")


def test_no_line_of_the_calendar_is_longer_than_75_octets(client: CheckedClient) -> None:
    lines = client.plain.get("/news.ics").data.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


@pytest.mark.parametrize("words", ["a\\b", "a;b,c", "line\nline", "\\n", "ż" * 200, "数" * 99, ""])
def test_any_words_come_back_out_of_a_calendar(words: str) -> None:
    drawn = calendar("News", [Event("a@b", date(2026, 12, 31), words, words, "https://ferry.example/")])

    event = next(read_calendar(drawn))

    assert (event["SUMMARY"], event["DESCRIPTION"]) == (words, words)


def test_questions_are_answered_with_statements_and_sources_and_so_are_objections(client: CheckedClient) -> None:
    page = client.get("/questions-and-answers")

    assert "resume" in {article.get("id") for article in page.tree.iter("article")}
    assert page.links()["Resuming"] == "https://ferry.example/resume"
    assert page.text.index("Does it go on where it stopped?") < page.text.index("What is held against it")
    assert client.get("/search?q=resuming+stopped").links()["Does it go on where it stopped?"].endswith("#resume")


def test_where_only_small_things_changed_there_is_no_calendar(tmp_path: Path, clock: SteppedClock) -> None:
    shutil.copytree(FERRY, tmp_path / "content")
    for name in ("first.md", "watching.md"):
        (tmp_path / "content/launches" / name).unlink()
    site = create_app(Settings(content=tmp_path / "content", database=str(tmp_path / "candor.sqlite3")), clock)
    client = CheckedClient(site)

    links = client.get("/news").links()

    client.get("/news.ics", status=404)
    services: Services = site.extensions["candor"]
    services.database.close()
    assert "/news.atom" in links.values()
    assert "/news.ics" not in links.values()


def test_the_test_declaration_has_a_launch_of_each_size() -> None:
    sizes = {re.search(r"size: (\w+)", path.read_text("utf-8")) for path in (FERRY / "launches").iterdir()}

    assert {size[1] for size in sizes if size} == {"large", "medium", "small"}
