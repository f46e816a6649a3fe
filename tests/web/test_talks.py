"""Recorded talks: who speaks, for how long, about what."""

from tests.web.client import CheckedClient


def test_a_talk_says_who_speaks_for_how_long_and_what_and_plays_nothing(client: CheckedClient) -> None:
    page = client.get("/talks/harbour-night")

    assert "Who speaks Ada Fischer. Operator at the harbour office." in page.text
    assert "How long 21 minutes." in page.text
    assert page.links()["Hear or see “A night in the harbour”"] == "https://harbour.example/night"
    assert page.links()["Nightly copies"] == "/statements/nightly"
    assert client.get("/statements/nightly").links()["A night in the harbour"] == "/talks/harbour-night"
    assert not [tag for name in ("iframe", "video", "audio", "embed") for tag in page.tree.iter(name)]
    assert "Transcript" not in page.text
    assert "Transcript A copy is a hope." in client.get("/talks/proofs").text


def test_talks_stand_newest_first_and_are_found_by_what_is_said(client: CheckedClient) -> None:
    page = client.get("/talks")

    assert page.text.index("A night in the harbour") < page.text.index("Proofs, word by word")
    assert client.get("/search?q=Max+Berg").links()["Proofs, word by word"] == "/talks/proofs"
