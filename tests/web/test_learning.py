"""Pains, words, and the pages about the site itself."""

from candor.records import retention
from candor.services import Services
from tests.web.client import CheckedClient


def test_a_pain_says_whom_it_hurts_what_takes_it_away_and_where_it_stays(client: CheckedClient) -> None:
    page = client.get("/pains/night-calls")

    assert "Whom it hurts Whoever is on call that night." in page.text
    assert page.text.index("What takes it away") < page.text.index("Where it stays") < page.text.index("Live streams")
    assert page.links()["Live streams"] == "/statements/live"
    assert page.links()["Harbour Office: A harbour office"] == "/examples/harbour"
    assert "checked on 20 November 2026" in page.text


def test_a_pain_without_more_words_says_that_it_promises_nothing(client: CheckedClient) -> None:
    assert "That is not a promise that it never does." in client.get("/pains/lost-files").text


def test_a_statement_leads_to_what_it_takes_away_and_to_what_it_leaves(client: CheckedClient) -> None:
    woken = "Somebody is woken up when a copy stops half way."

    assert client.get("/statements/nightly").links()[woken] == "/pains/night-calls"
    assert "What stays, if this is you " + woken in client.get("/statements/live").text


def test_the_glossary_holds_the_words_of_the_product_in_order_and_those_of_the_site(client: CheckedClient) -> None:
    page = client.get("/glossary")

    assert page.text.index("Manifest") < page.text.index("Night run") < page.text.index("Words of this site")
    assert "Receipt Why a statement counted" in page.text
    assert client.get("/search?q=night+run").links()["Night run"] == "/glossary#night-run"


def test_privacy_tells_the_numbers_that_the_site_runs_on(client: CheckedClient, services: Services) -> None:
    page = client.get("/privacy")

    assert f"Kept for {retention.ANSWERS_KEPT.days} days." in page.text
    assert "24 months after they last changed" in page.text
    assert f"{services.settings.idle_hours} hours of rest" in page.text
    assert services.contents.current.declaration.product.contact.consent.text in page.text


def test_how_it_judges_is_told_from_the_declaration_and_leads_to_the_map(client: CheckedClient) -> None:
    page = client.get("/how-we-judge")

    assert page.text.index("What rules it out") < page.text.index("Live streams") < page.text.index("What limits it")
    assert "A fit only if: The files are spread over several nights." in page.text
    assert page.links()["See every rule, and how answers lead to verdicts"] == "/map"
    assert "Very large volumes When you answer “" in page.text
    assert "When it counts When you mark it as your case, and when you answer “" in client.get("/statements/huge").text


def test_accessibility_says_what_was_not_tested(client: CheckedClient) -> None:
    assert "no conformance to WCAG is claimed" in client.get("/accessibility").text
