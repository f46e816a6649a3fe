"""Views for tests of what surrounds every view: they answer with what they were given, or fail."""

from flask import Blueprint, Response, abort, jsonify, request, session

from candor.bodies import repeats
from candor.records.database import Unavailable


def blueprint() -> Blueprint:
    """Return views that are added to the site of a test before its first request."""
    bp = Blueprint("probe", __name__, url_prefix="/fit/probe")

    @bp.route("", methods=["GET", "POST"])
    def echo() -> Response:
        return jsonify(list(request.form.items(multi=True)))

    @bp.post("/many")
    @repeats("topic")
    def many() -> Response:
        return jsonify(request.form.getlist("topic"))

    @bp.route("/fails/<int:status>", methods=["GET", "POST"])
    def fails(status: int) -> Response:
        abort(status)

    @bp.route("/breaks", methods=["GET", "POST"])
    def breaks() -> Response:
        raise ValueError("ada@example.com typed something private")

    @bp.route("/locked", methods=["GET", "POST"])
    def locked() -> Response:
        raise Unavailable("disk full at a private path")

    @bp.get("/address")
    def address() -> Response:
        return jsonify([request.remote_addr, request.scheme, request.host])

    @bp.get("/session")
    def remembers() -> Response:
        session["seen"] = True
        return jsonify(dict(session))

    return bp
