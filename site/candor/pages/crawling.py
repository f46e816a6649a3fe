"""For crawlers and whoever kept an old address: sitemap, robots, canonical addresses, redirects."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from flask import Response, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from candor.links import absolute
from candor.pages.declared import declared
from candor.pages.previewing import picture_of
from evaluator.declaration import Declaration

SECTIONS: Mapping[str, tuple[str, str]] = {
    "pages.statement": ("pages.statements", "Is it for you"),
    "pages.pain": ("pages.pains", "Where it hurts"),
    "pages.use_case": ("pages.use_cases", "Use cases"),
    "pages.example": ("pages.examples", "Examples"),
    "pages.comparison": ("pages.comparisons", "Compare"),
    "pages.page": ("pages.pages", "More to read"),
    "pages.launch": ("pages.news", "News"),
    "pages.talk": ("pages.talks", "Talks"),
}
"""The list that a page belongs to, and what it is called in the breadcrumbs."""

WRITTEN_IN: Mapping[str, str] = {
    "pages.home": "product.yaml",
    "pages.persona": "personas/{id}.md",
    "pages.statement": "{kind}/{id}.md",
    "pages.pains": "product.yaml",
    "pages.pain": "product.yaml",
    "pages.use_case": "use-cases/{id}.md",
    "pages.example": "examples/{id}.md",
    "pages.comparison": "comparisons/{id}.md",
    "pages.page": "pages/{id}.md",
    "pages.launch": "launches/{id}.md",
    "pages.talk": "talks/{id}.md",
    "pages.facts": "facts.yaml",
    "pages.pricing": "pricing.yaml",
    "pages.buying": "buying.yaml",
    "pages.answers": "faq.yaml",
    "pages.glossary": "glossary.yaml",
}
"""The file of the content in which a page is written."""

OF_THE_SITE = (
    *("home", "statements", "pains", "map", "search"),
    *("glossary", "privacy", "accessibility", "judging"),
)
"""Endpoints that are there whatever is declared."""


def sitemap() -> Response:
    """Give the address of every public page to search engines (sitemaps.org, 0.9)."""
    drawn = render_template("pages/sitemap.xml", addresses=tuple(_addresses(declared())))
    return Response(drawn, content_type="application/xml; charset=utf-8")


def robots() -> Response:
    """Let robots read everything: what belongs to one visitor says noindex, which a page kept from them could not."""
    return Response(f"User-agent: *\nDisallow:\n\nSitemap: {absolute('pages.sitemap')}\n", mimetype="text/plain")


def moved() -> AnyResponse | None:
    """Send whoever comes by an old address, or one with a slash too many at its end, to where the page is now."""
    if request.method not in ("GET", "HEAD"):
        return None
    redirects = declared().redirects
    new = redirects.moved.get(request.path) if redirects else None
    new = new or (_without_slash() if request.routing_exception else None)
    return None if new is None else redirect(new, code=301)


def _without_slash() -> str | None:
    """Return the address of the page that a request for nothing would have found without the slash at its end."""
    path, query = request.path.removesuffix("/"), request.query_string.decode(errors="replace")
    router = current_app.create_url_adapter(request)
    # What begins with two slashes names another host.
    if path == request.path or path.startswith("//") or router is None or not router.test(path):
        return None
    return f"{quote(path)}?{query}" if query else quote(path)


def shown_with_pages() -> dict[str, object]:
    """Give templates of public pages their canonical address and the list that they belong to."""
    endpoint = request.endpoint or ""
    # An address that leads nowhere has no canonical one.
    canonical = absolute(endpoint, **(request.view_args or {})) if request.url_rule else None
    section = SECTIONS.get(endpoint)
    return {
        "canonical": canonical,
        "section": section,
        "trail": None if section is None else trail_of(section),
        "picture": absolute("pages.preview", page=picture_of(request.path)),
        "written_in": _written_in(endpoint, request.view_args or {}),
    }


def trail_of(section: tuple[str, str]) -> dict[str, object]:
    """Return the breadcrumbs that a page in a list shows, in the words of schema.org."""
    way = (("pages.home", declared().product.name), section)
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(endpoint)}
        for place, (endpoint, name) in enumerate(way, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def about_answers() -> dict[str, object]:
    """Return the questions that are shown with their answers, in the words of schema.org."""
    asked = [
        {"@type": "Question", "name": one.asks, "acceptedAnswer": {"@type": "Answer", "text": one.answer}}
        for one in declared().faq
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": asked}


def about_product() -> dict[str, object]:
    """Return what the first page shows of the product, in the words of schema.org."""
    product = declared().product
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "SoftwareApplication",
        "name": product.name,
        "description": product.sentence,
        "url": absolute("pages.home"),
        "license": product.licence.url,
    }
    if product.vendor is not None:
        described["publisher"] = {"@type": "Organization", "name": product.vendor.label, "url": product.vendor.url}
    return described


def _written_in(endpoint: str, named: Mapping[str, str]) -> str | None:
    """Return the file of the content that holds the page of this request; None for a page of the site itself."""
    pattern = WRITTEN_IN.get(endpoint)
    if pattern is None:
        return None
    statement = declared().statement.get(named.get("id", ""))
    return pattern.format(id=named.get("id", ""), kind=statement.kind if statement else "")


def _addresses(content: Declaration) -> Iterator[str]:
    for endpoint in OF_THE_SITE:
        yield absolute(f"pages.{endpoint}")
    optional = (
        ("facts", content.facts),
        ("pricing", content.pricing),
        ("buying", content.buying),
        ("talks", content.talks),
        ("answers", content.faq or content.objections),
        ("use_cases", content.use_cases),
        ("examples", content.examples),
        ("comparisons", content.comparisons),
        ("news", content.launches),
        ("pages", content.pages),
    )
    yield from (absolute(f"pages.{endpoint}") for endpoint, present in optional if present)
    several = (
        ("persona", content.personas),
        ("statement", content.statements),
        ("pain", content.product.pains),
        ("use_case", content.use_cases),
        ("example", content.examples),
        ("comparison", content.comparisons),
        ("page", content.pages),
        ("launch", content.launches),
        ("talk", content.talks),
    )
    for endpoint, entries in several:
        yield from (absolute(f"pages.{endpoint}", id=entry.id) for entry in entries)
