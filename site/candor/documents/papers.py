"""A case in plain words, ready to be set: what every document of a case is made from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from evaluator.routes import VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS

FOR = "What speaks for it"
AGAINST = "Reasons not to buy"
CONDITIONS = "What has to be true"
INSTEAD = "What to use instead"
FIGURES = "What it costs and saves"
NOTE = "From the person who made this case"

NOTHING_FOR = "No statement about what it is for counts here."
NOTHING_AGAINST = "No limit held in this evaluation, and nothing was left open. That is not the same as no risk."
"""What stands under the reasons not to buy where there are none."""

BOXES = "Boxes stand for letters that the fonts of this page lack; the address below shows them all."


@dataclass(frozen=True, slots=True)
class Proof:
    """A public page that proves something."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A statement or fact in the words of the voice, what made it count, and its proof."""

    id: str
    kind: Literal["is", "is-not", "fact"]
    heading: str
    words: str
    because: str = ""
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Receipts that belong together, as the voice orders them."""

    heading: str
    says: str = ""
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A condition or a reason not to buy, in one sentence, and its proof; what is unknown has none."""

    words: str
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """What a persona usually holds against the product, and the declared answer."""

    says: str
    answer: str
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """What to use instead, and why."""

    name: str
    because: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the business case, written out with its unit or currency."""

    label: str
    low: str
    expected: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """The business case: its lines, whether it pays back, and the currency, rounding and origin of its numbers."""

    lines: tuple[Line, ...]
    pays_back: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper:
    """A case as it is passed on, in one voice.

    ``notice`` is a line that has to be read first, such as a correction. ``note`` is
    the champion's own text, its paragraphs apart by line ends; ``decided`` tells what
    became of the case. ``link`` is where the whole case is read.
    """

    product: str
    kind: VerdictKind
    verdict: str
    voice: str
    day: date
    version: str
    link: str
    sections: tuple[Section, ...] = ()
    conditions: tuple[Point, ...] = ()
    reasons: tuple[Point, ...] = ()
    objections: tuple[Objection, ...] = ()
    instead: tuple[Instead, ...] = ()
    business: Business | None = None
    note: str = ""
    decided: str = ""
    notice: str = ""

    @property
    def word(self) -> str:
        """Return the word of the verdict."""
        return VERDICTS_IN_WORDS[self.kind]

    @property
    def title(self) -> str:
        """Return what the documents of this case are called."""
        return f"The case on {self.product}, for the {self.voice.lower()}"

    @property
    def limits(self) -> str:
        """Return what the reasons not to buy are headed with."""
        ruled_out = self.kind is VerdictKind.NOT_A_FIT
        return f"{'What rules it out' if ruled_out else 'Limits'}, and what is not known"

    @property
    def asked(self) -> str:
        """Return what the objections are headed with."""
        return f"What {article(self.voice)} {self.voice.lower()} usually asks"

    @property
    def dated(self) -> str:
        """Return the sentence that dates a document and names its origin."""
        return f"Given on {in_words(self.day)} by content version {self.version}."


def in_words(day: date) -> str:
    """Return a date as people write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def article(noun: str) -> str:
    """Return the article that goes before a noun."""
    return "an" if noun[:1].lower() in tuple("aeiou") else "a"
