"""Checking the links in texts: each leads to a page that is there, or to a source that somebody has looked at."""

import re
from collections.abc import Iterator

from evaluator.addresses import Addresses
from evaluator.citing import cited
from evaluator.declaration import Declaration, Persona
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins
from evaluator.texts import Line, texts, without_blocks, without_code

ADDRESS = re.compile(r"""\]\(\s*<?([^)\s>]+)|<(https?://[^\s>]+)>|\bhref\s*=\s*["']?([^"'\s>]+)|^\[[^\]]+\]:\s*(\S+)""")
"""The address of a link in Markdown, however it is written."""

NO_CLAIM = re.compile(r"^\s*(#|\||$)")
"""Headings, tables and empty lines make no claim of their own."""

ITEM = re.compile(r"^\s*([-*+]|\d+\.)\s")


def check_links(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every link in a text that leads nowhere or to a page without a day, and every claim without a link."""
    addresses = Addresses(declaration, origins)
    # What could not be read may have cited any page.
    known = frozenset(one.url.partition("#")[0] for one in cited(declaration)) if origins.is_whole else None
    for origin, body in texts(declaration, origins):
        for line, address in _links(body):
            yield from _check_address(addresses, known, Line(origin, line), address)
    for persona in declaration.personas:
        yield from _check_claims(persona, origins.of("personas", persona.id))


def _check_address(addresses: Addresses, known: frozenset[str] | None, at: Line, address: str) -> Iterator[Problem]:
    if address.startswith(("#", "mailto:")):
        return
    if address.startswith("/") and not address.startswith("//"):
        if not addresses.is_page(address):
            fault = f"no page of this site has the address “{address}”, to which the text links"
            yield at.problem(fault, "Correct the link or add the page")
        elif not addresses.has_anchor(address):
            fault = f"the page has no such anchor as in “{address}”"
            yield at.problem(fault, "Name the anchor of a heading or an entry there, or leave it out")
    elif not address.startswith("https://"):
        yield at.problem(f"“{address}” is no address that a text may link to", "Write /… or https://… in full")
    elif known is not None and address.partition("#")[0] not in known:
        fault = f"nobody has said when “{address}” was looked at"
        yield at.problem(fault, "Name it under “sources:” or “proof:” with the day in “checked_on:”")


def _check_claims(persona: Persona, origin: Origin) -> Iterator[Problem]:
    """Yield each paragraph and each entry of a list on a persona's page that names nothing to bear it out."""
    for line, block in _blocks(persona.body):
        if not ADDRESS.search(block):
            fault = "this claims something, and names no statement, example, figure or source that bears it out"
            yield Line(origin, line).problem(fault, "Link to one of them")


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph and each entry of a list with the number of its first line; code makes no claims."""
    begins, lines = 0, list[str]()
    for number, line in enumerate((*without_blocks(body), "")):
        if lines and (NO_CLAIM.match(line) or ITEM.match(line)):
            yield begins, "\n".join(lines)
            lines = []
        if not NO_CLAIM.match(line):
            begins = begins if lines else number
            lines.append(line)


def _links(body: str) -> Iterator[tuple[int, str]]:
    """Yield the address of each link with the number of its line."""
    for number, line in enumerate(without_code(body)):
        for found in ADDRESS.finditer(line):
            yield number, next(filter(None, found.groups()))
