"""A case as plain text: a mail that waits for its recipient, as a file and as an address that opens one."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from candor.documents.fitting import Fitted, Room, fitted
from candor.documents.lettering import line, shortened
from candor.documents.papers import FIGURES, NOTE, CasePaper
from candor.documents.parts import Item, Part, parts
from candor.documents.rewording import cleaned

LONGEST_MAILTO = 1800
"""How many letters an address that opens a mail may have: Outlook on Windows cuts off a little after 2,000."""

LONGEST_SUBJECT = 120

_DIGEST = Room(addresses=False, because=False, leads=False, words=False, proofs=0, objections=0, lines=0)
MAILTO_ROOMS = (
    Room(),
    replace(_DIGEST, receipts=12, note=600),
    replace(_DIGEST, receipts=8, note=300, letters=300),
    replace(_DIGEST, receipts=6, note=200, letters=200, reasons=8, conditions=8, instead=3),
    replace(_DIGEST, receipts=4, note=150, letters=140, reasons=6, conditions=6, instead=3),
    replace(_DIGEST, receipts=3, note=100, letters=100, reasons=4, conditions=4, instead=2),
    replace(_DIGEST, receipts=3, note=80, letters=80, reasons=4, conditions=4, instead=2),
    replace(_DIGEST, receipts=1, note=60, letters=60, reasons=3, conditions=3, instead=1),
)
"""A mail opened by an address keeps the verdict, the link and why not; the receipts are told by their headings."""


def as_text(paper: CasePaper) -> str:
    """Return a whole case as plain text, its lines ending in LF."""
    return _text(fitted(cleaned(paper), Room()))


def email_draft(paper: CasePaper) -> EmailMessage:
    """Return a mail with the whole case and no recipient; mail programs open it for editing."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject(paper)
    message["X-Unsent"] = "1"
    message.set_content(as_text(paper), charset="utf-8")
    return message


def eml(paper: CasePaper) -> bytes:
    """Return the mail draft as the bytes of an .eml file."""
    return email_draft(paper).as_bytes()


def mailto(paper: CasePaper) -> str:
    """Return an address that opens a mail without a recipient, with as much of the case as its length allows.

    It is at most ``LONGEST_MAILTO`` long unless the link alone is longer: the link is never cut.
    """
    whole = cleaned(paper)
    addresses = (_mailto(subject(paper), _text(fitted(whole, room))) for room in MAILTO_ROOMS)
    found = next((one for one in addresses if len(one) <= LONGEST_MAILTO), None)
    return found or _mailto(shortened(subject(paper), 40), f"{paper.word}.\n\n{paper.link}\n")


def subject(paper: CasePaper) -> str:
    """Return the subject of a mail: the product and the verdict, on one line."""
    return f"{shortened(line(paper.product), LONGEST_SUBJECT - 30)}, evaluated for us: {paper.word.lower()}"


def _mailto(title: str, body: str) -> str:
    return f"mailto:?subject={quote(title, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"


def _text(kept: Fitted) -> str:
    return "\n".join(_lines(kept)) + "\n"


def _lines(kept: Fitted) -> Iterator[str]:
    paper = kept.paper
    yield from (f"{paper.word}: {paper.verdict}", "", paper.link)
    if paper.notice:
        yield from ("", paper.notice)
    if paper.note:
        yield from ("", f"{NOTE}:", *(f"> {one}" for one in paper.note.split("\n")))
    if paper.decided:
        yield from ("", f"Decided: {paper.decided}")
    for part in parts(paper):
        yield from _part(part, kept.addresses)
    yield from _figures(paper)
    yield from ("", "-- ", paper.dated)
    if kept.left_out:
        yield "This is shortened: every receipt and its proof are behind the link."


def _part(part: Part, addresses: bool) -> Iterator[str]:
    yield ""
    yield part.heading.upper() if part.rank == 1 else f"{part.heading}:"
    if part.says:
        yield part.says
    for item in part.items:
        yield from _item(item, addresses)


def _item(item: Item, addresses: bool) -> Iterator[str]:
    first, *others = [one for one in (item.lead, *item.rest) if one] or [""]
    yield f"* {first}"
    yield from (f"  {one}" for one in others)
    yield from (f"  Proof: {one.title}{f', {one.address}' if addresses else ''}" for one in item.proof)


def _figures(paper: CasePaper) -> Iterator[str]:
    if paper.business is None:
        return
    yield from ("", FIGURES.upper())
    for one in paper.business.lines:
        yield f"* {one.label}: {one.expected} (low {one.low}, high {one.high})"
    yield " ".join(one for one in (paper.business.pays_back, paper.business.basis) if one)
