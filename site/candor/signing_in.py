"""Signing in and out, and who is signed in, for the views of inside sales."""

from flask import current_app, session
from flask_wtf.csrf import CSRFProtect, generate_csrf

from candor.records.reps import Rep
from candor.sessions import RepSession


def sign_in(rep: Rep) -> None:
    """Sign a rep in under a new session id; call it while answering a POST only."""
    _session().begin(rep)
    # Made here so that no later GET has to write it.
    generate_csrf()


def sign_out() -> None:
    """End the session of whoever sent this request."""
    _session().end()


def signed_in() -> Rep | None:
    """Return the rep who sent this request, or None."""
    return _session().rep


def rep_here() -> Rep:
    """Return the rep who sent this request; only for views that nobody else gets to."""
    rep = signed_in()
    if rep is None:
        raise LookupError("nobody is signed in")
    return rep


def require_token() -> None:
    """Answer 400 to a request that changes something without the token of its session's forms."""
    protection: CSRFProtect = current_app.extensions["csrf"]
    protection.protect()


def fresh_token() -> str | None:
    """Return a token for the forms of whoever is signed in, or None if nobody is."""
    if signed_in() is None:
        return None
    token: str = generate_csrf()
    return token


def _session() -> RepSession:
    if not isinstance(session, RepSession):
        raise TypeError("this application keeps another kind of session")
    return session
