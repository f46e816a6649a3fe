"""The fit feature's views."""

from flask import Blueprint

bp = Blueprint("fit", __name__)


@bp.get("/fit")
def start() -> str:
    """Hold the place of the fit check."""
    return "<!doctype html><title>Fit check</title><h1>Fit check</h1>"
