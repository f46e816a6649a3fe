"""Reading a case: the page for whoever has its link, and the champion's own."""

import re
from contextlib import suppress
from typing import Any

from flask import render_template, request

from candor.cases.forms import KINDS, answer_form
from candor.cases.opening import OpenedCase, Page, own_case, shared_case
from candor.cases.papers import paper_of
from candor.documents.drafts import mailto
from candor.documents.markdown import as_markdown
from candor.form_keys import new_key
from candor.records import cases
from candor.records.database import Unavailable
from candor.services import services

CRAWLER = re.compile(r"(?<!cu)bot\b|crawl|spider|preview|externalhit", re.IGNORECASE)
"""What programs that open pages call themselves; Cubot makes telephones."""


def case(token: str) -> Page:
    """Show a case to whoever has its link, in the voice that they choose."""
    opened = shared_case(token)
    if is_a_person():
        # The page is worth more than the count.
        with suppress(Unavailable):
            cases.count_opening(services().database, token, services().clock())
    return case_page(opened, None)


def own(token: str) -> Page:
    """Show champions what became of their case, and what they can do with it."""
    opened = own_case(token)
    return render_template("cases/champion.html", case=opened, kinds=KINDS, token=token, **ways_of(opened))


def case_page(opened: OpenedCase, form: Any) -> str:
    """Return the reader's page, with an answer that has to be mended or with an empty form for one."""
    site = services()
    if form is None:
        form = answer_form(site.contents.current.declaration.product.contact.consent, site.settings)()
        form.key.data = new_key(site.clock())
    voice = opened.voice(request.args.get("voice"))
    return render_template(
        "cases/case.html",
        case=opened,
        voice=voice,
        form=form,
        kinds=KINDS,
        token=opened.token,
        **ways_of(opened),
    )


def ways_of(opened: OpenedCase) -> dict[str, Any]:
    """Return what a case is passed on by, in the voice that the address names, and how changes are told."""
    paper = paper_of(opened, opened.voice(request.args.get("voice")))
    return {
        "link": opened.link,
        "mailto": mailto(paper),
        "markdown_text": as_markdown(paper),
        "description": said(opened),
    }


def said(opened: OpenedCase) -> str:
    """Return the one sentence under the title of a preview."""
    what = "what speaks for it, what speaks against it, and the proof of each"
    numbers = ", with the numbers" if opened.reckoning is not None else ""
    return f"A case on {opened.result.product}: {what}{numbers}."


def is_a_person() -> bool:
    """Tell whether a person opened the link: not a preview, a bot or a prefetch, nor a step within this site."""
    sent = request.headers
    return (
        request.method == "GET"
        and sent.get("Sec-Fetch-Dest") == "document"
        and sent.get("Sec-Fetch-User") == "?1"
        and sent.get("Sec-Fetch-Site") != "same-origin"
        and not any(name in sent for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
        # A crawler that draws pages in a browser sends what a browser sends, but most say who they are.
        and CRAWLER.search(sent.get("User-Agent", "")) is None
    )
