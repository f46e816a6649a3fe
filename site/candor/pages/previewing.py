"""The picture that goes with the link of a public page; it says what stands on top of that page and nothing else."""

import re
from html import unescape
from urllib.parse import urlsplit

from flask import Response, abort, current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from candor.documents.typesetting import Card, card_png
from candor.pages.declared import declared
from candor.services import services
from candor.stylesheet import accent_of

HOME = "home"
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
LABEL = re.compile(r'<p class="label">((?:(?!</p>).)*)</p>\s*<h1', re.DOTALL)
SHAPE = re.compile(r'class="mark mark--([a-z-]+)"')
TAG = re.compile(r"<[^>]*>")


def preview(page: str) -> AnyResponse:
    """Return the picture of a public page: 1200 by 630, drawn when somebody first asks for it."""
    if request.query_string:
        return redirect(url_for("pages.preview", page=page), 301)
    path = "/" if page == HOME else f"/{page}"
    drawn = services().contents.current.pictures.get(path, lambda: card_png(_card(path), services().settings.fonts))
    if drawn is None:
        raise ServiceUnavailable(retry_after=services().settings.retry_after)
    return Response(drawn, content_type="image/png")


def picture_of(path: str) -> str:
    """Return the name under which the picture of a path is asked for."""
    return path.strip("/") or HOME


def _card(path: str) -> Card:
    html = _html(path)
    heading, label = HEADING.search(html), LABEL.search(html)
    if heading is None:
        abort(404)
    product = declared().product
    shape = SHAPE.search(label[1]) if label else None
    host = urlsplit(services().settings.base_url).netloc
    return Card(
        kind=shape[1] if shape else "page",
        word=_text(label[1]) if label else "",
        product=product.name,
        foot=f"{host}{path}",
        sentence=_text(heading[1]),
        accent=accent_of(product),
        language=product.language,
    )


def _html(path: str) -> str:
    """Return a public page as it is drawn, or answer that there is none."""
    try:
        endpoint, values = current_app.url_map.bind("").match(path, "GET")
    except (HTTPException, RequestRedirect):
        abort(404)
    if not endpoint.startswith("pages.") or endpoint == "pages.preview":
        abort(404)
    drawn = current_app.view_functions[endpoint](**values)
    return drawn if isinstance(drawn, str) else abort(404)


def _text(html: str) -> str:
    return " ".join(unescape(TAG.sub("", html)).split())
