"""Checking what a case is made of: the sections of each persona, the objections, the corrections."""

from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins
from evaluator.references import missing


def check_cases(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every id in sections and objections that resolves to nothing, and every section that shows nothing."""
    yield from _check_sections(declaration, origins)
    for objection in declaration.objections:
        origin = origins.of("objections", objection.id)
        yield from missing(origin, ("raised_by",), "persona", objection.raised_by, origins.ids("personas"))
        yield from missing(origin, ("statements",), "statement", objection.statements, origins.ids("statements"))


def _check_sections(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    statements, facts = origins.ids("statements"), origins.ids("facts")
    for persona in declaration.personas:
        origin = origins.of("personas", persona.id)
        seen: set[str] = set()
        for number, section in enumerate(persona.case):
            place = ("case", number)
            yield from missing(origin, (*place, "statements"), "statement", section.statements, statements)
            yield from missing(origin, (*place, "facts"), "fact", section.facts, facts)
            if not section.statements and not section.facts:
                fault = f"the section “{section.heading}” has nothing to show"
                yield origin.problem(place, fault, "Give it “statements:” or “facts:”, or remove it")
            for again in sorted(seen & {*section.statements}):
                fault = f"the statement “{again}” stands in an earlier section of this case"
                yield origin.problem((*place, "statements"), fault, "A reader meets each once: keep one of the two")
            seen |= {*section.statements}
