"""Passing a case on: its picture, its page of paper and its mail draft."""

from flask import Response, request

from candor.cases.opening import OpenedCase, shared_case
from candor.cases.papers import paper_of
from candor.documents.drafts import eml
from candor.documents.papers import CasePaper
from candor.documents.typesetting import case_pdf, preview_png
from candor.limiting import hold_to
from candor.records.limits import Limit
from candor.services import services
from candor.stylesheet import accent_of


def card(token: str) -> Response:
    """Return the picture that goes with the link: 1200 by 630."""
    opened = shared_case(token)
    result, fonts = opened.result, services().settings.fonts
    title = f"Content version {result.version}, {opened.link}"
    picture = preview_png(result.kind, result.product, title, result.sentence, opened.stored.given_at.date(), fonts)
    return Response(picture, content_type="image/png")


def pdf(token: str) -> Response:
    """Return the case on one page of paper; setting it costs as much as a hundred pages of the site."""
    opened = shared_case(token)
    site = services()
    hold_to(Limit("paper", site.settings.papers_per_minute, 60))
    paper = case_pdf(_paper(opened), site.settings.fonts, accent_of(site.contents.current.declaration.product))
    return _file(paper, "application/pdf", opened, "pdf", "inline")


def mail(token: str) -> Response:
    """Return a mail draft with the case, for the mail program to open."""
    opened = shared_case(token)
    return _file(eml(_paper(opened)), "message/rfc822", opened, "eml", "attachment")


def _paper(opened: OpenedCase) -> CasePaper:
    return paper_of(opened, opened.voice(request.args.get("voice")))


def _file(content: bytes, media_type: str, opened: OpenedCase, ending: str, shown: str) -> Response:
    response = Response(content, content_type=media_type)
    # Named by the day alone: a product's name may hold what a header cannot.
    name = f"case-{opened.stored.given_at:%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response
