"""Keys of forms: each form carries one, so that sending it twice counts once.

A key also tells when its form was made, signed, so that a form sent faster than a
person reads can be told from one that was filled in.
"""

from datetime import UTC, datetime, timedelta

from flask import current_app, request
from itsdangerous import BadSignature, Signer

from candor.records.tokens import new_token
from candor.services import services


def new_key(now: datetime) -> str:
    """Return a fresh key for a form that is made now."""
    return _signer().sign(f"{new_token()}~{int(now.timestamp())}").decode()


def made_at(key: str | None) -> datetime | None:
    """Return when the form of a key was made; None if the key is not one of ours."""
    try:
        signed = _signer().unsign(key or "").decode()
        return datetime.fromtimestamp(int(signed.partition("~")[2]), UTC)
    except (BadSignature, ValueError, OverflowError):
        return None


def is_suspected(key: str | None) -> bool:
    """Tell whether a program may have sent this form: a trap filled or missing, or sent faster than a person reads."""
    made = made_at(key)
    if made is None or request.form.get("website") != "":
        return True
    site = services()
    # No program can sign a key that is made later: the clock was set back while the form was filled in.
    return timedelta(0) <= site.clock() - made < timedelta(seconds=site.settings.fastest_form)


def _signer() -> Signer:
    return Signer(current_app.secret_key or "", salt="candor.fit.keys")
