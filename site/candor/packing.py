"""Packing: a page as bytes in each of the ways that browsers take it, with the headers it goes out with."""

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]

IMMUTABLE = "immutable"
PLAIN = "identity"
CODINGS = ("br", "gzip", PLAIN)
"""The ways a page is kept, the smallest first."""

PER_ANSWER = frozenset({"content-length", "content-encoding", "etag", "vary", "date"})
OF_THE_BODY = frozenset({"content-type", "content-encoding"})
PACKABLE = re.compile(r"text/|application/|image/svg")
"""Media types that packing makes smaller; pictures are packed already."""

QUICK, THOROUGH = 5, 11
"""Brotli's effort: on a page the greatest one saves another tenth of its bytes at thirty times the time."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: its bytes and tag, its whole headers, and those that say it has not changed."""

    body: bytes
    etag: str
    headers: Headers
    unchanged: Headers


@dataclass(frozen=True, slots=True)
class Page:
    """A page for anybody, in every form that makes it smaller.

    ``reads_query`` tells that it differs with what is asked in the address.
    """

    forms: dict[str, Form]
    reads_query: bool

    @property
    def plain(self) -> Form:
        """The page as it is."""
        return self.forms[PLAIN]

    def answer(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """Answer a GET or HEAD with this page, or with 304 where the visitor has it."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        form = self.forms.get(coding_for(accepted), self.plain) if accepted else self.plain
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and is_among(form.etag, known):
            start_response("304 NOT MODIFIED", form.unchanged)
            return []
        start_response("200 OK", form.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def packed(headers: Headers, body: bytes, *, reads_query: bool, before: Page | None = None) -> Page:
    """Return a page that was answered with these headers; one that has not changed is the one before."""
    etag = next(value for name, value in headers if name.lower() == "etag").removeprefix("W/")
    if before is not None and before.plain.etag == etag and before.plain.body == body:
        return before
    same = [(name, value) for name, value in headers if name.lower() not in PER_ANSWER]
    same.append(("Vary", "Accept-Encoding"))
    if not is_packable(headers):
        return Page({PLAIN: _form(PLAIN, body, etag, same)}, reads_query)
    effort = THOROUGH if any(value.endswith(IMMUTABLE) for _, value in same) else QUICK
    forms = {
        "br": _form("br", brotli.compress(body, mode=brotli.MODE_TEXT, quality=effort), etag, same),
        "gzip": _form("gzip", gzip.compress(body, mtime=0), etag, same),
        PLAIN: _form(PLAIN, body, etag, same),
    }
    return Page(forms, reads_query)


def is_packable(headers: Headers) -> bool:
    """Tell whether packing makes an answer smaller, by its media type."""
    return any(name.lower() == "content-type" and PACKABLE.match(value) for name, value in headers)


@lru_cache(maxsize=512)
def coding_for(accepted: str) -> str:
    """Return in which form to answer an Accept-Encoding, by its weights (RFC 9110, 12.5.3)."""
    weights = dict(_weights(accepted))
    others = weights.get("*", 0.0)
    worth = {coding: weights.get(coding, others) for coding in CODINGS}
    # Who does not say takes a page as it is, but would rather have what was named.
    worth[PLAIN] = weights.get(PLAIN, others or 0.001)
    return max(CODINGS, key=lambda coding: worth[coding])


def is_among(etag: str, tags: str) -> bool:
    """Tell whether an If-None-Match names a tag, by weak comparison (RFC 9110, 13.1.2)."""
    return tags == etag or any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags.split(","))


def _form(coding: str, body: bytes, etag: str, same: Iterable[tuple[str, str]]) -> Form:
    own = etag if coding == PLAIN else f'{etag[:-1]}-{coding}"'
    headers = [*same, ("ETag", own)]
    if coding != PLAIN:
        headers.append(("Content-Encoding", coding))
    unchanged = [(name, value) for name, value in headers if name.lower() not in OF_THE_BODY]
    return Form(body, own, [*headers, ("Content-Length", str(len(body)))], unchanged)


def _weights(accepted: str) -> Iterable[tuple[str, float]]:
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        name, _, value = weight.strip().partition("=")
        try:
            yield coding.strip(), float(value) if name.strip() == "q" else 1.0
        except ValueError:
            yield coding.strip(), 0.0
