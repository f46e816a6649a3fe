"""The declaration: all that the vendor says about the product, as frozen values.

Each class mirrors one file or one entry in ``content/``; ids of Markdown files are
their file names without ``.md``. Reading, checking and judging live elsewhere.
"""

from functools import cached_property

from pydantic import Field

from evaluator.brand import Brand, BrandMark, Language, direction
from evaluator.business_case import BusinessCase
from evaluator.buying import Buying
from evaluator.glossary import Term
from evaluator.hours import Hours
from evaluator.moving import Redirects
from evaluator.news import Asked, Launch
from evaluator.objections import Objection
from evaluator.outcomes import LeadOutcome
from evaluator.pages import Comparison, Example, Fact, Page, Pricing, UseCase
from evaluator.questions import Question
from evaluator.routes import Destination, Routes, Tier
from evaluator.rules import Frozen, Id
from evaluator.scenarios import Scenario
from evaluator.sources import Body, Heading, Link, Sentence, Source, WebAddress
from evaluator.statements import Statement
from evaluator.talks import Talk


class Pain(Frozen):
    """Something that hurts and that statements can take away.

    ``hurts`` says whom and how, ``costs`` what it costs, or asks for it; ``stays_with``
    names the *is not* statements where the pain stays. What is claimed has ``sources``.
    """

    id: Id
    says: Sentence
    hurts: Sentence | None = None
    costs: Sentence | None = None
    stays_with: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()


class Consent(Frozen):
    """The words a visitor agrees to before a person may write to them, and their version."""

    version: Heading
    text: Sentence


class Contact(Frozen):
    """Who replies to a visitor that asked for it, and how fast; ``calendar`` is where a meeting is booked.

    ``champion_consent`` is what the maker of a case agrees to before they are named to whoever replies.
    """

    who: Sentence
    reply_within: Sentence
    consent: Consent
    champion_consent: Consent | None = None
    hours: Hours | None = None
    calendar: WebAddress | None = None

    @property
    def consent_of_champions(self) -> Consent:
        """What champions agree to: words of their own, or without any those that visitors agree to."""
        return self.champion_consent or self.consent


class Product(Frozen):
    """``product.yaml``: what the product is and whom it is for.

    ``leading`` names the statements that come first wherever they are listed;
    ``vendor`` is the organisation that makes the product; ``language`` is the one that
    the declaration is written in, as BCP 47 has it; ``edit_at`` is the address under which
    each file of the content can be edited, such as that of a folder in a repository.
    """

    name: Heading
    sentence: Sentence
    who_for: Sentence
    pain: Sentence
    pains: tuple[Pain, ...] = Field(min_length=1)
    licence: Link
    vendor: Link | None = None
    links: tuple[Link, ...] = ()
    contact: Contact
    notice: Sentence | None = None
    edit_at: WebAddress | None = None
    leading: tuple[Id, ...] = ()
    language: Language = "en"
    brand: Brand | None = None

    @property
    def direction(self) -> str:
        """In which direction the language is written: ``ltr`` or ``rtl``."""
        return direction(self.language)


class CaseSection(Frozen):
    """One section of a case as a persona reads it: the statements and facts that belong there, in order."""

    heading: Heading
    says: Sentence | None = None
    statements: tuple[Id, ...] = ()
    facts: tuple[Id, ...] = ()


class Persona(Frozen):
    """``personas/*.md``: one of the three kinds of visitor, and the page written for them.

    ``case`` holds the sections in which this persona reads a case, first things first.
    """

    id: Id
    tier: Tier
    name: Heading
    heading: Heading
    says: Sentence
    cares_about: tuple[Sentence, ...] = Field(min_length=1)
    engages_through: tuple[Sentence, ...] = Field(min_length=1)
    risk_tolerance: Sentence
    facts: tuple[Id, ...] = ()
    statements: tuple[Id, ...] = ()
    case: tuple[CaseSection, ...] = ()
    body: Body


class Declaration(Frozen):
    """Everything in ``content/``, whole. ``version`` is a hash of the files it was read from."""

    version: str
    product: Product
    personas: tuple[Persona, ...]
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]
    routes: Routes
    facts: tuple[Fact, ...] = ()
    use_cases: tuple[UseCase, ...] = ()
    examples: tuple[Example, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    pages: tuple[Page, ...] = ()
    pricing: Pricing | None = None
    buying: Buying | None = None
    scenarios: tuple[Scenario, ...] = ()
    objections: tuple[Objection, ...] = ()
    outcomes: tuple[LeadOutcome, ...] = ()
    faq: tuple[Asked, ...] = ()
    launches: tuple[Launch, ...] = ()
    talks: tuple[Talk, ...] = ()
    glossary: tuple[Term, ...] = ()
    business_case: BusinessCase | None = None
    redirects: Redirects | None = None
    marks: tuple[BrandMark, ...] = ()

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def persona(self) -> dict[str, Persona]:
        """Personas by id."""
        return {persona.id: persona for persona in self.personas}

    @cached_property
    def destination(self) -> dict[str, Destination]:
        """Destinations by id."""
        return {destination.id: destination for destination in self.routes.destinations}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def mark(self) -> dict[str, BrandMark]:
        """The vendor's marks by their file names."""
        return {mark.id: mark for mark in self.marks}

    @property
    def news(self) -> tuple[Launch, ...]:
        """The launches, newest first."""
        return tuple(sorted(self.launches, key=lambda launch: launch.on, reverse=True))

    @property
    def is_for(self) -> tuple[Statement, ...]:
        """The *is* statements: the leading ones, then the others in the order of their file names."""
        return self._led("is")

    @property
    def is_not_for(self) -> tuple[Statement, ...]:
        """The *is not* statements, in the same order."""
        return self._led("is-not")

    def _led(self, kind: str) -> tuple[Statement, ...]:
        place = {statement: number for number, statement in enumerate(self.product.leading)}
        found = [statement for statement in self.statements if statement.kind == kind]
        return tuple(sorted(found, key=lambda statement: place.get(statement.id, len(place))))

    def tier_of(self, persona: str) -> Tier:
        """Return the tier of a persona id."""
        return self.persona[persona].tier
