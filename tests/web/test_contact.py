"""The contact form: what it shows, asks and refuses: the contract, lines 2, 5 and 47, and T02, T15 and T46."""

import time

import pytest

from candor.services import Services
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock
from tests.web.contacting import ADA, counted, form_of, read, stored
from tests.web.visits import FITTING, NIGHTLY, Visitor, asked_for, errors_on, go_through, token_in


def test_the_form_shows_exactly_what_inside_sales_will_see(client: CheckedClient) -> None:
    page = form_of(client)

    for seen in ("Fit if", NIGHTLY, "Director", "Qualified: A decision within three months.", "newsletter"):
        assert seen in page.text
    assert "A delay of minutes does no harm." in page.text
    assert "How much has to be carried in a night? Up to 100 GB" in page.text


def test_the_form_begins_with_the_questions_that_are_open(client: CheckedClient) -> None:
    fields = form_of(client).fields()

    assert "seconds" in fields["open_questions"] or "Live" in fields["open_questions"]


def test_t46_consent_is_unticked_and_needed(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    page = form_of(client)
    filled = read(page, clock)
    del filled["consent"]

    refused = client.posted(page.address, filled)

    assert "consent" not in page.fields() and "consent" in asked_for(page)
    assert set(errors_on(refused)) == {"consent"}
    assert {name: refused.fields()[name] for name in filled} == filled
    assert counted(services, "leads") == 0


def test_a_sent_form_becomes_a_lead_with_all_that_was_typed_and_agreed(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)

    sent = client.follow(client.post(page.address, read(page, clock)))

    (lead,) = stored(services)
    assert sent.heading == "Your request is stored"
    assert "One working day." in sent.text
    assert (lead.person.name, lead.person.email) == (ADA["name"], ADA["email"])
    assert (lead.person.company, lead.person.role) == (ADA["company"], ADA["role"])
    assert lead.open_questions == ADA["open_questions"]
    assert lead.consent is not None and lead.consent.text.startswith("The Ferry team may write to me")
    assert (lead.consent.version, lead.consent_at) == ("1", clock())
    assert lead.arrival == {"utm_source": "newsletter"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", " \t "),
        ("name", "n" * 201),
        ("email", ""),
        ("email", "ada"),
        ("email", "a@b"),
        ("email", "a@b.c, evil@x.example"),
        ("email", "a@b.c;evil@x.example"),
        ("email", "a@b.c evil@x.example"),
        ("email", "Ada <a@b.example>"),
        ("email", "a@b.example\r\nBcc: evil@x.example"),
        ("email", "a@b.example\nX: y"),
        ("email", f"{'a' * 245}@b.example"),
        ("company", ""),
        ("company", "c" * 201),
        ("role", "r" * 121),
        ("open_questions", "q" * 10_001),
    ],
)
def test_line_2_what_is_missing_or_too_long_comes_back_with_everything_kept(
    client: CheckedClient, services: Services, clock: SteppedClock, field: str, typed: str
) -> None:
    page = form_of(client)
    filled = {**read(page, clock), field: typed}

    refused = client.posted(page.address, filled)

    assert set(errors_on(refused)) == {field}
    kept = refused.fields()
    assert {name: kept[name] for name in filled if name != field} == {n: v for n, v in filled.items() if n != field}
    assert " ".join(kept[field].split()) == " ".join(typed.split())
    assert counted(services, "leads") == 0


def test_the_longest_values_pass(client: CheckedClient, services: Services, clock: SteppedClock) -> None:
    page = form_of(client)
    longest = {"name": "🛳" * 200, "company": "c" * 200, "role": "r" * 120, "open_questions": "q\n" * 4_999 + "qq"}

    client.post(page.address, {**read(page, clock), **longest, "email": f"{'a' * 244}@b.example"[-254:]})

    (lead,) = stored(services)
    assert (lead.person.name, lead.open_questions) == (longest["name"], longest["open_questions"])


def test_a_line_break_in_a_field_of_one_line_becomes_a_space(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)

    client.post(page.address, {**read(page, clock), "name": "Ada\r\nBcc: evil@x.example"})

    assert stored(services)[0].person.name == "Ada Bcc: evil@x.example"


@pytest.mark.parametrize("hostile", ["a" * 60_000, "a@" + "." * 60_000, "@" * 60_000, "a@" + "a." * 30_000])
def test_t15_a_hostile_address_costs_no_time(client: CheckedClient, clock: SteppedClock, hostile: str) -> None:
    page = form_of(client)
    filled = {**read(page, clock), "email": hostile}
    started = time.perf_counter()

    client.posted(page.address, filled)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "visitor",
    [
        Visitor("developer"),
        Visitor("executive"),
        Visitor(answers={**FITTING, "deadline": "later"}),
        Visitor(answers={"watchers": "several"}),
        Visitor(marks={"nightly": "yes", "live": "yes"}),
        Visitor(answers={**FITTING, "volume": "huge"}),
    ],
)
def test_only_a_route_that_offers_a_person_has_a_form(
    client: CheckedClient, services: Services, visitor: Visitor
) -> None:
    address = f"/fit/{token_in(go_through(client, visitor))}/contact"

    client.get(address, 404)
    client.posted(address, ADA, 404)
    client.get(f"{address}/sent", 404)

    assert counted(services, "leads") == 0


def test_an_answer_changed_so_that_it_rules_out_takes_the_form_away(client: CheckedClient) -> None:
    page = form_of(client)
    client.submit(client.get(f"/fit/{token_in(page)}/questions/watchers"), answer="several")

    client.get(page.address, 404)
    client.posted(page.address, {**page.fields(), **ADA}, 404)


def test_line_11_no_page_about_contact_sets_a_cookie(client: CheckedClient, clock: SteppedClock) -> None:
    page = form_of(client)

    answers = [page.response, client.post(page.address, read(page, clock)), client.plain.get(f"{page.address}/sent")]

    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert {answer.headers["X-Robots-Tag"] for answer in answers} == {"noindex, nofollow"}


def test_t02_a_form_sent_from_another_site_is_refused_and_stores_nothing(
    client: CheckedClient, services: Services, clock: SteppedClock
) -> None:
    page = form_of(client)

    client.post(page.address, read(page, clock), status=403, headers={"Sec-Fetch-Site": "cross-site"})

    assert counted(services, "leads") == 0
