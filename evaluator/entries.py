"""Everything that visitors can read, as entries of one kind each: what a search looks through."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator.buying import Buying
from evaluator.declaration import Declaration, Persona
from evaluator.news import Launch
from evaluator.pages import Comparison, Example, Page, UseCase
from evaluator.plain import Passage, passages_of
from evaluator.statements import Statement
from evaluator.talks import Talk


class Kind(StrEnum):
    """What an entry is, in the order in which equal finds are shown; a ``site`` page is about the site itself."""

    STATEMENT = "statement"
    PAIN = "pain"
    USE_CASE = "use-case"
    EXAMPLE = "example"
    COMPARISON = "comparison"
    FACT = "fact"
    PLAN = "plan"
    OBJECTION = "objection"
    ASKED = "asked"
    TERM = "term"
    PAGE = "page"
    LAUNCH = "launch"
    TALK = "talk"
    MARKETPLACE = "marketplace"
    SITE = "site"
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
    yield from map(_statement, declaration.statements)
    yield from map(_example, declaration.examples)
    yield from map(_comparison, declaration.comparisons)
    yield from map(_persona, declaration.personas)
    yield from map(_talk, declaration.talks)
    yield from _short(declaration)
    longer: tuple[tuple[Kind, tuple[UseCase | Page | Launch, ...]], ...] = (
        (Kind.USE_CASE, declaration.use_cases),
        (Kind.PAGE, declaration.pages),
        (Kind.LAUNCH, declaration.launches),
    )
    for kind, several in longer:
        for one in several:
            yield _entry(kind, one.id, one.heading, one.says, body=one.body)


def _short(declaration: Declaration) -> Iterator[Entry]:
    """Yield what is said in a sentence or two."""
    for pain in declaration.product.pains:
        yield _entry(Kind.PAIN, pain.id, pain.says, pain.hurts, pain.costs)
    for fact in declaration.facts:
        yield _entry(Kind.FACT, fact.id, fact.topic, fact.says)
    for plan in declaration.pricing.plans if declaration.pricing else ():
        yield _entry(Kind.PLAN, plan.id, plan.name, plan.says, plan.not_for)
    for objection in declaration.objections:
        yield _entry(Kind.OBJECTION, objection.id, objection.says, objection.answer)
    for term in declaration.glossary:
        yield _entry(Kind.TERM, term.id, term.word, term.means)
    for asked in declaration.faq:
        yield _entry(Kind.ASKED, asked.id, asked.asks, asked.answer, *asked.asked_as)
    if declaration.buying:
        yield from _buying(declaration.buying)


def _buying(buying: Buying) -> Iterator[Entry]:
    for one in buying.marketplaces:
        terms = (one.because, one.type, one.deployment, one.minimum_contract, one.accepted_by)
        yield _entry(Kind.MARKETPLACE, one.id, one.name, *terms)
    reselling = buying.reselling
    heading = "If a cloud resells it"
    yield _entry(Kind.MARKETPLACE, "reselling", heading, reselling.in_one_sentence, body=reselling.in_full)


def _entry(kind: Kind, id: str, heading: str, *said: str | None, body: str = "") -> Entry:
    return Entry(kind, id, heading, (*(Passage(text) for text in said if text), *passages_of(body)))


def _statement(statement: Statement) -> Entry:
    instead = tuple(Passage(f"{one.name}: {one.because}") for one in statement.instead)
    # What each persona is told stands in a case only: it is no part of the page that a search shows.
    said = (statement.says, statement.condition)
    whole = _entry(Kind.STATEMENT, statement.id, statement.heading, *said, body=statement.body)
    return Entry(whole.kind, whole.id, whole.heading, (*whole.passages, *instead), statement.kind == "is-not")


def _example(example: Example) -> Entry:
    about = ", ".join(filter(None, (example.user, example.industry, example.size)))
    said = (example.says, example.saved, example.hard, example.not_proof_of, about)
    return _entry(Kind.EXAMPLE, example.id, example.heading, *said, body=example.body)


def _comparison(comparison: Comparison) -> Entry:
    rows = (f"{row.topic}: {comparison.rival}: {row.rival.says} Here: {row.ours.says}" for row in comparison.rows)
    moving = (comparison.moving.there, comparison.moving.back) if comparison.moving else ()
    said = (comparison.says, *rows, *moving)
    return _entry(Kind.COMPARISON, comparison.id, comparison.heading, *said, body=comparison.body)


def _talk(talk: Talk) -> Entry:
    said = (talk.says, f"{talk.speaker}, {talk.role}", talk.at)
    return _entry(Kind.TALK, talk.id, talk.heading, *said, body=talk.body)


def _persona(persona: Persona) -> Entry:
    said = (persona.says, *persona.cares_about, *persona.engages_through, persona.risk_tolerance)
    return _entry(Kind.PERSONA, persona.id, persona.heading, *said, body=persona.body)
