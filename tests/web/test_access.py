"""Who may use which route: the contract, line 28, and T27. A route that is not written here fails the build."""

from enum import StrEnum

import pytest

from candor import Site
from candor.records import reps
from candor.records.reps import Role
from candor.services import Services
from tests.web.client import OWN_PAGE, CheckedClient


class Who(StrEnum):
    """Who may use a route."""

    ANYBODY = "anybody"
    HOLDER = "whoever holds the private link"
    REP = "rep"
    ADMIN = "admin"


ROUTES = {
    "/": Who.ANYBODY,
    "/for/<id>": Who.ANYBODY,
    "/statements": Who.ANYBODY,
    "/map": Who.ANYBODY,
    "/search": Who.ANYBODY,
    "/style": Who.ANYBODY,
    "/preview/<path:page>.png": Who.ANYBODY,
    "/questions-and-answers": Who.ANYBODY,
    "/news": Who.ANYBODY,
    "/news/<id>": Who.ANYBODY,
    "/news.atom": Who.ANYBODY,
    "/news.ics": Who.ANYBODY,
    "/pains": Who.ANYBODY,
    "/pains/<id>": Who.ANYBODY,
    "/statements/<id>": Who.ANYBODY,
    "/use-cases": Who.ANYBODY,
    "/use-cases/<id>": Who.ANYBODY,
    "/examples": Who.ANYBODY,
    "/examples/<id>": Who.ANYBODY,
    "/comparisons": Who.ANYBODY,
    "/comparisons/<id>": Who.ANYBODY,
    "/pricing": Who.ANYBODY,
    "/facts": Who.ANYBODY,
    "/facts.csv": Who.ANYBODY,
    "/facts.json": Who.ANYBODY,
    "/buying": Who.ANYBODY,
    "/talks": Who.ANYBODY,
    "/talks/<id>": Who.ANYBODY,
    "/pages": Who.ANYBODY,
    "/pages/<id>": Who.ANYBODY,
    "/robots.txt": Who.ANYBODY,
    "/sitemap.xml": Who.ANYBODY,
    "/glossary": Who.ANYBODY,
    "/privacy": Who.ANYBODY,
    "/accessibility": Who.ANYBODY,
    "/how-we-judge": Who.ANYBODY,
    "/static/<fingerprint>/<name>": Who.ANYBODY,
    "/healthz": Who.ANYBODY,
    "/readyz": Who.ANYBODY,
    "/fit": Who.ANYBODY,
    "/fit/deleted": Who.ANYBODY,
    "/fit/<token>/fit-check.json": Who.HOLDER,
    "/fit/<token>/link": Who.HOLDER,
    "/fit/<token>/delete": Who.HOLDER,
    "/fit/<token>": Who.HOLDER,
    "/fit/<token>/words": Who.HOLDER,
    "/fit/<token>/statements": Who.HOLDER,
    "/fit/<token>/questions/<id>": Who.HOLDER,
    "/fit/<token>/answers": Who.HOLDER,
    "/fit/<token>/verdict": Who.HOLDER,
    "/fit/<token>/contact": Who.HOLDER,
    "/fit/<token>/contact/sent": Who.HOLDER,
    "/results/<token>": Who.HOLDER,
    "/results/<token>/case": Who.HOLDER,
    "/cases/<token>": Who.HOLDER,
    "/cases/<token>/card.png": Who.HOLDER,
    "/cases/<token>/case.pdf": Who.HOLDER,
    "/cases/<token>/case.eml": Who.HOLDER,
    "/cases/<token>/answer": Who.HOLDER,
    "/cases/<token>/answered/<id>": Who.HOLDER,
    "/cases/<token>/contact": Who.HOLDER,
    "/cases/<token>/contact/sent": Who.HOLDER,
    "/champion/deleted": Who.ANYBODY,
    "/champion/<token>": Who.HOLDER,
    "/champion/<token>/words": Who.HOLDER,
    "/champion/<token>/numbers": Who.HOLDER,
    "/champion/<token>/replies/<id>": Who.HOLDER,
    "/champion/<token>/consent": Who.HOLDER,
    "/champion/<token>/link": Who.HOLDER,
    "/champion/<token>/delete": Who.HOLDER,
    "/sign-in": Who.ANYBODY,
    "/sign-in/<token>": Who.HOLDER,
    "/sign-out": Who.REP,
    "/inbox": Who.REP,
    "/inbox/kept-aside": Who.REP,
    "/inbox/leads/<id>": Who.REP,
    "/inbox/leads/<id>/deliveries/<delivery>": Who.REP,
    "/inbox/leads.csv": Who.REP,
    "/inbox/leads.json": Who.REP,
    "/inbox/people": Who.ADMIN,
    "/inbox/people/export": Who.ADMIN,
    "/inbox/people/erase": Who.ADMIN,
    "/inbox/away": Who.REP,
    "/inbox/team": Who.REP,
    "/inbox/team/invite": Who.ADMIN,
    "/inbox/team/<id>/link": Who.ADMIN,
    "/inbox/team/<id>/remove": Who.ADMIN,
    "/inbox/team/<id>/readmit": Who.ADMIN,
    "/inbox/team/<id>/hand-over": Who.ADMIN,
    "/inbox/team/<id>/away": Who.ADMIN,
    "/inbox/leads/<id>/take": Who.REP,
    "/inbox/leads/<id>/replied": Who.REP,
    "/inbox/leads/<id>/booked": Who.REP,
    "/inbox/leads/<id>/reopen": Who.REP,
    "/inbox/leads/<id>/trust": Who.REP,
    "/inbox/leads/<id>/note": Who.REP,
    "/inbox/leads/<id>/hand-over": Who.REP,
    "/inbox/leads/<id>/close": Who.REP,
    "/inbox/newer": Who.REP,
    "/inbox/content/<version>": Who.REP,
}


INSIDE = [route for route, who in ROUTES.items() if who in (Who.REP, Who.ADMIN)]


def address_of(route: str) -> str:
    """Return an address of a route, of something that is not there."""
    return (
        route.replace("<id>", "01a20297-4dc0-7000-b6da-5981ba896494")
        .replace("<version>", "0123456789abcdef")
        .replace("<delivery>", "none")
    )


def test_line_28_every_route_is_in_the_table(app: Site) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} == set(ROUTES)


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who is Who.ANYBODY])
def test_line_28_anybody_may_read_what_is_public(client: CheckedClient, route: str) -> None:
    response = client.plain.get(route.replace("<id>", "none").replace("<fingerprint>/<name>", "x/y"))

    assert response.status_code == (404 if "<" in route else 200)


@pytest.mark.parametrize("route", INSIDE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_line_28_nobody_gets_inside_without_signing_in(client: CheckedClient, route: str, method: str) -> None:
    response = client.plain.open(address_of(route), method=method, headers=OWN_PAGE)

    assert response.status_code in (303, 403, 404, 405)
    assert response.location in (None, "/sign-in")


@pytest.mark.parametrize("role", [Role.REP, Role.ADMIN])
@pytest.mark.parametrize("route", INSIDE)
def test_line_28_a_rep_and_an_admin_get_inside(
    client: CheckedClient, services: Services, role: Role, route: str
) -> None:
    rep = reps.add(services.database, "ada@example.org", "Ada", role, services.clock())
    client.post(f"/sign-in/{reps.make_link(services.database, rep.id, services.clock())}")

    response = client.plain.get(address_of(route))

    refused = (403,) if (role, ROUTES[route]) == (Role.REP, Who.ADMIN) else (200, 404)
    assert response.location is None
    assert response.status_code in (*refused, 405)


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who is Who.ADMIN])
def test_line_28_what_admins_do_is_refused_to_a_rep(client: CheckedClient, services: Services, route: str) -> None:
    rep = reps.add(services.database, "ada@example.org", "Ada", Role.REP, services.clock())
    client.post(f"/sign-in/{reps.make_link(services.database, rep.id, services.clock())}")

    answers = [client.plain.open(address_of(route), method=method, headers=OWN_PAGE) for method in ("GET", "POST")]

    taken = [answer for answer in answers if answer.status_code != 405]
    assert taken
    assert all(client.checked(answer, 403).heading == "Only admins can do this" for answer in taken)


def test_line_28_there_is_no_default_account(services: Services) -> None:
    with services.database.reading() as connection:
        assert connection.rows("SELECT * FROM reps") == []


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who is Who.HOLDER])
def test_line_29_a_link_that_nobody_was_given_is_404(client: CheckedClient, route: str) -> None:
    address = route.replace("<token>", "A" * 43).replace("<id>", "anything")

    assert client.plain.get(address).status_code == 404
