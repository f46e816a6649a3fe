"""Leads as the inbox shows them: who, what they want in their own words, and how long they have waited."""

from dataclasses import dataclass
from datetime import datetime

from candor.inbox import clocks, replying
from candor.inbox.answers import AnswerBook, Answered
from candor.inbox.choosing import Choice
from candor.inbox.clocks import Due
from candor.inbox.replying import Reply
from candor.records import chains, events, finding, leads, reps
from candor.records.events import Event, EventKind
from candor.records.finding import Wanted
from candor.records.leads import Lead
from candor.records.listing import Listed, Place
from candor.records.reps import Rep
from candor.services import Services
from evaluator.declaration import Declaration
from evaluator.results import Result

PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A lead in a list, as seen at one moment."""

    lead: Listed
    persona: str
    waiting: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the inbox; ``next`` is where the following one goes on, as text for an address.

    One that is cut short looked through as many leads as a page may, and may find more further on.
    """

    entries: tuple[Entry, ...]
    next: str | None
    cut_short: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """One lead with everything that was told, said and done."""

    lead: Lead
    result: Result
    waiting: str
    due: Due | None
    holder: Rep | None
    events: tuple[Event, ...]
    answered: tuple[Answered, ...]
    alike: tuple[Listed, ...]
    reply: Reply

    @property
    def mailto(self) -> str:
        """The address of a new mail to this person, and to nobody else."""
        return replying.mailto(self.lead)

    @property
    def corrected_at(self) -> datetime | None:
        """When the person last sent the form again with something changed."""
        corrections = [one.happened_at for one in self.events if one.kind is EventKind.CORRECTED]
        return max(corrections, default=None)


def chosen(site: Services, choice: Choice, rep: Rep, before: Place | None) -> Listing:
    """Return the leads that a rep asks for."""
    declaration = site.contents.current.declaration
    return _listing(site, choice.wanted(rep.id, declaration, site.clock()), before)


def kept_aside(site: Services, before: Place | None) -> Listing:
    """Return the leads that a program may have sent."""
    return _listing(site, Wanted(suspected=True), before)


def find(site: Services, lead_id: str, book: AnswerBook) -> Whole | None:
    """Return one lead, suspected or not."""
    lead = leads.find(site.database, lead_id)
    if lead is None:
        return None
    now, declaration = site.clock(), site.contents.current.declaration
    contact = declaration.product.contact
    result = Result.model_validate_json(lead.result_document)
    answered = book.answered(declaration, open_questions(lead))
    return Whole(
        lead=lead,
        result=result,
        waiting=clocks.elapsed(lead.owed_since or lead.created_at, now),
        due=clocks.due(contact.hours, lead.owed_since, now),
        holder=reps.find(site.database, lead.rep_id) if lead.rep_id else None,
        events=events.of_lead(site.database, lead_id),
        answered=answered,
        alike=finding.alike(site.database, lead_id, lead.created_at),
        reply=replying.reply_to(lead, result, answered, contact, site.settings),
    )


def open_questions(lead: Lead) -> tuple[str, ...]:
    """Return what is still open in the visitor's words, one a line, with what they asked of a champion's case."""
    return chains.open_in(lead.open_questions, lead.chain)


def _listing(site: Services, wanted: Wanted, before: Place | None) -> Listing:
    now, declaration = site.clock(), site.contents.current.declaration
    found = finding.search(site.database, wanted, before, PAGE)
    entries = tuple(_entry(lead, declaration, now) for lead in found.leads)
    return Listing(entries, found.next.text if found.next else None, found.cut_short)


def _entry(lead: Listed, declaration: Declaration, now: datetime) -> Entry:
    persona = declaration.persona.get(lead.persona)
    waiting = clocks.elapsed(lead.owed_since or lead.created_at, now)
    due = clocks.due(declaration.product.contact.hours, lead.owed_since, now)
    return Entry(lead, persona.name if persona else lead.persona, waiting, due)
