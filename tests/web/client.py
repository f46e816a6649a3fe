"""A client that checks every page it fetches, and sends forms as a browser does."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import Client, TestResponse

from tests.web.checking import faults_in, parsed, text_of

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
}
"""The contract's lines 12 and 14 to 18, written out again so that a change of the site is noticed."""

CACHED = ("public, max-age=60", "public, max-age=31536000, immutable", "no-store")
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@dataclass(frozen=True)
class Fetched:
    """A page that was fetched and found good."""

    response: TestResponse
    tree: Element

    @property
    def text(self) -> str:
        """The words on the page, with single spaces."""
        return text_of(self.tree)

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return text_of(next(self.tree.iter("h1")))

    @property
    def title(self) -> str:
        """The words of the title."""
        return text_of(next(self.tree.iter("title")))

    @property
    def address(self) -> str:
        """The path and query that the page was fetched from."""
        return self.response.request.full_path.rstrip("?")

    def links(self) -> dict[str, str]:
        """Return the address of every link by its words."""
        return {text_of(link): link.get("href", "") for link in self.tree.iter("a")}

    def form(self, number: int = 0) -> Element:
        """Return one of the page's forms that post."""
        return [form for form in self.tree.iter("form") if form.get("method") == "post"][number]

    def fields(self, number: int = 0) -> dict[str, str]:
        """Return what a form would send if nothing were changed."""
        return dict(_sent(self.form(number)))


class CheckedClient:
    """Fetches pages and stops at the first one that is not as every page has to be."""

    def __init__(self, app: Flask) -> None:
        """Talk to an application without a server in between."""
        self.plain: Client = app.test_client()

    def get(self, address: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return the page at an address."""
        return self.checked(self.plain.get(address, headers=dict(headers or {})), status)

    def post(
        self,
        address: str,
        fields: Mapping[str, str | list[str]] | None = None,
        status: int = 303,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Send a form as a page of this site would; by default the answer is a 303, which is not followed."""
        sent = {**OWN_PAGE, **(headers or {})}
        content_type = "application/x-www-form-urlencoded"
        response = self.plain.post(address, data=dict(fields or {}), headers=sent, content_type=content_type)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            self.checked(response, status)
        check_headers(response)
        assert response.status_code == status, f"{address} answered {response.status}: {response.text[:2000]}"
        return response

    def posted(self, address: str, fields: Mapping[str, str | list[str]] | None = None, status: int = 422) -> Fetched:
        """Send a form and return the page that comes back at once, as when something is wrong with it."""
        return self.checked(self.post(address, fields, status), status)

    def follow(self, response: TestResponse) -> Fetched:
        """Return the page that a redirect leads to."""
        assert response.location, f"{response.status} leads nowhere"
        following = self.plain.get(response.location)
        return self.follow(following) if following.status_code == 303 else self.checked(following, 200)

    def submit(self, page: Fetched, number: int = 0, **changes: str) -> Fetched:
        """Fill in a form of a page, send it and return the page that the visitor sees next."""
        address = page.form(number).get("action") or page.address
        response = self.post(address, {**page.fields(number), **changes})
        return self.follow(response)

    def checked(self, response: TestResponse, status: int) -> Fetched:
        """Return an answer as a page, or stop at what is wrong with it."""
        assert response.status_code == status, f"{response.request.path} answered {response.status}: {response.text}"
        check_headers(response)
        assert response.mimetype == "text/html", response.mimetype
        tree, of_parser = parsed(response.text)
        faults = faults_in(tree, of_parser)
        assert not faults, f"{response.request.path}: {faults}"
        return Fetched(response, tree)


def check_headers(response: TestResponse) -> None:
    """Stop at a response that lacks a header of the contract, or has another value there."""
    for name, value in HEADERS.items():
        assert response.headers.getlist(name) == [value], f"{name}: {response.headers.getlist(name)}"
    assert response.headers.getlist("Cache-Control")[0] in CACHED
    assert len(response.headers.getlist("Cache-Control")) == 1
    assert "Server" not in response.headers


def _sent(form: Element) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for control in form.iter():
        name = control.get("name")
        if name is None or control.get("type") == "submit" or control.tag == "button":
            continue
        if control.tag == "textarea":
            pairs.append((name, "".join(control.itertext())))
        elif control.tag == "select":
            chosen = [option for option in control.iter("option") if option.get("selected") is not None]
            pairs.extend((name, option.get("value", "")) for option in chosen)
        elif control.get("type") not in ("checkbox", "radio") or control.get("checked") is not None:
            pairs.append((name, control.get("value", "")))
    return pairs
