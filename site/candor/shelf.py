"""The shelf: public pages kept as bytes, so that one costs no more than its sending.

A page is put here when it was first asked for, plain and packed, with the headers it
was answered with. Whatever depends on the visitor never is: only what says itself that
anybody may keep it. A new edition of the content, or a new day, clears the shelf.
"""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MOST_PAGES = 20_000
PUBLIC = "public, max-age="
IMMUTABLE = "immutable"
PER_ANSWER = frozenset({"content-length", "content-encoding", "etag", "vary", "date"})

Headers = list[tuple[str, str]]
Answer = Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: its bytes and whole headers, and the headers that say it has not changed."""

    body: bytes
    headers: Headers
    unchanged: Headers


@dataclass(frozen=True, slots=True)
class Page:
    """A public page, plain and packed; ``etag`` is of the plain form, quoted as in the header."""

    etag: str
    plain: Form
    packed: Form

    def answer(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """Answer a GET or HEAD with this page, or with 304 where the visitor has it."""
        form = self.packed if _takes_packed(environ.get("HTTP_ACCEPT_ENCODING", "")) else self.plain
        if self._is_known(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 NOT MODIFIED", form.unchanged)
            return []
        start_response("200 OK", form.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def _is_known(self, tags: str) -> bool:
        if not tags:
            return False
        given = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(given & {"*", self.etag, _packed_tag(self.etag)})


class Shelf:
    """The pages of the current edition by path.

    ``now`` returns what the pages are made from, such as the content's version and the
    day; ``hosts`` are the only ones that are answered from here.
    """

    def __init__(self, now: Callable[[], object], hosts: Iterable[str]) -> None:
        self._now = now
        self._hosts = frozenset(hosts)
        # Both in one value, so that no thread sees the pages of one edition under another.
        self._kept: tuple[object, dict[str, Page]] = (None, {})

    def serve(self, environ: "WSGIEnvironment", start_response: "StartResponse", answer: Answer) -> Iterable[bytes]:
        """Answer from the shelf, or let ``answer`` do so and keep what anybody may have."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING") or not self._knows(environ):
            return answer(environ, start_response)
        now = self._now()
        made_from, pages = self._kept
        if made_from != now:
            pages = {}
            self._kept = (now, pages)
        page = pages.get(environ.get("PATH_INFO", ""))
        if page is not None:
            return page.answer(environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD" or "HTTP_IF_NONE_MATCH" in environ or len(pages) >= MOST_PAGES:
            return answer(environ, start_response)
        told = _Told()
        chunks = answer(environ, told)
        if not told.is_for_anybody:
            start_response(told.status, told.headers)
            return chunks
        page = _page(told.headers, b"".join(chunks))
        if self._now() == now:
            pages[environ.get("PATH_INFO", "")] = page
        return page.answer(environ, start_response)

    def _knows(self, environ: "WSGIEnvironment") -> bool:
        host = environ.get("HTTP_HOST", "").lower()
        name, colon, port = host.rpartition(":")
        return host in self._hosts or (bool(colon) and port.isdigit() and name.strip("[]") in self._hosts)


class _Told:
    """What an application says of its answer before giving it."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, _exc_info: object = None, /) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return _write_nothing

    @property
    def is_for_anybody(self) -> bool:
        said = {name.lower(): value for name, value in self.headers}
        lifetime = said.get("cache-control", "")
        kept = lifetime.startswith(PUBLIC) and IMMUTABLE not in lifetime
        return self.status.startswith("200") and kept and "etag" in said and "set-cookie" not in said


def _write_nothing(_: bytes) -> None:
    raise NotImplementedError("this application returns its answers")


def _page(headers: Headers, body: bytes) -> Page:
    etag = next(value for name, value in headers if name.lower() == "etag").removeprefix("W/")
    same = [(name, value) for name, value in headers if name.lower() not in PER_ANSWER]
    same.append(("Vary", "Accept-Encoding"))
    packed = gzip.compress(body, mtime=0)
    return Page(
        etag,
        _form(body, [*same, ("ETag", etag)]),
        _form(packed, [*same, ("ETag", _packed_tag(etag)), ("Content-Encoding", "gzip")]),
    )


def _form(body: bytes, headers: Headers) -> Form:
    unchanged = [(name, value) for name, value in headers if name.lower() not in ("content-type", "content-encoding")]
    return Form(body, [*headers, ("Content-Length", str(len(body)))], unchanged)


def _packed_tag(etag: str) -> str:
    return f'{etag[:-1]}-gzip"'


def _takes_packed(accepted: str) -> bool:
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "").replace("q=0.", "q=")
