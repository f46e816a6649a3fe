"""A case as Markdown, for a pull request or a chat; what anybody typed is shown as typed."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from candor.documents.papers import FIGURES, NOTE, CasePaper, Proof
from candor.documents.parts import Item, parts
from candor.documents.rewording import cleaned

JOINER = "\u2060"
"""An invisible letter that keeps a mention, an issue number or an emoji code from being one."""

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;"}
_SPECIAL = re.compile(r"[\\`*_\[\]{}]")
_FIRST = re.compile(r"^(?:[-+#]|\d{1,9}(?=[.)])|[=:])")
_ADDRESS = re.compile(r"https?://[^\s<>|`\\\"\[\]{}]*[^\s<>|`\\\"\[\]{}.,;:!?)'*_~]")
_CALLS = re.compile(r"[@#](?=\w)|:(?=[a-z+][\w+-]*:)|(?<=\bGH)-(?=\d)")


def as_markdown(paper: CasePaper) -> str:
    """Return a whole case as Markdown that reads the same on GitHub, GitLab and in plain CommonMark."""
    return "\n".join(_lines(cleaned(paper))) + "\n"


def escaped(text: str) -> str:
    """Return one line of text so that Markdown shows it as it stands; a web address stays one."""
    pieces, since = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [_shown(text[since : found.start()]), f"<{found[0]}>"]
        since = found.end()
    return _FIRST.sub(_first, "".join([*pieces, _shown(text[since:])]))


def _first(found: re.Match[str]) -> str:
    """Disarm what begins a heading, a list or a definition; what CommonMark alone can escape becomes an entity."""
    if found[0] in ("=", ":"):
        return f"&#{ord(found[0])};"
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _shown(text: str) -> str:
    dollars = text.count("$") > 1
    backslashed = _SPECIAL.sub(r"\\\g<0>", _CALLS.sub(rf"\g<0>{JOINER}", text))
    entities = _ENTITIES | ({"$": "&#36;"} if dollars else {})
    return "".join(entities.get(letter, letter) for letter in backslashed)


def _lines(paper: CasePaper) -> Iterator[str]:
    yield from (f"## {escaped(paper.title)}", "", f"**{paper.word}.** {escaped(paper.verdict)}")
    yield from ("", f"The whole case: <{paper.link}>")
    if paper.notice:
        yield from ("", f"**{escaped(paper.notice)}**")
    if paper.note:
        yield from ("", f"{NOTE}:", "", "\n>\n".join(f"> {escaped(one)}" for one in paper.note.split("\n")))
    if paper.decided:
        yield from ("", f"Decided: {escaped(paper.decided)}")
    for part in parts(paper):
        yield from ("", f"{'#' * (part.rank + 2)} {escaped(part.heading)}")
        if part.says:
            yield from ("", escaped(part.says))
        if part.items:
            yield from ("", *(_item(one) for one in part.items))
    yield from _figures(paper)
    yield from ("", escaped(paper.dated))


def _item(item: Item) -> str:
    proof = ", ".join(_linked(one) for one in item.proof)
    lead = f"**{escaped(item.lead)}**" if item.lead else ""
    said = [lead, *(escaped(one) for one in item.rest), f"Proof: {proof}" if proof else ""]
    return f"- {' '.join(one for one in said if one)}"


def _linked(proof: Proof) -> str:
    """Return a link, or what it was called where the address leads nowhere on the web."""
    if not _ADDRESS.match(proof.address):
        return escaped(proof.title)
    address = re.sub(r"[\s<>\\`*|\[\]\"]", lambda found: quote(found[0], safe=""), proof.address)
    return f"[{_shown(proof.title)}](<{address.replace('&', '&amp;')}>)"


def _figures(paper: CasePaper) -> Iterator[str]:
    if paper.business is None:
        return
    yield from ("", f"### {FIGURES}", "", "| | Low | Expected | High |", "|:--|--:|--:|--:|")
    for one in paper.business.lines:
        yield f"| {escaped(one.label)} | {escaped(one.low)} | **{escaped(one.expected)}** | {escaped(one.high)} |"
    yield from ("", " ".join(escaped(one) for one in (paper.business.pays_back, paper.business.basis) if one))
