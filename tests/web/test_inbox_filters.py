"""Filters, words and pages of the inbox: the address is the view, and costs nothing to save."""

import pytest

from candor.records.leads import Person
from candor.services import Services
from tests.web import leads
from tests.web.client import CheckedClient, Fetched
from tests.web.conftest import SteppedClock

ZOE = Person("Zo\u00eb M\u00fcller", "zoe@ships.example", "F\u00e4hre GmbH", "")
HOSTILE = "\"><script>alert(1)</script>{{ 7 * 7 }}' OR 1=1 --"


def names(page: Fetched) -> list[str]:
    heads = [element for element in page.tree.iter("h2") if element.get("class") == "leads__who"]
    return ["".join(head.itertext()).split(",")[0] for head in heads]


@pytest.fixture(name="two")
def _two(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    leads.leave(services)
    clock.step(minutes=1)
    leads.leave(services, leads.Asked(ZOE, "Harbour lists", {"watchers": "one"}, arrival={"referrer": "blog.example"}))
    leads.signed_in(client, services)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Zo\u00eb M\u00fcller", "Ada Lovelace"]),
        ("?q=mull", ["Zo\u00eb M\u00fcller"]),
        ("?q=harbour+f%C3%A4hre", ["Zo\u00eb M\u00fcller"]),
        ("?q=harbour+engines", []),
        ("?q=japan", ["Zo\u00eb M\u00fcller", "Ada Lovelace"]),
        ("?source=newsletter", ["Ada Lovelace"]),
        ("?source=BLOG.example", ["Zo\u00eb M\u00fcller"]),
        ("?statement=nightly&persona=director&status=new", ["Zo\u00eb M\u00fcller", "Ada Lovelace"]),
        ("?status=closed", []),
        ("?status=any", ["Zo\u00eb M\u00fcller", "Ada Lovelace"]),
        ("?route=sales", ["Ada Lovelace"]),
        ("?mine=y", []),
        ("?overdue=y", []),
        ("?unknown=1&status=nothing", ["Zo\u00eb M\u00fcller", "Ada Lovelace"]),
    ],
)
def test_the_address_says_which_leads_are_shown(client: CheckedClient, query: str, found: list[str]) -> None:
    assert names(client.get(f"/inbox{query}")) == found


def test_the_form_comes_back_as_it_was_sent(client: CheckedClient, services: Services) -> None:
    leads.leave(services)
    leads.signed_in(client, services)

    page = client.get("/inbox?q=ada&persona=director&mine=y&source=newsletter")

    controls = {element.get("name"): element for element in page.tree.iter("input")}
    assert (controls["q"].get("value"), controls["source"].get("value")) == ("ada", "newsletter")
    assert controls["mine"].get("checked") is not None
    assert (
        "Shown are leads with the words \u201cada\u201d, that came from newsletter, that are yours, persona: Director."
        in page.text
    )
    assert page.links()["Show all open leads"] == "/inbox"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?mine=y", "You have no such lead. Take one from the list of all, and it comes here."),
        ("?q=nothing", "two letters of a name or company, four of any other word."),
        ("?persona=executive", "No lead is like that."),
    ],
)
def test_an_empty_list_says_what_to_do(client: CheckedClient, query: str, says: str) -> None:
    assert says in client.get(f"/inbox{query}").text


@pytest.mark.usefixtures("two")
def test_whatever_is_searched_for_is_shown_as_text(client: CheckedClient) -> None:
    page = client.checked(
        client.plain.get("/inbox", query_string={name: HOSTILE for name in ("q", "source", "route", "statement")}), 200
    )

    assert HOSTILE in page.text
    assert [element.get("src", "")[:8] for element in page.tree.iter("script")] == ["/static/"]


def test_whoever_waits_too_long_comes_first_when_asked_for(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    leads.leave(services)
    clock.step(days=1)
    leads.leave(services, leads.Asked(ZOE))
    # Both came before or on Monday, and eight working hours have passed by Wednesday.
    clock.step(days=2)

    page = leads.signed_in(client, services)

    assert "Overdue by" in page.text
    assert names(client.get("/inbox?overdue=y")) == ["Ada Lovelace", "Zo\u00eb M\u00fcller"]


def test_pages_keep_what_is_asked_for(client: CheckedClient, services: Services) -> None:
    for _ in range(51):
        leads.leave(services)
    leads.leave(services, leads.Asked(ZOE))
    leads.signed_in(client, services)
    first = client.get("/inbox?q=ada&status=any")

    second = client.get(first.links()["Earlier leads"])

    assert (len(names(first)), len(names(second))) == (50, 1)
    assert "q=ada" in second.links()["First page"]


def test_the_script_of_the_list_is_told_how_many_leads_are_new(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    leads.leave(services)
    clock.step(seconds=1)
    page = leads.signed_in(client, services)
    asks = next(element.get("data-newer", "") for element in page.tree.iter("p") if element.get("data-newer"))

    before = client.plain.get(asks).json
    leads.leave(services)
    leads.leave(services, leads.Asked(suspected=True))
    after = client.plain.get(asks).json

    assert (before, after) == ({"arrived": 0}, {"arrived": 1})
    assert client.plain.get("/inbox/newer?than=x").status_code == 404
    assert client.plain.get("/inbox/newer?than=").json == {"arrived": 1 + 1}


@pytest.mark.usefixtures("two")
def test_what_reps_look_for_most_is_one_click_away(client: CheckedClient) -> None:
    views = {}
    for query in ("", "?mine=y", "?status=new", "?overdue=y", "?status=closed"):
        page = client.get(f"/inbox{query}")
        views[query] = [
            one.text for one in page.tree.iter("a") if one.get("aria-current") and one.get("class") != "account__link"
        ]

    assert views == {
        "": ["Open"],
        "?mine=y": ["Mine"],
        "?status=new": ["New"],
        "?overdue=y": ["Overdue"],
        "?status=closed": ["Closed"],
    }
    assert client.get("/inbox").links()["Overdue"] == "/inbox?overdue=y"
