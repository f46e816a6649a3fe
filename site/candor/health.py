"""Health: whether the process answers, and whether the database takes a write."""

from flask import Blueprint, Response

from candor.records.database import Unavailable
from candor.services import services

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> Response:
    """Answer as long as the process does."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> Response:
    """Answer 200 when the database took a write just now, 503 when it did not."""
    try:
        services().database.probe()
    except Unavailable:
        waiting = {"Retry-After": str(services().settings.retry_after)}
        return Response("the database cannot serve\n", status=503, headers=waiting, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
