"""Finding leads: by what they are and by words, page after page, at a cost that does not grow."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from candor.records import finding, indexing, leads, working
from candor.records.database import Database
from candor.records.finding import Wanted, search
from candor.records.leads import Person
from candor.records.listing import Found, Place
from candor.records.schema import MIGRATIONS, upgrade
from candor.records.tokens import new_token
from tests.contract.lead_rows import ADA, document, edit, leave, rep, submission

ZOE = Person("Zoë Müller", "zoe@mueller.example", "Fähre GmbH", "")


def names(found: Found) -> list[str]:
    return [lead.name for lead in found.leads]


def test_a_list_shows_leads_in_short_newest_first(database: Database, now: datetime) -> None:
    leave(database, now, document("Copy\nevery night"))
    leave(database, now + timedelta(minutes=1), None, ZOE)

    found = search(database, Wanted())

    assert names(found) == ["Zoë Müller", "Ada Lovelace"]
    first = found.leads[1]
    assert (first.first_line, first.verdict, first.persona, first.source) == ("Copy", "fit", "director", "news")
    assert (first.open_questions, first.status, first.created_at, first.rep) == (("How fast?",), "new", now, None)


@pytest.mark.parametrize(
    "token",
    ["verdict:fit-if", "persona:developer", "statement:nightly", "status:open", "source:news", "route:sales"],
)
def test_a_list_is_filtered_by_what_leads_are(database: Database, now: datetime, token: str) -> None:
    wanted = leave(database, now, document("Copy", "fit-if", "developer", "nightly"))
    other = submission(database, now, '{"kind": "fit", "persona": "director"}')
    lead = leads.submit(database, replace(other, arrival={"referrer": "blog.example"}), now).lead_id
    working.close(database, edit(lead or "", rep(database, "Kim", now)), working.Closing("won", "x", "right"), now)

    found = search(database, Wanted((token,)))

    assert [one.id for one in found.leads] == [wanted]


@pytest.mark.parametrize(
    "words",
    [
        "zoe",
        "ZOË",
        "mül",
        "mu",
        "Müller",
        "fahre",
        "fähre gmbh",
        "archi",
        "archive",
        "nachts archive",
        "mueller",
        "ein",
    ],
)
def test_leads_are_found_by_the_beginnings_of_words(database: Database, now: datetime, words: str) -> None:
    leave(database, now)
    leave(database, now, document("Ein Archive, das nachts wächst"), ZOE)

    assert names(search(database, Wanted(words=words))) == ["Zoë Müller"]


@pytest.mark.parametrize(
    "words", ["chive", "archives", "archivx", "muller nothing", "%", "_", "word:arch", "x' OR 1=1"]
)
def test_other_words_find_nothing_but_signs_alone_ask_for_nothing(
    database: Database, now: datetime, words: str
) -> None:
    leave(database, now, document("Ein Archive, das nachts wächst"), ZOE)

    expected = ["Zoë Müller"] if words in ("%", "_") else []
    assert names(search(database, Wanted(words=words))) == expected


def test_words_and_filters_narrow_one_another(database: Database, now: datetime) -> None:
    leave(database, now, document("archive", "fit"))
    leave(database, now, document("archive", "fit-if"), ZOE)

    assert names(search(database, Wanted(("verdict:fit",), "archive"))) == ["Ada Lovelace"]
    assert names(search(database, Wanted(("verdict:fit", "persona:executive"), "archive"))) == []


def test_a_corrected_lead_is_found_by_what_it_says_now(database: Database, now: datetime) -> None:
    sent = submission(database, now)
    leads.submit(database, sent, now)

    leads.submit(database, replace(sent, key=new_token(), person=ZOE), now)

    assert names(search(database, Wanted(words="muller"))) == ["Zoë Müller"]
    assert names(search(database, Wanted(words="lovelace"))) == []


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(("status:open",)), Wanted(("status:open",), "copy")])
def test_pages_show_every_lead_once(database: Database, now: datetime, wanted: Wanted) -> None:
    made = [leave(database, now + timedelta(minutes=number // 3)) for number in range(10)]

    pages = [search(database, wanted, limit=4)]
    while pages[-1].next is not None:
        pages.append(search(database, wanted, Place.read(pages[-1].next.text), limit=4))

    assert [len(page.leads) for page in pages] == [4, 4, 2]
    assert [lead.id for page in pages for lead in page.leads] == sorted(made, reverse=True)


def test_who_waits_too_long_is_listed_longest_first(database: Database, now: datetime) -> None:
    made = [leave(database, now + timedelta(minutes=number)) for number in range(6)]
    working.mark(database, edit(made[0], rep(database, "Kim", now)), working.Status.REPLIED, now)
    overdue = Wanted(owed_before=now + timedelta(minutes=5))

    first = search(database, overdue, limit=3)
    second = search(database, overdue, Place.read(first.next.text if first.next else ""), limit=3)

    assert [lead.id for lead in (*first.leads, *second.leads)] == made[1:5]
    assert second.next is None


def test_who_waits_too_long_is_filtered_too(database: Database, now: datetime) -> None:
    leave(database, now)
    leave(database, now, document("Ein Archive"), ZOE)

    found = search(database, Wanted(("status:open",), "archive", owed_before=now + timedelta(days=1)))

    assert names(found) == ["Zoë Müller"]


def test_a_walk_that_meets_little_ends_and_can_go_on(database: Database, now: datetime) -> None:
    wanted = leave(database, now, document("", "fit", "developer"), ZOE)
    for number in range(12):
        told = document("", "fit", "director") if number % 2 else document("", "fit-if", "developer")
        leave(database, now + timedelta(minutes=number + 1), told)
    both = Wanted(("verdict:fit", "persona:developer"))

    legs = [search(database, both, walk=3)]
    while legs[-1].next is not None:
        legs.append(search(database, both, legs[-1].next, walk=3))

    assert [leg.cut_short for leg in legs] == [True, True, False]
    assert [lead.id for leg in legs for lead in leg.leads] == [wanted]


def test_what_is_newer_is_counted(database: Database, now: datetime) -> None:
    first = leave(database, now)
    for number in range(3):
        leave(database, now + timedelta(minutes=number + 1))

    assert finding.newest_id(database) != first
    assert [finding.count_newer(database, first, most) for most in (99, 2)] == [3, 2]
    assert finding.count_newer(database, finding.newest_id(database)) == 0


def test_an_empty_inbox_has_no_newest_lead(database: Database) -> None:
    assert finding.newest_id(database) == ""
    assert search(database, Wanted()) == Found((), None)


def test_leads_of_one_address_or_company_within_30_days_are_told_together(database: Database, now: datetime) -> None:
    lead = leave(database, now)
    same_address = leave(database, now + timedelta(days=1), None, replace(ZOE, email="ADA@engines.example"))
    same_company = leave(database, now - timedelta(days=29), None, replace(ZOE, company="analytical  ENGINES"))
    leave(database, now - timedelta(days=31))
    leave(database, now, None, ZOE)

    alike = finding.alike(database, lead, now)

    assert {one.id for one in alike} == {same_address, same_company}


def test_leads_from_before_the_index_are_indexed_by_the_migration(database: Database, now: datetime) -> None:
    made = [leave(database, now + timedelta(minutes=number)) for number in range(3)]
    with database.writing() as connection:
        connection.execute("UPDATE leads SET verdict = '', words = '', owed_since = NULL")
        connection.execute("DELETE FROM search_tokens")
        connection.execute("DELETE FROM search_texts")
        indexing.index_all(connection)
        upgrade(connection, MIGRATIONS)

    found = search(database, Wanted(("verdict:fit",), "copy night"))

    assert [lead.id for lead in found.leads] == made[::-1]
    assert [lead.owed_since for lead in found.leads] == [now + timedelta(minutes=number) for number in (2, 1, 0)]
    assert {lead.name for lead in found.leads} == {ADA.name}


@pytest.mark.parametrize(
    "text", ["", "x", "~", "2026-11-22~x", "2026-11-22T09:30:00~01a20297-4dc0-7000-b6da-5981ba896494"]
)
def test_a_place_that_an_address_misspells_is_none(text: str) -> None:
    assert Place.read(text) is None


@pytest.mark.parametrize("since", [None, datetime.fromisoformat("2026-01-02T00:00:00+00:00")])
def test_a_place_comes_back_from_its_text(since: datetime | None) -> None:
    place = Place("01a20297-4dc0-7000-b6da-5981ba896494", since)

    assert Place.read(place.text) == place
