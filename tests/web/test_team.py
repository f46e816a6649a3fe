"""The team: from an invitation to leads that are handed over when somebody leaves."""

import pytest

from candor import Site
from candor.records import reps
from candor.records.reps import Rep, Role
from candor.services import Services
from tests.web import leads
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import errors_on

TOKEN = "csrf_token"


def sent(page: Fetched, **fields: str) -> dict[str, str]:
    """Return fields with the token of the page's session."""
    return {TOKEN: page.fields()[TOKEN], **fields}


def colleague(services: Services, name: str = "Lee", role: Role = Role.REP) -> Rep:
    return reps.add(services.database, f"{name.lower()}@ferry.example", name, role, services.clock())


@pytest.fixture(name="page")
def _page(client: CheckedClient, services: Services) -> Fetched:
    leads.signed_in(client, services, Role.ADMIN)
    return client.get("/inbox/team")


def invited(client: CheckedClient, page: Fetched, name: str) -> str:
    """Invite somebody and return the path of the link that is shown."""
    form = sent(page, name=name, email=f"{name.lower()}@ferry.example", role="rep")
    shown = client.posted("/inbox/team/invite", form, status=200)
    address = next(control.get("value", "") for control in shown.tree.iter("input") if control.get("id") == "link")
    return address.removeprefix("http://127.0.0.1:8000")


def test_a_new_rep_comes_from_the_invitation_to_the_first_reply(
    app: Site, client: CheckedClient, services: Services, page: Fetched
) -> None:
    link = invited(client, page, "Lee")
    lead = leads.leave(services)
    newcomer = CheckedClient(app)

    inbox = newcomer.submit(newcomer.get(link))
    asked = newcomer.get(inbox.links()["Ada Lovelace, Analytical Engines"])
    forms = [text_of(form) for form in asked.tree.iter("form") if form.get("method") == "post"]
    replied = newcomer.submit(asked, forms.index("I have replied"))

    assert "Lee has it" in inbox.text
    assert asked.links()["Reply in your mail"].startswith("mailto:ada@engines.example?subject=")
    assert replied.address == f"/inbox/leads/{lead}"
    assert "Replied to, Lee has it." in replied.text


def test_a_link_is_shown_once_and_works_once(app: Site, client: CheckedClient, page: Fetched) -> None:
    link = invited(client, page, "Lee")
    newcomer = CheckedClient(app)
    newcomer.submit(newcomer.get(link))

    assert link.rpartition("/")[2] not in client.get("/inbox/team").text
    assert CheckedClient(app).get(link, 404).heading == "This sign-in link does not work any more"


def test_an_invitation_says_what_is_missing(client: CheckedClient, page: Fetched) -> None:
    answer = client.posted("/inbox/team/invite", sent(page, name=" ", email="a@b.example, c@d.example", role="owner"))

    assert errors_on(answer) == {
        "name": "Enter a name.",
        "email": "Enter one e-mail address, such as name@example.org.",
        "role": "Choose a role.",
    }


def test_whoever_was_removed_is_not_invited_by_mistake(
    client: CheckedClient, services: Services, page: Fetched
) -> None:
    reps.disable(services.database, colleague(services).id, services.clock())

    answer = client.posted("/inbox/team/invite", sent(page, name="Lee", email="LEE@ferry.example", role="rep"))

    assert errors_on(answer) == {"email": "Somebody with this address was removed: let them back in below."}


def test_a_rep_who_leaves_is_out_at_once_and_hands_over_every_open_lead(
    app: Site, client: CheckedClient, services: Services, page: Fetched
) -> None:
    lee = colleague(services)
    for _ in range(3):
        leads.leave(services)
    max_ = colleague(services, "Max")
    theirs = CheckedClient(app)
    theirs.submit(theirs.get(f"/sign-in/{reps.make_link(services.database, lee.id, services.clock())}"))

    client.post(f"/inbox/team/{lee.id}/remove", sent(page, to=max_.id))

    assert theirs.plain.get("/inbox").location == "/sign-in"
    assert client.get("/inbox").text.count("Max has it") == 3
    assert "Lee, lee@ferry.example, rep, removed" in client.get("/inbox/team").text
    first = next(address for name, address in client.get("/inbox").links().items() if name.startswith("Ada"))
    assert "Kim of sales handed it over to Max." in client.get(first).text


def test_leads_are_handed_over_to_all_in_turn(client: CheckedClient, services: Services, page: Fetched) -> None:
    lee = colleague(services)
    for _ in range(4):
        leads.leave(services)
    for name in ("Max", "Nia"):
        colleague(services, name)

    client.post(f"/inbox/team/{lee.id}/away", sent(page, away="y"))
    client.post(f"/inbox/team/{lee.id}/hand-over", sent(page, to="in-turn"))

    text = client.get("/inbox").text
    assert (text.count("Max has it"), text.count("Nia has it"), text.count("Lee has it")) == (2, 2, 0)


def test_where_nobody_is_there_leads_are_left_to_whoever_takes_them(
    client: CheckedClient, services: Services, page: Fetched
) -> None:
    lee = colleague(services)
    leads.leave(services)

    client.post(f"/inbox/team/{lee.id}/remove", sent(page, to="in-turn"))

    assert "nobody has it" in client.get("/inbox").text


def test_nobody_removes_themselves_or_hands_leads_to_whom_is_not_there(
    client: CheckedClient, services: Services, page: Fetched
) -> None:
    lee, own = colleague(services), leads.rep(services, Role.ADMIN)

    client.posted(f"/inbox/team/{own.id}/remove", sent(page, to=lee.id), status=409)
    client.posted(f"/inbox/team/{lee.id}/remove", sent(page, to="nobody"), status=409)
    client.posted(f"/inbox/team/{lee.id}/hand-over", sent(page, to=lee.id), status=409)

    assert "removed" not in client.get("/inbox/team").text


def test_whoever_was_removed_can_be_let_back_in(client: CheckedClient, services: Services, page: Fetched) -> None:
    lee = colleague(services)
    client.post(f"/inbox/team/{lee.id}/remove", sent(page, to="in-turn"))
    client.posted(f"/inbox/team/{lee.id}/link", sent(page), status=409)

    client.post(f"/inbox/team/{lee.id}/readmit", sent(page))

    assert client.posted(f"/inbox/team/{lee.id}/link", sent(page), status=200).heading == "A link for Lee"


def test_a_rep_can_be_away_and_gets_no_lead_meanwhile(client: CheckedClient, services: Services) -> None:
    leads.signed_in(client, services)
    page = client.get("/inbox/team")

    client.post("/inbox/away", sent(page, away="y"))
    leads.leave(services)

    assert "nobody has it" in client.get("/inbox").text
    assert "You are away: no lead is given to you." in client.get("/inbox/team").text
    assert "Invite somebody" not in page.text


def test_what_was_done_with_the_team_is_written_down(client: CheckedClient, services: Services, page: Fetched) -> None:
    invited(client, page, "Lee")
    lee = reps.find_by_email(services.database, "lee@ferry.example")
    assert lee is not None
    client.post(f"/inbox/team/{lee.id}/remove", sent(page, to="in-turn"))

    text = client.get("/inbox/team").text

    assert "Kim of sales removed Lee" in text
    assert "Kim of sales invited Lee" in text


@pytest.mark.parametrize("deed", ["link", "remove", "readmit", "hand-over", "away"])
def test_nobody_who_is_unknown_can_be_changed(client: CheckedClient, page: Fetched, deed: str) -> None:
    response = client.plain.post(
        f"/inbox/team/nobody/{deed}", data=sent(page), headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert response.status_code == 404
