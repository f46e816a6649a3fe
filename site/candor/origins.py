"""Where a request that changes something comes from: this site, or nowhere else."""

from flask import Flask, abort, request
from werkzeug.datastructures import Headers

from candor.services import services

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITE = frozenset({"same-origin", "none"})


def register(app: Flask) -> None:
    """Check the origin of every request with an unsafe method, before anything else is read."""
    app.before_request(refuse_foreign)


def refuse_foreign() -> None:
    """Answer 403 to a request that changes something and was not sent by this site's own pages."""
    if request.routing_exception is not None:
        return  # Nothing is going to run: the answer is that there is no such address or method.
    if request.method not in SAFE_METHODS and not is_own(request.headers, services().settings.base_url):
        abort(403)


def is_own(headers: Headers, base_url: str) -> bool:
    """Tell whether the headers of a request show that this site's own page, or the visitor's hand, sent it.

    Browsers write Sec-Fetch-Site themselves; where it is absent, Origin decides. Neither: refused.
    """
    origin = headers.get("Origin")
    if origin == "null":
        return False
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN_SITE
    return origin is not None and origin == base_url
