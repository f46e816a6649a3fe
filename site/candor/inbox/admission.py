"""Who gets in: reps who are signed in, and nobody else, unless a view says that it is open."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden

from candor.origins import SAFE_METHODS
from candor.records.reps import Role
from candor.signing_in import require_token, signed_in

View = TypeVar("View", bound=Callable[..., Any])

OLDER_FORM = "The form is not one of your session: it may have been open since before you signed in."


def open_to_all(view: View) -> View:
    """Let everybody reach a view; without this, only reps do."""
    view.__dict__["open_to_all"] = True
    return view


def for_admins(view: View) -> View:
    """Let only admins reach a view."""
    view.__dict__["for_admins"] = True
    return view


def admit() -> ResponseReturnValue | None:
    """Send whoever is not signed in to where signing in is explained; ask reps who change something for their token."""
    view = current_app.view_functions[request.endpoint or ""]
    if getattr(view, "open_to_all", False):
        return None
    rep = signed_in()
    if rep is None:
        return redirect(url_for("inbox.sign_in"), code=303)
    if getattr(view, "for_admins", False) and rep.role is not Role.ADMIN:
        return render_template("inbox/admins_only.html"), 403
    if request.method not in SAFE_METHODS:
        _require_token()
    return None


def _require_token() -> None:
    try:
        require_token()
    except CSRFError as refused:
        raise Forbidden(OLDER_FORM) from refused
