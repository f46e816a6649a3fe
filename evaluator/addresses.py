"""Addresses of this site: which lead to a page, which anchors that page has, and which are something else's."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from evaluator.declaration import Declaration
from evaluator.origins import Origins
from evaluator.plain import headings_of

ALWAYS = frozenset(
    (
        "/",
        "/fit",
        "/statements",
        "/pains",
        "/map",
        "/search",
        "/glossary",
        "/privacy",
        "/accessibility",
        "/how-we-judge",
        "/style",
    )
)
"""Pages that are there whatever is declared."""

WHERE_DECLARED: Mapping[str, tuple[str, ...]] = {
    "/use-cases": ("use_cases",),
    "/examples": ("examples",),
    "/comparisons": ("comparisons",),
    "/pricing": ("pricing",),
    "/buying": ("buying",),
    "/facts": ("facts",),
    "/facts.csv": ("facts",),
    "/facts.json": ("facts",),
    "/talks": ("talks",),
    "/pages": ("pages",),
    "/news": ("launches",),
    "/news.atom": ("launches",),
    "/questions-and-answers": ("faq", "objections"),
}
"""Pages that are there if one of these fields of the declaration holds something."""

FOLDERS: Mapping[str, str] = {
    "for": "personas",
    "statements": "statements",
    "use-cases": "use_cases",
    "examples": "examples",
    "comparisons": "comparisons",
    "pages": "pages",
    "news": "launches",
    "talks": "talks",
}
"""The field of the declaration that has a page for each entry, by the first part of its address."""

TAKEN = frozenset(
    (
        *("cases", "champion", "fit", "inbox", "results", "sign-in", "sign-out", "static", "api", "preview"),
        *("healthz", "readyz", "robots.txt", "sitemap.xml", "news.ics"),
    )
)
"""First parts of addresses under which the site answers with something that is no page of the content."""


OF_THE_PAGE = frozenset({"main", "site-menu", "fit-offer", "next-step", "still-true", "corrected", "sheet-title"})
"""Anchors that pages have for themselves, around whatever text stands on them."""


def slug(heading: str) -> str:
    """Return the anchor of a heading, as the page will have it: none that the page itself has."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", heading)).strip().lower()
    anchor = re.sub(r"[-\s]+", "-", kept)
    return f"{anchor}-here" if anchor in OF_THE_PAGE else anchor


def lost(before: Iterable[Declaration], now: Declaration) -> list[str]:
    """Return the addresses that had a page in an earlier declaration and lead nowhere now, in order."""
    moved = set(now.redirects.moved) if now.redirects else set[str]()
    return sorted({page for earlier in before for page in _pages_of(earlier)} - _pages_of(now) - moved)


class Addresses:
    """The addresses that a declaration gives the site. What could not be read is taken to be there."""

    def __init__(self, declaration: Declaration, origins: Origins) -> None:
        self._declaration = declaration
        self._origins = origins

    def is_page(self, address: str) -> bool:
        """Tell whether an address leads to a page."""
        path = _path(address)
        if path in ALWAYS:
            return True
        if path in WHERE_DECLARED:
            return any(self._holds(name) for name in WHERE_DECLARED[path])
        folder, _, identifier = path.removeprefix("/").partition("/")
        known = self._ids(folder)
        return known is None or identifier in known

    def is_taken(self, address: str) -> bool:
        """Tell whether an address would hide a page or another part of the site."""
        return _path(address).split("/")[1] in TAKEN or self.is_page(address)

    def has_anchor(self, address: str) -> bool:
        """Tell whether the page of an address has the anchor that it names; a page without a list of them may."""
        path, _, anchor = address.partition("#")
        known = self._anchors(path)
        return not anchor or known is None or anchor in known

    def _holds(self, name: str) -> bool:
        return bool(getattr(self._declaration, name)) or self._origins.anything_broken(name)

    def _ids(self, folder: str) -> Set[str] | None:
        if folder == "pains":
            return self._pains
        return self._origins.ids(FOLDERS[folder]) if folder in FOLDERS else frozenset()

    def _anchors(self, path: str) -> Set[str] | None:
        if path in self._lists:
            name, ids = self._lists[path]
            return None if self._origins.anything_broken(name) else ids
        found = self._with_body.get(path.removeprefix("/"))
        return None if found is None else frozenset(map(slug, headings_of(found)))

    @cached_property
    def _lists(self) -> Mapping[str, tuple[str, Set[str]]]:
        """The anchors of the pages that list entries, and the field that these come from, by path."""
        declared = self._declaration
        plans = declared.pricing.plans if declared.pricing else ()
        marketplaces = declared.buying.marketplaces if declared.buying else ()
        answers = {one.id for one in declared.faq} | {f"objection-{one.id}" for one in declared.objections}
        return {
            "/statements": ("statements", {one.id for one in declared.statements}),
            "/facts": ("facts", {one.id for one in declared.facts}),
            "/pricing": ("pricing", {one.id for one in plans}),
            "/buying": ("buying", {one.id for one in marketplaces} | {"reselling"}),
            "/questions-and-answers": ("faq", answers),
        }

    @cached_property
    def _with_body(self) -> Mapping[str, str]:
        """The texts of the pages that have one, by folder and id."""
        entries = ((folder, one) for folder, name in FOLDERS.items() for one in getattr(self._declaration, name))
        return {f"{folder}/{one.id}": one.body for folder, one in entries}

    @cached_property
    def _pains(self) -> Set[str] | None:
        pains = frozenset(pain.id for pain in self._declaration.product.pains)
        return None if self._origins.anything_broken("product") else pains


def _pages_of(declaration: Declaration) -> set[str]:
    """Return the addresses of all pages that a declaration gives a site beyond those that are always there."""
    lists = {path for path, names in WHERE_DECLARED.items() if any(getattr(declaration, name) for name in names)}
    entries = {f"/{folder}/{one.id}" for folder, name in FOLDERS.items() for one in getattr(declaration, name)}
    return lists | entries | {f"/pains/{pain.id}" for pain in declaration.product.pains}


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]
