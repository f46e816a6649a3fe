"""Comparisons with rivals: what is due for another look says so, and both ways of moving are told."""

from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock


def test_a_comparison_past_its_review_says_so_in_every_cell(client: CheckedClient, clock: SteppedClock) -> None:
    clock.step(days=182)

    page = client.get("/comparisons/rowboat")

    assert "should have been reviewed by 22 May 2027" in page.text
    assert "to be reviewed by 22 May 2027: due for another look" in client.get("/comparisons").text
    assert page.text.count("due for another look") == 1 + 6


def test_a_cell_that_ages_faster_says_so_before_its_comparison_does(client: CheckedClient, clock: SteppedClock) -> None:
    clock.step(days=30)
    assert "due for another look" not in client.get("/comparisons/rowboat").text

    clock.step(days=1)
    page = client.get("/comparisons/rowboat")

    assert page.text.count("due for another look") == 1
    assert "Two euros a month. Rowboat checked on 22 November 2026 due for another look" in page.text


def test_a_comparison_is_current_on_the_day_of_its_review(client: CheckedClient, clock: SteppedClock) -> None:
    clock.step(days=181)

    assert "This comparison is due for another look" not in client.get("/comparisons/rowboat").text
    assert "due for another look" not in client.get("/comparisons").text


def test_a_comparison_says_how_to_move_either_way(client: CheckedClient) -> None:
    page = client.get("/comparisons/rowboat")

    assert "How to move from Ferry to Rowboat Rowboat reads ordinary files" in page.text
    assert "How to move from Rowboat to Ferry Stop the other direction first" in page.text
