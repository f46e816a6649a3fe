"""News and questions: what changed in the product, and what visitors asked, each with its sources."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Body, Heading, Sentence, Source


class Size(StrEnum):
    """How much a launch matters; where it is announced follows from it.

    All stand on the news page and in the feed; a medium one also in the calendar; a large
    one also on the home page and on the pages of the personas whom it matters to.
    """

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class Launch(Frozen):
    """``launches/*.md``: something that changed: when, for whom it matters, and which statements it changed."""

    id: Id
    heading: Heading
    on: date
    size: Size
    says: Sentence
    matters_to: tuple[Id, ...] = Field(default=(), alias="for")
    statements: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    body: Body

    @property
    def is_in_calendar(self) -> bool:
        """Tell whether it stands in the calendar."""
        return self.size is not Size.SMALL

    @property
    def is_on_home(self) -> bool:
        """Tell whether it stands on the home page and on those of its personas."""
        return self.size is Size.LARGE


class Asked(Frozen):
    """One entry of ``faq.yaml``: what visitors asked, and an answer that statements and sources bear out.

    ``asked_as`` holds other wordings in which leads asked the same.
    """

    id: Id
    asks: Sentence
    answer: Sentence
    asked_as: tuple[Sentence, ...] = ()
    statements: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
