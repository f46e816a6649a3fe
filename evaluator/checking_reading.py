"""Checking what visitors read on: pains, questions and news, which claim nothing without a source."""

from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins
from evaluator.references import missing


def check_reading(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every id that resolves to nothing, and every claim without a source."""
    yield from _check_pains(declaration, origins)
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
