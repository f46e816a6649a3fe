"""Leads as the inbox shows them: who, what they want in their own words, and how long they have waited."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from candor.records import leads
from candor.records.leads import Lead, Place
from candor.services import Services
from evaluator.results import Result

PAGE = 50
LONGEST_LINE = 160
UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A lead with its frozen result read, as seen at one moment."""

    lead: Lead
    result: Result
    waiting: str

    @property
    def first_line(self) -> str:
        """The first line of the use case, in the visitor's words; a very long one ends in an ellipsis."""
        champion = self.lead.chain.champion if self.lead.chain else None
        lines = (self.result.words or (champion.words if champion else "")).strip().splitlines()
        line = lines[0].strip() if lines else ""
        return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE].rstrip()}…"

    @property
    def open_questions(self) -> tuple[str, ...]:
        """What is still open in the visitor's words, one a line."""
        return tuple(line.strip() for line in self.lead.open_questions.splitlines() if line.strip())

    @property
    def mailto(self) -> str:
        """The address of a new mail to this person, and to nobody else."""
        return f"mailto:{quote(self.lead.person.email, safe='@')}"

    @property
    def was_corrected(self) -> bool:
        """Tell whether the person sent the form again with something changed."""
        return self.lead.version > 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the inbox; ``next`` is the place where the following one goes on, as text for an address."""

    entries: tuple[Entry, ...]
    next: str | None


def listing(site: Services, *, suspected: bool, before: Place | None) -> Listing:
    """Return the newest leads, or those that came before a place; the suspected ones are a list of their own."""
    now = site.clock()
    page = leads.page(site.database, suspected=suspected, before=before, limit=PAGE)
    return Listing(tuple(entry_of(lead, now) for lead in page.leads), page.next.text if page.next else None)


def find(site: Services, lead_id: str) -> Entry | None:
    """Return one lead, suspected or not."""
    lead = leads.find(site.database, lead_id)
    return None if lead is None else entry_of(lead, site.clock())


def entry_of(lead: Lead, now: datetime) -> Entry:
    """Return a lead with its result, as it is shown at a moment."""
    return Entry(lead, Result.model_validate_json(lead.result_document), elapsed(lead.created_at, now))


def elapsed(since: datetime, now: datetime) -> str:
    """Return how long ago something was in the largest whole unit: 3 days."""
    minutes = int((now - since).total_seconds() // 60)
    for size, unit in UNITS:
        if minutes >= size:
            number = minutes // size
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return "less than a minute"
