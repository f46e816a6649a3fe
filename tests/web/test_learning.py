"""Pains, words, and the pages about the site itself."""

from tests.web.client import CheckedClient


def test_a_pain_says_whom_it_hurts_what_takes_it_away_and_where_it_stays(client: CheckedClient) -> None:
    page = client.get("/pains/night-calls")

    assert "Whom it hurts Whoever is on call that night." in page.text
    assert page.text.index("What takes it away") < page.text.index("Where it stays") < page.text.index("Live streams")
    assert page.links()["Live streams"] == "/statements/live"
    assert "checked on 20 November 2026" in page.text


def test_a_pain_without_more_words_says_that_it_promises_nothing(client: CheckedClient) -> None:
    assert "That is not a promise that it never does." in client.get("/pains/lost-files").text


def test_a_statement_leads_to_what_it_takes_away_and_to_what_it_leaves(client: CheckedClient) -> None:
    woken = "Somebody is woken up when a copy stops half way."

    assert client.get("/statements/nightly").links()[woken] == "/pains/night-calls"
    assert "What stays, if this is you " + woken in client.get("/statements/live").text
