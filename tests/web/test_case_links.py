"""The two private links of a case: revoked, replaced, guessed: the contract, line 29, and T09."""

import pytest

from candor.records.tokens import new_token
from tests.web.cases import answer, links_of, make, typed_on
from tests.web.client import CheckedClient
from tests.web.conftest import SteppedClock


def test_t09_a_revoked_link_answers_like_one_that_never_was(client: CheckedClient, clock: SteppedClock) -> None:
    links = make(client)
    answered = answer(client, links, clock, "agree").address
    never = client.get(f"/cases/{new_token()}", 404)

    client.submit(client.get(f"{links.own}/link"), do="revoke")

    for address in (links.reader, answered, f"{links.reader}/contact", f"{links.reader}/case.pdf"):
        assert client.get(address, 404).response.data == never.response.data
    assert "The link was revoked and leads nowhere." in client.get(links.own).text


def test_a_new_link_replaces_the_old_one_once_however_often_it_is_clicked(client: CheckedClient) -> None:
    links = make(client)
    page = client.get(f"{links.own}/link")
    fields = {**page.fields(), "do": "replace"}

    replaced = [links_of(client.follow(client.post(page.address, fields))) for _ in range(2)]

    assert replaced[0] == replaced[1] != links
    client.get(links.reader, 404)
    client.get(replaced[0].reader)


def test_a_revoked_link_can_be_followed_by_a_new_one(client: CheckedClient) -> None:
    links = make(client)
    client.submit(client.get(f"{links.own}/link"), do="revoke")

    renewed = links_of(client.submit(client.get(f"{links.own}/link"), do="replace"))

    assert renewed.reader != links.reader
    client.get(renewed.reader)


@pytest.mark.parametrize("page", ["words", "numbers", "consent", "link", "delete"])
def test_line_29_nobody_changes_a_case_without_its_own_link(client: CheckedClient, page: str) -> None:
    links = make(client, note="First.")
    stolen = links.reader.replace("/cases/", "/champion/")

    client.posted(f"{stolen}/{page}", {"note": "Stolen.", "version": "1"}, 404)

    assert typed_on(client.get(links.reader)) == ["First."]


def test_line_29_t09_a_thousand_wrong_links_reveal_nothing_and_good_ones_go_on(
    client: CheckedClient, clock: SteppedClock
) -> None:
    links = make(client)
    pages = ("/cases/{}", "/champion/{}", "/cases/{}/answered/x", "/champion/{}/words", "/results/{}/case")
    seen = set()

    for number in range(1000):
        response = client.plain.get(pages[number % len(pages)].format(new_token()))
        seen.add((response.status_code, response.data if response.status_code == 404 else b""))
        if number % 20 == 19:
            limited = client.plain.get(f"/cases/{new_token()}")
            seen.add((limited.status_code, b""))
            client.get(links.reader)
            clock.step(seconds=61)

    assert sorted(status for status, _ in seen) == [404, 429]
