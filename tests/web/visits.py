"""Visitors of the fit check, as tests send them through it: page by page, with what their forms hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.web.client import CheckedClient, Fetched

NIGHTLY = "copy our reports to the archive every night"
FITTING = {"watchers": "one", "volume": "small", "deadline": "soon"}


@dataclass(frozen=True)
class Visitor:
    """What one visitor says: by default a director whom Ferry fits, and who is offered a person."""

    persona: str = "director"
    words: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=lambda: dict(FITTING))


def begin(client: CheckedClient, visitor: Visitor, address: str = "/fit") -> Fetched:
    """Send the first form and return the page after it."""
    return client.submit(client.get(address), words=visitor.words, persona=visitor.persona)


def token_in(page: Fetched) -> str:
    """Return the token of the private link that a step of the fit check stands under."""
    return page.address.split("/")[2]


def go_through(client: CheckedClient, visitor: Visitor, address: str = "/fit") -> Fetched:
    """Go all the way and return the page of the verdict."""
    page = begin(client, visitor, address)
    if visitor.marks:
        marks = {f"mark-{statement}": mark for statement, mark in visitor.marks.items()}
        page = client.submit(client.get(f"/fit/{token_in(page)}/statements"), 0, **marks)
    if page.address.endswith("/statements"):
        page = client.submit(page)
    while "/questions/" in page.address:
        page = client.submit(page, answer=visitor.answers[page.address.split("/")[-1]])
    return page


def link_on(page: Fetched) -> str:
    """Return the path of the link to pass on that a verdict shows."""
    link = next(control for control in page.tree.iter("input") if control.get("id") == "link")
    return link.get("value", "").removeprefix("http://127.0.0.1:8000")


def asked_for(page: Fetched) -> dict[str, str]:
    """Return what every field of the page's form would send, and the choices left open as empty."""
    open_choices = {
        control.get("name", ""): ""
        for control in page.form().iter("input")
        if control.get("type") in ("radio", "checkbox")
    }
    return open_choices | page.fields()


def errors_on(page: Fetched) -> dict[str, str]:
    """Return the links of the error summary: the words by the field they lead to, one for each field."""
    summary = next(part for part in page.tree.iter("div") if part.get("role") == "alert")
    told = [(link.get("href", "")[1:], "".join(link.itertext())) for link in summary.iter("a")]
    assert len(told) == len(dict(told)), told
    return dict(told)
