"""Examples, narrowed down without a script."""

import pytest

from tests.web.client import CheckedClient


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("industry=Culture", ["A museum"]),
        ("statement=nightly", ["A harbour office"]),
        ("pain=night-calls&size=One+office", ["A harbour office"]),
        ("industry=Culture&statement=nightly", []),
        ("industry=Nowhere", []),
        ("industry=&size=", ["A harbour office", "A museum"]),
    ],
)
def test_examples_are_narrowed_down_without_a_script(client: CheckedClient, query: str, shown: list[str]) -> None:
    page = client.get(f"/examples?{query}")

    assert [heading for heading in ("A harbour office", "A museum") if heading in page.links()] == shown
    assert ("No example has all of that at once." in page.text) is (not shown)
    assert (page.links().get("Show all") == "/examples") is ("=&" not in query)


def test_the_form_keeps_what_was_chosen_and_counts_what_there_is(client: CheckedClient) -> None:
    page = client.get("/examples?industry=Culture")

    options = {option.text: option.get("selected") for option in page.tree.iter("option")}
    assert options["Culture (1)"] is not None
    assert options["Public administration (1)"] is None
    assert "One office (2)" not in options
    assert "A file is missing and nobody can tell since when. (1)" in options
    assert [meta.get("content") for meta in page.tree.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_a_choice_made_twice_is_refused(client: CheckedClient) -> None:
    client.get("/examples?size=a&size=b", status=422)


def test_an_example_says_what_was_hard_and_what_hurt(client: CheckedClient) -> None:
    page = client.get("/examples/museum")

    assert "What was hard The source does not say." in page.text
    assert page.links()["A file is missing and nobody can tell since when."] == "/pains/lost-files"
