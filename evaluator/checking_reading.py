"""Checking what visitors read on: pains, questions, news, examples and buying, which leave nothing open in silence."""

from collections.abc import Iterator

from evaluator.addresses import Addresses
from evaluator.buying import TERMS, Marketplace
from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.moving import Redirects
from evaluator.origins import Origin, Origins
from evaluator.pages import Example
from evaluator.reading import Place
from evaluator.references import missing


def check_reading(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every id that resolves to nothing, and every claim without a source."""
    yield from _check_pains(declaration, origins)
    if declaration.redirects is not None:
        yield from _check_redirects(declaration.redirects, Addresses(declaration, origins), origins.of("redirects"))
    for example in declaration.examples:
        yield from _check_example(example, origins.of("examples", example.id))
    if declaration.buying is not None:
        for number, marketplace in enumerate(declaration.buying.marketplaces):
            yield from _check_marketplace(marketplace, origins.of("buying"), ("marketplaces", number))
    statements, personas = origins.ids("statements"), origins.ids("personas")
    for asked in declaration.faq:
        yield from missing(origins.of("faq", asked.id), ("statements",), "statement", asked.statements, statements)
    for launch in declaration.launches:
        origin = origins.of("launches", launch.id)
        yield from missing(origin, ("statements",), "statement", launch.statements, statements)
        yield from missing(origin, ("for",), "persona", launch.matters_to, personas)


def _check_pains(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    origin = origins.of("product")
    statements = origins.ids("statements")
    for number, pain in enumerate(declaration.product.pains):
        place = ("pains", number)
        yield from missing(origin, (*place, "stays_with"), "statement", pain.stays_with, statements)
        for statement in declaration.is_for:
            if statement.id in pain.stays_with:
                fault = f"“{statement.id}” is something the product is for: the pain does not stay there"
                yield origin.problem((*place, "stays_with"), fault, "Name *is not* statements only")
        for name in ("hurts", "costs"):
            said = getattr(pain, name)
            if said is not None and not said.endswith("?") and not pain.sources:
                fault = f"“{name}” claims something that no source proves"
                yield origin.problem((*place, name), fault, "Add “sources:”, or ask it as a question")


def _check_example(example: Example, origin: Origin) -> Iterator[Problem]:
    if example.size is None:
        yield origin.problem((), "this example does not say how large it is", "Add “size:” in a few words")
    if example.hard is None:
        fault = "this example does not say what was hard"
        yield origin.problem((), fault, "Add “hard:”, if only to say that the source does not tell")


def _check_marketplace(marketplace: Marketplace, origin: Origin, place: Place) -> Iterator[Problem]:
    told = [name for name in TERMS if getattr(marketplace, name) is not None]
    if not marketplace.is_listed:
        for name in told:
            fault = f"“{name}” is told of a listing, and there is none that anybody has seen"
            yield origin.problem((*place, name), fault, "Remove it, or write “listing: listed”")
        return
    for name in TERMS:
        if name not in told:
            fault = f"“{name}” is missing, and whoever buys there has to know it"
            yield origin.problem(place, fault, f"Add “{name}:”, if only to say that nobody knows")


def _check_redirects(redirects: Redirects, addresses: Addresses, origin: Origin) -> Iterator[Problem]:
    for old, new in redirects.moved.items():
        place = ("moved", old)
        if addresses.is_taken(old):
            fault = f"“{old}” is the address of a page or of another part of the site, which nobody would see"
            yield origin.problem(place, fault, "Remove this line")
        if new.partition("#")[0] in redirects.moved:
            yield origin.problem(place, f"“{new}” has moved itself", "Name the address where the page is now")
        elif not addresses.is_page(new):
            fault = f"no page of this site has the address “{new}”"
            yield origin.problem(place, fault, "Correct the address or add the page")
        elif not addresses.has_anchor(new):
            yield origin.problem(place, f"the page has no such anchor as in “{new}”", "Name one that is there")
