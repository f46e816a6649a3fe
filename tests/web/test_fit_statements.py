"""Marking statements: what the words propose, and what a mark does."""

from xml.etree.ElementTree import Element

import pytest

from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import NIGHTLY, Visitor, begin, errors_on, token_in


def proposed(page: Fetched) -> list[str]:
    """Return the statements that are put in front of the visitor, likeliest first."""
    form = page.form()
    folded = {id(group) for details in form.iter("details") for group in details.iter("fieldset")}
    return [statement_of(group) for group in form.iter("fieldset") if id(group) not in folded]


def statement_of(group: Element) -> str:
    """Return the statement that a group of choices marks."""
    return next(group.iter("input")).get("name", "").removeprefix("mark-")


def is_open(page: Fetched) -> bool:
    """Tell whether the other statements are unfolded."""
    return next(page.form().iter("details")).get("open") is not None


def test_what_the_words_mean_is_proposed_with_the_words_that_led_there(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", f"We must {NIGHTLY}, on Sundays too"))

    assert page.heading == "Which of these are your case?"
    assert proposed(page)[0] == "nightly"
    assert "archive every night" in " ".join(text_of(part) for part in page.tree.iter("mark"))
    assert "on Sundays too" not in " ".join(text_of(part) for part in page.tree.iter("mark"))
    group = next(group for group in page.form().iter("fieldset") if statement_of(group) == "nightly")
    assert "archive every night" in " ".join(text_of(quote) for quote in group.iter("q"))
    assert not is_open(page)


def test_words_that_come_again_are_told_once_and_marked_each_time(client: CheckedClient) -> None:
    page = begin(
        client, Visitor("developer", "Archive every night. Yes, archive every night, hooray, ARCHIVE\nevery night!")
    )

    group = next(group for group in page.form().iter("fieldset") if statement_of(group) == "nightly")
    assert [text_of(quote) for quote in group.iter("q")] == ["Archive every night"]
    assert len(list(page.tree.iter("mark"))) == 3


def test_nothing_is_marked_before_the_visitor_does(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))

    assert page.fields() == {}


def test_words_that_match_nothing_are_told_so_and_all_statements_are_offered(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", "Colourless green ideas sleep furiously"))

    assert page.heading == "Nothing declared here matches your words"
    assert "That is not a no" in page.text
    assert proposed(page) == []
    assert "Look through all 6 statements" in page.text


def test_without_words_the_visitor_goes_straight_to_the_questions(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer"))

    assert "/questions/" in page.address
    statements = client.get(f"/fit/{token_in(page)}/statements")
    assert statements.heading == "Mark what is your case"
    assert is_open(statements)


def test_marks_are_kept_and_may_be_changed(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    address = f"/fit/{token_in(page)}/statements"

    client.submit(page, 0, **{"mark-nightly": "yes", "mark-live": "no", "mark-proof": "not-sure"})
    marked = client.get(address)
    client.submit(marked, 0, **{"mark-proof": "no"})

    assert marked.fields() == {"mark-nightly": "yes", "mark-live": "no", "mark-proof": "not-sure"}
    assert client.get(address).fields() == {"mark-nightly": "yes", "mark-live": "no", "mark-proof": "no"}


def test_statements_marked_before_are_not_folded_away(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    client.submit(page, 0, **{"mark-live": "no"})

    assert is_open(client.get(f"/fit/{token_in(page)}/statements"))


def test_some_statements_may_be_left_alone(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))

    after = client.submit(page)

    assert "/questions/" in after.address
    assert client.get(f"/fit/{token_in(page)}/statements").fields() == {}


def test_a_mark_that_is_no_choice_is_refused_and_the_others_are_kept(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    address = f"/fit/{token_in(page)}/statements"

    refused = client.posted(address, {"mark-nightly": "maybe", "mark-live": "no"})

    assert set(errors_on(refused)) == {"mark-nightly"}
    assert refused.fields()["mark-live"] == "no"
    assert client.get(address).fields() == {}


def test_a_mark_on_a_statement_that_is_not_declared_is_ignored(client: CheckedClient) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))

    client.submit(page, 0, **{"mark-unheard-of": "yes", "answer": "one", "words": "other"})

    assert client.get(f"/fit/{token_in(page)}/statements").fields() == {}
    assert NIGHTLY in client.get(f"/fit/{token_in(page)}/answers").text


@pytest.mark.parametrize("kind", ["is", "is-not"])
def test_each_statement_says_which_of_the_two_kinds_it_is(client: CheckedClient, kind: str) -> None:
    page = begin(client, Visitor("developer", NIGHTLY))
    ids = {"is": "nightly", "is-not": "live"}

    group = next(group for group in page.form().iter("fieldset") if statement_of(group) == ids[kind])

    assert text_of(next(group.iter("legend"))).startswith("It is for" if kind == "is" else "It is not for")


def test_a_statement_that_rules_out_ends_the_questions_at_once(client: CheckedClient) -> None:
    page = begin(client, Visitor("director", NIGHTLY))

    after = client.submit(page, 0, **{"mark-live": "yes", "mark-nightly": "yes"})

    assert after.address.endswith("/verdict")
    assert after.heading == "Ferry is not for what you describe."


def test_a_mark_can_be_taken_back(client: CheckedClient) -> None:
    page = begin(client, Visitor("director", NIGHTLY))
    address = f"/fit/{token_in(page)}/statements"
    client.submit(page, 0, **{"mark-live": "yes", "mark-nightly": "yes"})

    after = client.submit(client.get(address), 0, **{"mark-live": "open"})

    assert "/questions/" in after.address
    assert client.get(address).fields() == {"mark-nightly": "yes"}


def test_only_a_mark_that_was_made_is_offered_to_be_left_open(client: CheckedClient) -> None:
    page = begin(client, Visitor("director", NIGHTLY))
    client.submit(page, 0, **{"mark-nightly": "no"})

    marked = client.get(f"/fit/{token_in(page)}/statements")

    offered = [one.get("name") for one in marked.form().iter("input") if one.get("value") == "open"]
    assert (offered, [one for one in page.form().iter("input") if one.get("value") == "open"]) == (["mark-nightly"], [])
