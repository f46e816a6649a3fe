"""Views for tests of what surrounds every view: they answer with what they were given, or fail."""

from flask import Blueprint, Response, abort, jsonify, request, session

from candor.bodies import repeats
from candor.errors import SentBefore
from candor.links import absolute
from candor.records.database import Unavailable

BOTH = ["GET", "POST"]


def blueprint() -> Blueprint:
    """Return views that are added to the site of a test before its first request."""
    bp = Blueprint("probe", __name__, url_prefix="/fit/probe")
    bp.add_url_rule("", view_func=echo, methods=BOTH)
    bp.add_url_rule("/many", view_func=many, methods=["POST"])
    bp.add_url_rule("/fails/<int:status>", view_func=fails, methods=BOTH)
    bp.add_url_rule("/sent-before", view_func=sent_before, methods=["POST"])
    bp.add_url_rule("/breaks", view_func=breaks, methods=BOTH)
    bp.add_url_rule("/locked", view_func=locked, methods=BOTH)
    bp.add_url_rule("/remembers", view_func=remembers)
    bp.add_url_rule("/link", view_func=link)
    return bp


def echo() -> Response:
    """Answer with the fields of the form."""
    return jsonify(list(request.form.items(multi=True)))


@repeats("topic")
def many() -> Response:
    """Answer with every value of a field that may repeat."""
    return jsonify(request.form.getlist("topic"))


def fails(status: int) -> Response:
    """Refuse with a status."""
    abort(status)


def sent_before() -> Response:
    """Refuse every key but the one that a refused form comes back with."""
    if request.form["key"] == "new":
        return echo()
    raise SentBefore("This was sent before.", key="new")


def breaks() -> Response:
    """Fail as a fault of the site does."""
    raise ValueError("ada@example.com typed something private")


def locked() -> Response:
    """Fail as a database does that cannot serve."""
    raise Unavailable("disk full at a private path")


def remembers() -> Response:
    """Put something into the session."""
    session["seen"] = True
    return jsonify(dict(session))


def link() -> Response:
    """Answer with a link for somebody elsewhere."""
    return jsonify(absolute("pages.statement", id="proof"))
