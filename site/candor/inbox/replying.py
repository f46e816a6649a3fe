"""The first reply to a lead, suggested from what is declared and from nothing else, and the ways to send it."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from candor.inbox.answers import Answered
from candor.records.leads import Lead
from candor.settings import Settings
from evaluator.declaration import Contact
from evaluator.results import Result

LONGEST_DRAFT = 1_800
"""Characters: mail programs cut longer addresses, some at 2,000."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft and where it goes: an address that opens the rep's mail, and the calendar with the person filled in."""

    draft: str
    mailto: str
    calendar: str | None


def reply_to(lead: Lead, result: Result, answered: tuple[Answered, ...], contact: Contact, site: Settings) -> Reply:
    """Return the suggested first reply."""
    calendar = booking_address(contact, lead)
    draft = _draft(lead, result, answered, calendar, site.base_url)
    subject = f"{result.product}: {result.sentence}"[:150]
    query = urlencode({"subject": subject, "body": draft.replace("\n", "\r\n")}, quote_via=quote)
    return Reply(draft, f"{mailto(lead)}?{query}", calendar)


def mailto(lead: Lead) -> str:
    """Return the address of a new mail to the person of a lead, and to nobody else."""
    return f"mailto:{quote(lead.person.email, safe='@')}"


def booking_address(contact: Contact, lead: Lead) -> str | None:
    """Return the calendar with name and address filled in, and where the visitor came from carried along."""
    if contact.calendar is None:
        return None
    campaign = {name: value for name, value in lead.arrival.items() if name.startswith("utm_")}
    filled = urlencode({"name": lead.person.name, "email": lead.person.email, **campaign}, quote_via=quote)
    return f"{contact.calendar}{'&' if urlsplit(contact.calendar).query else '?'}{filled}"


def _draft(lead: Lead, result: Result, answered: tuple[Answered, ...], calendar: str | None, site: str) -> str:
    """Put declared sentences together; what would make the draft too long for an address is left out at the end."""
    parts = [f"Hello {lead.person.name},", result.sentence]
    parts += [f"{one.heading}: {one.says} {one.condition or ''}".strip() for one in result.conditions]
    for one in answered:
        parts += [_quoted(one)] + [f"{answer.says} {_whole(answer.address, site)}" for answer in one.answers[:1]]
    if calendar:
        parts.append(f"{result.step.label}: {calendar}")
    draft = parts[0]
    for part in parts[1:]:
        if len(quote(f"{draft}\n\n{part}")) > LONGEST_DRAFT:
            break
        draft = f"{draft}\n\n{part}"
    return f"{draft}\n\n"


def _quoted(one: Answered) -> str:
    return f"> {one.question}"


def _whole(address: str, site: str) -> str:
    return f"{site}{address}" if address.startswith("/") else address
