"""The verdict: to the visitor who earned it, and frozen under a link to pass on."""

from flask import abort, redirect, render_template, request, url_for

from candor.changed import changes_since
from candor.fit.journey import Journey, journey_of
from candor.fit.steps import Page
from candor.limiting import refuse_wrong_link
from candor.links import absolute
from candor.records import results, tokens
from candor.records.results import StoredResult
from candor.services import services
from evaluator.results import Result


def verdict(token: str) -> Page:
    """Show the visitor their verdict, with ways to change an answer, pass it on, and go on."""
    journey = journey_of(token)
    if journey.path.next_question is not None:
        return redirect(journey.next_address, 303)
    stored = results.find_own(services().database, journey.result_token, services().clock())
    if stored is None:
        # Said on another device in the same moment, or swept: the answers page makes it anew.
        return redirect(url_for("fit.answers", token=token), 303)
    link = absolute("fit.result", token=journey.result_token)
    return render_template("fit/verdict.html", result=told(stored), stored=stored, journey=journey, link=link, own=True)


def share(token: str) -> Page:
    """Turn the link to pass on off, or on again."""
    journey = journey_of(token)
    if journey.path.next_question is not None:
        return redirect(journey.next_address, 303)
    change = {"revoke": results.revoke, "share": results.share_again}.get(request.form.get("do", ""))
    if change is not None:
        change(services().database, journey.result_token, services().clock())
    return redirect(url_for("fit.verdict", token=token, _anchor="keep"), 303)


def result(token: str) -> Page:
    """Show a frozen result to whoever has its link: no free text, no person."""
    site = services()
    stored = results.find(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if stored is None:
        refuse_wrong_link()
    given = told(stored)
    edition = site.contents.at(stored.content_version)
    changes = changes_since(edition, given) if edition else None
    return render_template("fit/result.html", result=given, stored=stored, own=False, token=token, changes=changes)


def told(stored: StoredResult) -> Result:
    """Return a stored result as the value that was frozen."""
    return Result.model_validate_json(stored.document)


def contactable(token: str) -> tuple[Journey, StoredResult, Result]:
    """Return an evaluation whose route offers a person, with its result, or answer 404."""
    journey = journey_of(token)
    if journey.path.next_question is not None:
        abort(404)
    stored = results.find_own(services().database, journey.result_token, services().clock())
    if stored is None or not told(stored).offers_contact:
        abort(404)
    return journey, stored, told(stored)
