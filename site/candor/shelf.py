"""The shelf: public pages kept as bytes, so that one costs no more than its sending.

A page is drawn once: ahead of its visitors, or for the first one who asks. Whatever
depends on the visitor never comes here: only what says itself that anybody may keep it.
Each edition of the content, and each day, has pages of its own, which are never mixed.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from candor.packing import IMMUTABLE, Headers, Page, is_packable, packed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MOST_PAGES = 20_000
SAFE = frozenset({"GET", "HEAD"})
PUBLIC = "public, max-age="
READ_QUERY = "candor.read_query"
"""What a request sets in its environment when its answer looks at the query."""

IS_AHEAD = "candor.ahead"
"""What tells in the environment of a request that nobody has sent it: the page is drawn ahead."""

FORBIDDEN_IN_QUERY = re.compile(r"[\x00-\x1f]|%0[0-8bcef]|%1[0-9a-f]", re.IGNORECASE)
"""Control characters, however written: the site refuses such a request."""

Answer = Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]
Key = tuple[object, ...]
"""What the pages of one set are made from, such as the content's version and the day."""


class Shelf:
    """The public pages by path, for each key that they are made from; only these hosts are answered from here."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(hosts)
        self._knows = lru_cache(maxsize=256)(self._is_known)
        self._sets: dict[Key, dict[str, Page]] = {}
        self._lock = Lock()
        self._answered = 0

    def serve(
        self, key: Key, environ: "WSGIEnvironment", start_response: "StartResponse", answer: Answer
    ) -> Iterable[bytes]:
        """Answer from the pages of a key, or let ``answer`` do so and keep what anybody may have."""
        method = environ["REQUEST_METHOD"]
        if method not in SAFE or not self._knows(environ.get("HTTP_HOST", "")):
            return answer(environ, start_response)
        query = environ.get("QUERY_STRING")
        page = self.pages(key).get(environ.get("PATH_INFO", ""))
        if page is None:
            is_plain = method == "GET" and not query and "HTTP_IF_NONE_MATCH" not in environ
            return self._first(key, environ, start_response, answer) if is_plain else answer(environ, start_response)
        if query and (page.reads_query or FORBIDDEN_IN_QUERY.search(query)):
            return answer(environ, start_response)
        with self._lock:
            self._answered += 1
        return page.answer(environ, start_response)

    @property
    def answered(self) -> int:
        """How many requests have been answered from here."""
        return self._answered

    def holds(self, key: Key, method: str, path: str) -> bool:
        """Tell whether a page made from a key is here, and is the answer whatever is asked of it."""
        page = self.kept(key, path)
        return page is not None and not page.reads_query and method in SAFE

    def kept(self, key: Key, path: str) -> Page | None:
        """Return the page made from a key, if it is here."""
        return self._sets.get(key, {}).get(path)

    def pages(self, key: Key) -> dict[str, Page]:
        """Return the pages made from a key, by path; two keys have any, so that one can be filled while one serves."""
        pages = self._sets.get(key)
        if pages is None:
            with self._lock:
                newest = list(self._sets.items())[-1:]
                pages = self._sets.get(key, {})
                self._sets = {**dict(newest), key: pages}
        return pages

    def forget_others(self, key: Key) -> None:
        """Forget the pages that were made from anything else."""
        with self._lock:
            self._sets = {key: self._sets.get(key, {})}

    def keep(self, key: Key, environ: "WSGIEnvironment", answer: Answer, before: Page | None = None) -> "Told":
        """Let ``answer`` draw a page, and keep it where anybody may have it; ``before`` is an older one."""
        told = Told()
        # Every form is made from the plain one.
        plain = {name: value for name, value in environ.items() if name != "HTTP_ACCEPT_ENCODING"}
        told.chunks = answer(plain, told)
        pages = self.pages(key)
        if told.is_for_anybody and len(pages) < MOST_PAGES:
            body = b"".join(told.chunks)
            told.page = packed(told.headers, body, reads_query=READ_QUERY in plain, before=before)
            pages[environ["PATH_INFO"]] = told.page
        return told

    def _first(
        self, key: Key, environ: "WSGIEnvironment", start_response: "StartResponse", answer: Answer
    ) -> Iterable[bytes]:
        told = self.keep(key, environ, answer)
        if told.page is not None:
            return told.page.answer(environ, start_response)
        start_response(told.status, told.headers)
        return told.chunks

    def _is_known(self, said: str) -> bool:
        host = said.lower()
        name, colon, port = host.rpartition(":")
        name = name[1:-1] if name.startswith("[") and name.endswith("]") and ":" in name else name
        return host in self._hosts or (bool(colon) and port.isdigit() and name in self._hosts)


class Told:
    """What an application says in answering, and the page that was kept of it, if any."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.chunks: Iterable[bytes] = ()
        self.page: Page | None = None

    def __call__(self, status: str, headers: Headers, _exc_info: object = None, /) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        return _write_nothing

    @property
    def is_for_anybody(self) -> bool:
        """Tell whether the answer says that anybody may keep it."""
        said = {name.lower(): value for name, value in self.headers}
        lifetime = said.get("cache-control", "")
        # Pictures of pages are large, and those who draw them keep the ones that are asked for.
        small = lifetime.endswith(IMMUTABLE) or is_packable(self.headers)
        kept = lifetime.startswith(PUBLIC) and small and "content-encoding" not in said
        return self.status.startswith("200") and kept and "etag" in said and "set-cookie" not in said


def _write_nothing(_: bytes) -> None:
    raise NotImplementedError("this application returns its answers")
