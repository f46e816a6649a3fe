"""Everything that visitors can read, as entries of one kind each: what a search looks through."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator.declaration import Declaration, Persona
from evaluator.pages import Comparison, Example
from evaluator.plain import Passage, passages_of
from evaluator.statements import Statement


class Kind(StrEnum):
    """What an entry is, in the order in which equal finds are shown."""

    STATEMENT = "statement"
    PAIN = "pain"
    USE_CASE = "use-case"
    EXAMPLE = "example"
    COMPARISON = "comparison"
    FACT = "fact"
    PLAN = "plan"
    OBJECTION = "objection"
    PAGE = "page"
    PERSONA = "persona"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: its kind, its id among those, what it is called, and all that it says.

    ``is_not`` tells the side of a statement, and is None for what has no side.
    """

    kind: Kind
    id: str
    heading: str
    passages: tuple[Passage, ...]
    is_not: bool | None = None


def entries(declaration: Declaration) -> Iterator[Entry]:
    """Yield everything that a declaration has to read."""
    for statement in declaration.statements:
        yield _statement(statement)
    for pain in declaration.product.pains:
        yield _entry(Kind.PAIN, pain.id, pain.says, pain.hurts, pain.costs)
    for use_case in declaration.use_cases:
        yield _entry(Kind.USE_CASE, use_case.id, use_case.heading, use_case.says, body=use_case.body)
    yield from map(_example, declaration.examples)
    yield from map(_comparison, declaration.comparisons)
    for fact in declaration.facts:
        yield _entry(Kind.FACT, fact.id, fact.topic, fact.says)
    for plan in declaration.pricing.plans if declaration.pricing else ():
        yield _entry(Kind.PLAN, plan.id, plan.name, plan.says, plan.not_for)
    for objection in declaration.objections:
        yield _entry(Kind.OBJECTION, objection.id, objection.says, objection.answer)
    for page in declaration.pages:
        yield _entry(Kind.PAGE, page.id, page.heading, page.says, body=page.body)
    yield from map(_persona, declaration.personas)


def _entry(kind: Kind, id: str, heading: str, *said: str | None, body: str = "") -> Entry:
    return Entry(kind, id, heading, (*(Passage(text) for text in said if text), *passages_of(body)))


def _statement(statement: Statement) -> Entry:
    instead = tuple(Passage(f"{one.name}: {one.because}") for one in statement.instead)
    # What each persona is told stands in a case only: it is no part of the page that a search shows.
    said = (statement.says, statement.condition)
    whole = _entry(Kind.STATEMENT, statement.id, statement.heading, *said, body=statement.body)
    return Entry(whole.kind, whole.id, whole.heading, (*whole.passages, *instead), statement.kind == "is-not")


def _example(example: Example) -> Entry:
    said = (example.says, example.saved, example.not_proof_of, f"{example.user}, {example.industry}")
    return _entry(Kind.EXAMPLE, example.id, example.heading, *said, body=example.body)


def _comparison(comparison: Comparison) -> Entry:
    rows = (f"{row.topic}: {comparison.rival}: {row.rival.says} Here: {row.ours.says}" for row in comparison.rows)
    return _entry(Kind.COMPARISON, comparison.id, comparison.heading, comparison.says, *rows, body=comparison.body)


def _persona(persona: Persona) -> Entry:
    said = (persona.says, *persona.cares_about, *persona.engages_through, persona.risk_tolerance)
    return _entry(Kind.PERSONA, persona.id, persona.heading, *said, body=persona.body)
