"""Making a case from a result: one form, and two private links come of it."""

from flask import redirect, render_template, url_for

from candor.cases.forms import note_form
from candor.cases.opening import Page
from candor.drawing.sheet import sheet_of
from candor.errors import SentBefore
from candor.form_keys import made_at, new_key
from candor.limiting import refuse_wrong_link
from candor.records import cases, results, tokens
from candor.records.cases import Made, Making
from candor.records.results import StoredResult
from candor.records.tokens import derived
from candor.services import services
from evaluator.results import Result, ToldReceipt


def start(token: str) -> Page:
    """Say what a case is, ask for a note, and make one."""
    site = services()
    stored = results.find(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if stored is None:
        refuse_wrong_link()
    form = note_form(site.settings)()
    result = Result.model_validate_json(stored.document)
    edition = site.contents.at(stored.content_version) or site.contents.current
    shown = {
        "form": form,
        "token": token,
        "result": result,
        "business": edition.declaration.business_case,
        "drawn": sheet_of(edition.declaration),
    }
    if not form.is_submitted():
        form.key.data = new_key(site.clock())
        return render_template("cases/start.html", **shown)
    if form.validate() and made_at(form.key.data) is None:
        # The form is from before a change of keys, or was made elsewhere: one more click sends it.
        form.key.data = new_key(site.clock())
        form.form_errors.append("This form had lost its key. Nothing is lost: send it again.")
    if form.errors:
        return render_template("cases/start.html", **shown), 422
    own = derived(form.key.data, "case")
    if cases.make(site.database, making_of(own, stored, result, form.note.data), site.clock()) is Made.DIFFERENT:
        why = "This form was sent before with another note, and that case stays. Send it again to make another case."
        raise SentBefore(why, key=new_key(site.clock()))
    return redirect(url_for("cases.own", token=own), 303)


def making_of(token: str, stored: StoredResult, result: Result, note: str) -> Making:
    """Return what a case is made from; the visitor's words are kept apart from what readers are shown."""
    return Making(
        token=token,
        content_version=stored.content_version,
        document=without_words(result).model_dump_json(),
        given_at=stored.created_at,
        words=result.words,
        note=note,
    )


def without_words(result: Result) -> Result:
    """Return a result without anything that the visitor typed."""
    bare = {name: tuple(_bare(one) for one in getattr(result, name)) for name in ("fits", "exclusions", "conditions")}
    return result.model_copy(update={"words": "", "about_words": None, **bare})


def _bare(receipt: ToldReceipt) -> ToldReceipt:
    triggers = tuple(one.model_copy(update={"words": ()}) for one in receipt.triggers)
    return receipt.model_copy(update={"triggers": triggers})
