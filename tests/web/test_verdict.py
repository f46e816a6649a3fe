"""The verdict: each of its four kinds, with receipts and one next step."""

from xml.etree.ElementTree import Element

import pytest

from candor.services import Services
from tests.web.checking import text_of
from tests.web.client import CheckedClient, Fetched
from tests.web.visits import FITTING, NIGHTLY, Visitor, go_through, link_on, token_in

FIT = Visitor(words=f"We {NIGHTLY}", marks={"nightly": "yes"})
FIT_IF = Visitor("executive", marks={"proof": "yes", "live": "not-sure"}, answers={**FITTING, "volume": "huge"})
NOT_A_FIT = Visitor("developer", marks={"nightly": "yes"}, answers={"watchers": "several"})
CANNOT_TELL = Visitor("developer", words="bake sourdough bread", answers={**FITTING, "volume": "huge"})


def sections(page: Fetched) -> dict[str, Element]:
    """Return the sections of a page by their headings."""
    main = next(page.tree.iter("main"))
    return {text_of(heading): part for part in main.iter("section") for heading in part.iter("h2")}


def words_in(page: Fetched, heading: str) -> str:
    """Return the words of one section of a page."""
    return text_of(sections(page)[heading])


def addresses_in(page: Fetched, heading: str) -> list[str]:
    """Return where the links of one section lead."""
    return [link.get("href", "") for link in sections(page)[heading].iter("a")]


def results(services: Services) -> int:
    """Return how many results are stored."""
    with services.database.reading() as connection:
        return int(connection.rows("SELECT COUNT(*) AS stored FROM results")[0]["stored"])


def test_a_fit_comes_with_receipts_and_their_proof(client: CheckedClient) -> None:
    page = go_through(client, FIT)

    why = words_in(page, "Why it fits")
    assert page.heading == "Ferry fits what you describe."
    assert "You marked it as your case, led there by" in why and "archive every night" in why
    assert "You answered “Up to 100 GB” to “How much has to be carried in a night?”" in why
    assert "https://ferry.example/nightly" in addresses_in(page, "Why it fits")
    assert "/statements/nightly" in addresses_in(page, "Why it fits")
    assert "It fits if" not in sections(page)


def test_a_fit_offers_a_qualified_director_a_person_and_says_why(client: CheckedClient) -> None:
    page = go_through(client, FIT)

    assert addresses_in(page, "Ask a person") == [f"/fit/{token_in(page)}/contact"]
    assert "You decide soon and it fits, so a person's time is well spent." in words_in(page, "Ask a person")
    assert addresses_in(page, "Or") == ["https://ferry.example/docs"]


def test_a_fit_under_conditions_names_them_and_where_they_come_from(client: CheckedClient) -> None:
    page = go_through(client, FIT_IF)

    assert page.heading == "Ferry fits what you describe, if two things are true."
    assert "The files are spread over several nights." in words_in(page, "It fits if")
    assert "A delay of minutes does no harm. Because you are not sure about Live streams" in words_in(
        page, "It fits if"
    )
    assert "You marked it as not sure" in words_in(page, "Where the conditions come from")
    assert "You answered “More than 1 TB”" in words_in(page, "Where the conditions come from")
    assert "You check boxes, and these are the boxes." in words_in(page, "The facts")
    assert addresses_in(page, "The facts") == ["/facts"]


def test_a_misfit_is_told_no_why_and_what_to_use_instead(client: CheckedClient) -> None:
    page = go_through(client, NOT_A_FIT)

    assert page.heading == "Ferry is not for what you describe."
    assert "You answered “Several machines change it”" in words_in(page, "Why not")
    assert "https://ferry.example/two-way" in addresses_in(page, "Why not")
    assert addresses_in(page, "What would have fitted")[0] == "/statements/nightly"
    instead = [section for section in page.tree.iter("section") if section.get("id") == "instead"]
    assert "Rowboat It merges changes from both sides." in text_of(instead[0])
    assert "#instead" in {link.get("href") for link in page.tree.iter("a")}


def test_who_cannot_be_told_is_told_that_and_what_was_not_covered(client: CheckedClient) -> None:
    page = go_through(client, CANNOT_TELL)

    assert page.heading == "We cannot tell whether Ferry is for what you describe."
    assert "Nothing declared here matches your own words" in words_in(page, "Why we cannot tell")
    assert "Why it fits" not in sections(page)
    assert addresses_in(page, "The community") == ["https://ferry.example/community"]


@pytest.mark.parametrize("visitor", [FIT, FIT_IF, NOT_A_FIT, CANNOT_TELL])
def test_every_verdict_says_what_would_flip_it_and_gives_one_next_step(client: CheckedClient, visitor: Visitor) -> None:
    page = go_through(client, visitor)

    steps = [part for part in page.tree.iter("section") if part.get("class") == "step"]
    assert len(steps) == 1
    assert "Why this way:" in text_of(steps[0])
    assert len(words_in(page, "What would flip it")) > len("What would flip it") + 20
    assert "score" not in page.text and "%" not in page.text


def test_a_flip_that_is_followed_gives_the_verdict_it_promised(client: CheckedClient) -> None:
    page = go_through(client, NOT_A_FIT)
    question = client.get(f"/fit/{token_in(page)}/questions/watchers")

    flipped = client.submit(question, answer="one")
    while "/questions/" in flipped.address:
        flipped = client.submit(flipped, answer="small")

    assert "One machine changes it" in words_in(page, "What would flip it")
    assert flipped.heading == "Ferry fits what you describe."


def test_line_47_the_whole_verdict_comes_before_any_question_about_the_person(client: CheckedClient) -> None:
    page = go_through(client, FIT)

    fields = [control.get("name") for control in page.tree.iter("input")]
    assert fields == [None]


def test_the_same_answers_give_the_same_link(client: CheckedClient, services: Services) -> None:
    page = go_through(client, FIT)
    address = page.address

    client.submit(client.get(f"/fit/{token_in(page)}/answers"))
    again = client.get(address)

    assert link_on(again) == link_on(page)
    assert results(services) == 1


def test_an_answer_changed_and_changed_back_gives_the_first_link_again(
    client: CheckedClient, services: Services
) -> None:
    page = go_through(client, FIT)
    question = f"/fit/{token_in(page)}/questions/deadline"

    other = client.submit(client.get(question), answer="later")
    back = client.submit(client.get(question), answer="soon")

    assert link_on(other) != link_on(page)
    assert link_on(back) == link_on(page)
    assert results(services) == 2


def test_a_verdict_asked_for_after_words_were_changed_has_to_be_made_first(client: CheckedClient) -> None:
    page = go_through(client, FIT)
    words = client.get(f"/fit/{token_in(page)}/words")
    client.post(f"/fit/{token_in(page)}/words", {**words.fields(), "words": "something else"})

    response = client.plain.get(page.address)
    made = client.submit(client.follow(response))

    assert response.location == f"/fit/{token_in(page)}/answers"
    assert made.heading == page.heading
    assert link_on(made) != link_on(page)


def test_two_visitors_who_say_the_same_have_links_of_their_own(client: CheckedClient) -> None:
    assert link_on(go_through(client, FIT)) != link_on(go_through(client, FIT))


def test_line_8_reading_a_verdict_stores_nothing(client: CheckedClient, services: Services) -> None:
    page = go_through(client, FIT)
    stored = results(services)

    for method in (client.plain.get, client.plain.head):
        assert method(page.address).status_code == 200
        assert method(link_on(page)).status_code == 200

    assert results(services) == stored


def test_line_8_a_verdict_takes_no_form(client: CheckedClient) -> None:
    page = go_through(client, FIT)

    assert client.plain.post(page.address).status_code == 405
    assert client.plain.post(link_on(page)).status_code == 405
