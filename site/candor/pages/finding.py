"""For search engines and whoever kept an old address: sitemap, robots, canonical addresses, redirects."""

from collections.abc import Iterator, Mapping

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from candor.links import absolute
from candor.pages.declared import declared
from evaluator.declaration import Declaration

SECTIONS: Mapping[str, tuple[str, str]] = {
    "pages.statement": ("pages.statements", "Is it for you"),
    "pages.pain": ("pages.pains", "Where it hurts"),
    "pages.use_case": ("pages.use_cases", "Use cases"),
    "pages.example": ("pages.examples", "Examples"),
    "pages.comparison": ("pages.comparisons", "Compare"),
    "pages.launch": ("pages.news", "News"),
}
"""The list that a page belongs to, and what it is called in the breadcrumbs."""

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
    """Send whoever comes by an old address to where the page is now."""
    redirects = declared().redirects
    if redirects is None or request.method not in ("GET", "HEAD"):
        return None
    new = redirects.moved.get(request.path)
    return None if new is None else redirect(new, code=301)


def shown_with_pages() -> dict[str, object]:
    """Give templates of public pages their canonical address and the list that they belong to."""
    endpoint = request.endpoint or ""
    # An address that leads nowhere has no canonical one.
    canonical = absolute(endpoint, **(request.view_args or {})) if request.url_rule else None
    return {"canonical": canonical, "section": SECTIONS.get(endpoint)}


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


def _addresses(content: Declaration) -> Iterator[str]:
    for endpoint in OF_THE_SITE:
        yield absolute(f"pages.{endpoint}")
    optional = (
        ("facts", content.facts),
        ("pricing", content.pricing),
        ("answers", content.faq or content.objections),
        ("use_cases", content.use_cases),
        ("examples", content.examples),
        ("comparisons", content.comparisons),
        ("news", content.launches),
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
    )
    for endpoint, entries in several:
        yield from (absolute(f"pages.{endpoint}", id=entry.id) for entry in entries)
