"""What visitors do with all that one fit check left here: take it out, and delete it."""

import json

from flask import Response, redirect, render_template, request, url_for

from candor.fit.journey import journey_of
from candor.fit.steps import Page
from candor.limiting import refuse_wrong_link
from candor.records import forgetting, tokens
from candor.services import services


def export(token: str) -> Response:
    """Give everything that came from one fit check as JSON."""
    site = services()
    found = forgetting.export(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if found is None:
        refuse_wrong_link()
    answer = Response(json.dumps(found, indent=2, ensure_ascii=False) + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="fit-check.json"'
    return answer


def delete(token: str) -> Page:
    """Ask before everything is deleted, then do it."""
    journey = journey_of(token)
    if request.method != "POST":
        return render_template("fit/delete.html", journey=journey)
    forgetting.forget(services().database, token, services().clock())
    return redirect(url_for("fit.deleted"), 303)


def deleted() -> Page:
    """Say that a fit check is gone."""
    return render_template("fit/deleted.html")
