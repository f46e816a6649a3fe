"""Everything that can fail, answered in one way: plainly, and with nothing typed lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import Conflict, HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.sansio.response import Response as AnyResponse

from candor import journal
from candor.bodies import typed_now
from candor.kept import ANTI_FORGERY, kept_fields
from candor.records.database import Unavailable
from candor.services import services
from candor.signing_in import fresh_token

NOTHING_STORED = "Nothing was stored."
UNCERTAIN = "It may not have been stored. Send it again: nothing is stored twice."
"""What is said where the database or this program failed: a commit that was not confirmed may have been made."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a page says of one kind of failure."""

    heading: str
    message: str


FAILURES: Mapping[int, Failure] = {
    400: Failure("This request cannot be read", "Something in it is not as this site sends it."),
    403: Failure("This was not sent from this site", "What you send must come from a page of this site."),
    404: Failure("Page not found", "There is nothing at this address. It may be mistyped, or have expired."),
    405: Failure("That cannot be done here", "This address does not take that kind of request."),
    409: Failure("This was changed in the meantime", "What is stored differs from what you sent."),
    411: Failure("The length is missing", "This site takes only requests that say how long they are."),
    413: Failure("That is more than fits", "Shorten what you typed, then send it again."),
    415: Failure("This form cannot be read", "This site takes forms as its own pages send them."),
    422: Failure("Something cannot be kept as it is", "Correct it below, then send it again."),
    429: Failure("Too many at once", "Please wait a little, then send it again."),
    500: Failure("Something went wrong here", "The fault is ours, and it has been noted."),
    503: Failure("Nothing can be stored at the moment", "Please wait a few seconds, then send it again."),
}
"""What is said where the code that refused gives no words of its own."""

KEEPS_ANSWERS = frozenset({400, 403, 409, 413, 422, 429, 500, 503})


class SentBefore(Conflict):
    """A form whose key was used before, for something else: the first stays, and this one comes back.

    ``fresh`` replaces fields that would fail again, such as the key.
    """

    def __init__(self, why: str, **fresh: str) -> None:
        """Say why, and what to put into the fields of the form that comes back."""
        super().__init__(why)
        self.fresh = fresh


def register(app: Flask) -> None:
    """Answer every failure of an application with a page of its own."""
    app.register_error_handler(HTTPException, on_refusal)
    app.register_error_handler(Unavailable, on_unavailable)
    app.register_error_handler(Exception, on_fault)


def on_refusal(error: HTTPException) -> AnyResponse:
    """Answer what this site refused, with the reason where the code that refused gave one."""
    if error.response is not None:
        return error.response
    original = getattr(error, "original_exception", None)
    if isinstance(original, Unavailable):
        return on_unavailable(original)
    return answer(error)


def on_unavailable(error: Unavailable) -> AnyResponse:
    """Answer 503 and when to come back: the database cannot serve."""
    journal.write_failure(error)
    return answer(ServiceUnavailable(retry_after=services().settings.retry_after))


def on_fault(error: Exception) -> AnyResponse:
    """Answer 500 with nothing but the number under which the fault was noted."""
    journal.write_failure(error)
    return answer(InternalServerError())


def answer(error: HTTPException) -> Response:
    """Return the page for a failure; a form comes back with everything that was typed."""
    status = error.code if error.code is not None and error.code in FAILURES else 400
    failure = FAILURES[status]
    heading = "This form was sent before" if isinstance(error, SentBefore) else failure.heading
    told = Failure(heading, _own_words(error) or failure.message)
    # An API answers with application/problem+json from here, once there is one.
    fresh = error.fresh if isinstance(error, SentBefore) else {}
    page = _form(status, told, fresh) if _is_form(status) else _page(status, told)
    response = make_response(page, status)
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Location"):
            response.headers[name] = value
    return response


def _own_words(error: HTTPException) -> str | None:
    # What the router says names the host or the address that was asked for.
    if request.routing_exception is not None or error.description == type(error).description:
        return None
    return error.description


def _is_form(status: int) -> bool:
    return request.method == "POST" and request.url_rule is not None and status in KEEPS_ANSWERS


def _page(status: int, failure: Failure) -> str:
    return render_template("errors/page.html", **_told(status, failure))


def _form(status: int, failure: Failure, fresh: Mapping[str, str]) -> str:
    token = fresh_token() if status < 500 else None
    fields = kept_fields(typed_now(), {**fresh, ANTI_FORGERY: token} if token else fresh)
    return render_template("errors/form.html", fields=fields, action=_same_address(), **_told(status, failure))


def _told(status: int, failure: Failure) -> dict[str, object]:
    reachable = request.routing_exception is None or request.routing_exception.code in (404, 405)
    # After a fault of ours the page leans on as little as possible: the fault may be in the base page.
    whole = reachable and status != 500
    return {
        "layout": "base.html" if whole else "errors/bare.html",
        "failure": failure,
        "status": status,
        "reachable": reachable,
        "number": journal.request_id() if status == 500 else None,
        "consequence": NOTHING_STORED if status < 500 else UNCERTAIN,
    }


def _same_address() -> str:
    query = request.query_string.decode("latin-1")
    address = url_for(request.endpoint or "", **(request.view_args or {}))
    return f"{address}?{query}" if query else address
