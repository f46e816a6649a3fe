"""What champions do with the link of a case and with the case as a whole: revoke, replace, delete."""

from flask import redirect, render_template, request, url_for

from candor.cases.opening import Page, own_case
from candor.records import case_edits
from candor.services import services


def link(token: str) -> Page:
    """Ask before the reader's link is revoked or replaced, then do it."""
    opened = own_case(token)
    if request.method != "POST":
        return render_template("cases/link.html", case=opened, token=token)
    site = services()
    if request.form.get("do") == "replace":
        number = request.form.get("number", "")
        expected = int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else 0
        case_edits.share_anew(site.database, token, expected, site.clock())
    else:
        case_edits.revoke(site.database, token, site.clock())
    return redirect(url_for("cases.own", token=token), 303)


def delete(token: str) -> Page:
    """Ask before everything is deleted, then do it."""
    opened = own_case(token)
    if request.method != "POST":
        return render_template("cases/delete.html", case=opened, token=token)
    case_edits.delete(services().database, token, services().clock())
    return redirect(url_for("cases.deleted"), 303)


def deleted() -> Page:
    """Say that a case is gone."""
    return render_template("cases/deleted.html")
