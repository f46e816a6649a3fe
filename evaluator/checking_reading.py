"""Checking what visitors read on: pains, questions and news, which claim nothing without a source."""

from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.moving import Redirects
from evaluator.origins import Origins
from evaluator.references import is_page, missing


def check_reading(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every id that resolves to nothing, and every claim without a source."""
    yield from _check_pains(declaration, origins)
    if declaration.redirects is not None:
        yield from _check_redirects(declaration.redirects, origins)
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


def _check_redirects(redirects: Redirects, origins: Origins) -> Iterator[Problem]:
    origin = origins.of("redirects")
    for old, new in redirects.moved.items():
        place = ("moved", old)
        if is_page(old, origins):
            yield origin.problem(place, f"“{old}” is the address of a page, which nobody would see", "Remove this line")
        if new.partition("#")[0] in redirects.moved:
            yield origin.problem(place, f"“{new}” has moved itself", "Name the address where the page is now")
        elif not is_page(new, origins):
            fault = f"no page of this site has the address “{new}”"
            yield origin.problem(place, fault, "Correct the address or add the page")
