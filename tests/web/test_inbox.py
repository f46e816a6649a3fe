"""Inside sales reads the leads: who asked, what they want in their own words, and why it fits."""

from datetime import timedelta

import pytest

from candor.records.leads import Person
from candor.services import Services
from tests.web import leads
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock


def entries(page: Fetched) -> list[str]:
    return [text_of(item) for item in page.tree.iter("li") if item.get("class") == "leads__entry"]


def shown_apart(page: Fetched) -> list[str]:
    return ["".join(element.itertext()) for element in page.tree.iter("bdi")]


@pytest.mark.parametrize("address", ["/inbox", "/inbox?before=x", "/inbox/leads/none", "/inbox/content/none"])
def test_who_is_not_signed_in_is_sent_to_signing_in(client: CheckedClient, address: str) -> None:
    response = client.plain.get(address)

    assert response.status_code == 303
    assert response.location == "/sign-in"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_who_is_not_signed_in_sees_nothing_of_a_lead(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services)

    texts = [client.plain.get(address).text for address in ("/inbox", f"/inbox/leads/{lead}")]

    assert not any("Ada" in text for text in texts)


def test_signing_out_without_being_signed_in_leads_to_signing_in(client: CheckedClient) -> None:
    assert client.post("/sign-out").location == "/sign-in"


@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "wrong"}])
def test_a_post_without_the_sessions_token_is_refused_and_comes_back_ready_to_send(
    client: CheckedClient, services: Services, token: dict[str, str]
) -> None:
    leads.signed_in(client, services)

    refused = client.posted("/sign-out", {"note": "Call on Monday", **token}, status=403)

    assert refused.fields()["note"] == "Call on Monday"
    assert client.get("/inbox").heading == "Inbox"
    assert client.submit(refused).address == "/sign-in"


def test_the_token_of_another_session_is_refused(client: CheckedClient, services: Services) -> None:
    old = leads.signed_in(client, services).fields()
    leads.signed_in(client, services)

    client.post("/sign-out", old, status=403)

    assert client.get("/inbox").heading == "Inbox"


def test_the_token_outlives_a_form_left_open_for_11_hours(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    inbox = leads.signed_in(client, services)

    clock.step(hours=11)

    assert client.submit(inbox).address == "/sign-in"


def test_an_empty_inbox_says_how_leads_come_here(client: CheckedClient, services: Services) -> None:
    page = leads.signed_in(client, services)

    assert "Nobody is waiting for a reply." in page.text
    assert "content/routes.yaml" in page.text
    assert "A decision within three months." in page.text
    assert page.links()["take the fit check"] == "/fit"


def test_the_list_tells_of_a_lead_what_a_rep_chooses_by(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    lead = leads.leave(services)
    clock.step(hours=3, minutes=20)

    page = leads.signed_in(client, services)

    assert entries(page) == [
        "Fit if Ada Lovelace, Analytical Engines Copy our reports to the archive every night. "
        "Director, 2 open questions New, nobody has it "
        "Reply by Mon 23 November, 17:00 Waiting 3 hours, since 22 November 2026, 09:30 UTC"
    ]
    assert page.links()["Ada Lovelace, Analytical Engines"] == f"/inbox/leads/{lead}"
    assert "Copy our reports to the archive every night." in shown_apart(page)


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        (0, "Waiting less than a minute,"),
        (1, "Waiting 1 minute,"),
        (59, "Waiting 59 minutes,"),
        (60, "Waiting 1 hour,"),
        (1440, "Waiting 1 day,"),
        (3000, "Waiting 2 days,"),
    ],
)
def test_the_list_says_how_long_somebody_waits(
    client: CheckedClient, services: Services, clock: SteppedClock, minutes: int, says: str
) -> None:
    leads.leave(services)
    clock.step(minutes=minutes)

    page = leads.signed_in(client, services)

    assert says in page.text


def test_a_lead_without_words_or_open_questions_is_told_plainly(client: CheckedClient, services: Services) -> None:
    lead = leads.leave(services, leads.Asked(words="", open_questions=" \n ", arrival={}))

    page = leads.signed_in(client, services)

    assert "Nothing was written. Director, no open question" in page.text
    assert "What is still open, in their words Nothing was written." in client.get(f"/inbox/leads/{lead}").text


def test_120_leads_come_newest_first_on_three_pages(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    for number in range(120):
        # Two at a time, so that pages also have to go on between leads of one moment.
        at = clock.now + timedelta(minutes=number // 2)
        leads.leave(services, leads.Asked(Person(f"Visitor {number}", "v@v.example", "V", "")), at)
    clock.step(hours=2)

    pages = [leads.signed_in(client, services)]
    while "Earlier leads" in pages[-1].links():
        pages.append(client.get(pages[-1].links()["Earlier leads"]))

    names = [heading.split(", ")[0] for page in pages for heading in page.links() if heading.startswith("Visitor ")]
    assert [len(entries(page)) for page in pages] == [50, 50, 20]
    assert len(set(names)) == 120
    # Ids of one moment are in no order of their own; the moments are.
    assert [int(name.split()[1]) // 2 for name in names] == [number // 2 for number in reversed(range(120))]
    assert [page.heading for page in pages] == ["Inbox", "Inbox: earlier leads", "Inbox: earlier leads"]
    assert pages[-1].links()["Newest leads"] == "/inbox"


@pytest.mark.parametrize("place", ["", "x", "2026-11-22~", "~", "2026-11-22T09:30:00~x", "\u202e~x", "' OR 1=1 --~1"])
def test_a_place_in_the_list_that_cannot_be_is_not_found(client: CheckedClient, services: Services, place: str) -> None:
    leads.signed_in(client, services)

    response = client.plain.get("/inbox", query_string={"before": place})

    assert response.status_code == 404


def test_a_place_before_all_leads_says_that_there_are_none(client: CheckedClient, services: Services) -> None:
    leads.leave(services)
    leads.signed_in(client, services)

    page = client.get("/inbox?before=00a20297-4dc0-7000-b6da-5981ba896494")

    assert "There are no earlier leads." in page.text


def test_suspected_leads_are_counted_and_listed_apart(client: CheckedClient, services: Services) -> None:
    leads.leave(services, leads.Asked(Person("Robot", "r@r.example", "R", ""), suspected=True))
    leads.leave(services)

    page = leads.signed_in(client, services)

    assert "Robot" not in page.text
    assert "1 more is kept aside, because a program may have sent it." in page.text
    apart = client.get(page.links()["1 more is kept aside"])
    assert [entry.split(", R ")[0] for entry in entries(apart)] == ["Fit if Robot"]


def test_nothing_kept_aside_is_said_plainly(client: CheckedClient, services: Services) -> None:
    page = leads.signed_in(client, services)

    assert "kept aside" not in page.text
    assert "There are none." in client.get("/inbox/kept-aside").text


def test_what_is_kept_aside_comes_in_pages_too(client: CheckedClient, services: Services) -> None:
    for _ in range(51):
        leads.leave(services, leads.Asked(suspected=True))
    leads.signed_in(client, services)
    first = client.get("/inbox/kept-aside")

    second = client.get(first.links()["Earlier leads"])

    assert [len(entries(page)) for page in (first, second)] == [50, 1]
    assert second.heading == "Kept aside: earlier ones"


@pytest.mark.parametrize("address", ["/inbox", "/inbox/leads/{lead}", "/inbox/content/{version}"])
def test_pages_for_reps_are_kept_by_nobody_and_offer_no_fit_check_on_top(
    client: CheckedClient, services: Services, address: str
) -> None:
    lead = leads.leave(services)
    leads.signed_in(client, services)

    page = client.get(address.format(lead=lead, version=services.contents.current.version))

    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Check your fit" not in page.text
    assert text_of(next(page.tree.iter("button"))) == "Sign out"
