"""What visitors send: forms are read strictly, in one place, before any view runs.

``request.form`` holds only what passed: whole UTF-8 text in NFC, no control characters,
each name once. What did not pass is still shown to whoever typed it, by ``typed``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import IO, Any, NoReturn, TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnprocessableEntity
from werkzeug.formparser import FormDataParser

from candor.origins import SAFE_METHODS
from candor.services import services
from candor.shelf import READ_QUERY

FORM = "application/x-www-form-urlencoded"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""NUL, the other C0 controls except TAB, LF and CR, and lone surrogates."""

View = TypeVar("View", bound=Callable[..., Any])
Fields = ImmutableMultiDict[str, str]


class StrictFormParser(FormDataParser):
    """Reads a form as the contract says, or refuses it whole with the field named."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]:
        """Return the fields of an urlencoded form; other bodies are left to whoever asks for them."""
        if mimetype != FORM:
            return super().parse(stream, mimetype, content_length, options)
        return stream, strict_fields(stream.read(), services().settings.form_fields_limit, _repeatable()), MultiDict()


class StrictRequest(Request):
    """A request whose form is read by StrictFormParser, and that notes whether its query was looked at."""

    form_data_parser_class = StrictFormParser

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters in the address; a page that asks for them is not the same for every query."""
        self.environ[READ_QUERY] = True
        return super().args


def register(app: Flask) -> None:
    """Read every form strictly and refuse what is too large, before any view runs."""
    settings = app.extensions["candor"].settings
    app.config["MAX_CONTENT_LENGTH"] = settings.kept_body_limit
    app.before_request(refuse_unreadable)


def repeats(*names: str) -> Callable[[View], View]:
    """Allow some fields of a view's form to come more than once, as groups of checkboxes do."""

    def declare(view: View) -> View:
        view.__dict__["repeats"] = frozenset(names)
        return view

    return declare


def refuse_unreadable() -> None:
    """Answer 400, 411, 413, 415 or 422 to what cannot be read whole, before any view sees it."""
    if request.routing_exception is not None:
        return  # Nothing is going to run: the answer is that there is no such address or method.
    if FORBIDDEN.search(request.path):
        abort(404)
    # Not by request.args: a page whose view looks there is not the same for every query.
    if FORBIDDEN.search(unquote_to_bytes(request.query_string).decode("utf-8", errors="replace")):
        refuse("The address holds a control character.")
    if request.method in SAFE_METHODS:
        return
    if request.content_length is None and request.headers.get("Transfer-Encoding"):
        abort(411)
    body = request.get_data()
    refuse_too_large(len(body), services().settings.body_limit)
    if body and request.mimetype != FORM:
        abort(415)
    _ = request.form


def refuse_too_large(size: int, limit: int) -> None:
    """Answer 413 to a body of more bytes than the limit, and say by how much; nothing below it."""
    if size > limit:
        share = 100 - 100 * limit // size
        raise RequestEntityTooLarge(
            f"What you typed takes {size / 1024:,.0f} KiB to send, and {limit // 1024} KiB fit: shorten it by about "
            f"{share} %, then send it again. A letter outside the Latin alphabet takes six to twelve bytes."
        )


def strict_fields(body: bytes, most: int, repeatable: frozenset[str]) -> Fields:
    """Return the fields of an urlencoded body in NFC, or raise a 422 that names what is wrong."""
    if body.count(b"&") >= most:
        refuse(f"The form holds more than {most} fields.")
    found: list[tuple[str, str]] = []
    for name, value in _pairs(body):
        key = _strictly(name, "The name of a field")
        if key not in repeatable and any(key == known for known, _ in found):
            refuse(f"The field “{key}” came more than once.")
        found.append((key, _strictly(value, f"The field “{key}”")))
    return Fields(found)


def typed(body: bytes) -> list[tuple[str, str]]:
    """Return the fields of any body as far as they can be shown: without what is forbidden."""
    return [(_leniently(name), _leniently(value)) for name, value in _pairs(body)]


def typed_now() -> list[tuple[str, str]]:
    """Return what the visitor sent with this request, as far as it could be read."""
    if request.mimetype != FORM:
        return []
    try:
        return typed(request.get_data())
    except HTTPException:
        # Too large to be read at all: the answer says so already.
        return []


def refuse(why: str) -> NoReturn:
    """Answer 422 with a sentence for whoever typed it."""
    raise UnprocessableEntity(why)


def _pairs(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    for part in body.split(b"&"):
        name, _, value = part.replace(b"+", b" ").partition(b"=")
        if part:
            yield unquote_to_bytes(name), unquote_to_bytes(value)


def _strictly(text: bytes, what: str) -> str:
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError:
        refuse(f"{what} is not UTF-8 text. The unreadable characters are shown as \ufffd below.")
    if FORBIDDEN.search(decoded):
        refuse(f"{what} holds a control character that cannot be kept. It is taken out below.")
    return unicodedata.normalize("NFC", decoded)


def _leniently(text: bytes) -> str:
    return FORBIDDEN.sub("", text.decode("utf-8", errors="replace"))


def _repeatable() -> frozenset[str]:
    view = current_app.view_functions.get(request.endpoint or "")
    found: frozenset[str] = getattr(view, "repeats", frozenset())
    return found
