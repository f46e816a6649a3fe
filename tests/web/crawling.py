"""A crawler that follows every link inside a site, and keeps what each page links to and which anchors it has."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

from werkzeug.test import Client


@dataclass
class Crawled(HTMLParser):
    """One page: its links as written, and its anchors."""

    status: int = 200
    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where a link leads and how an element is named."""
        named = dict(attrs)
        if tag == "a" and named.get("href"):
            self.links.add(named["href"] or "")
        if named.get("id"):
            self.anchors.add(named["id"] or "")


def crawl(client: Client) -> dict[str, Crawled]:
    """Return every page of a site that links lead to from the first one, by path and query."""
    waiting, found = ["/"], dict[str, Crawled]()
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        page = found[address] = Crawled(response.status_code)
        if response.mimetype == "text/html":
            page.feed(response.text)
            waiting.extend(target for link in page.links for target, _ in inside(address, link))
    return found


def inside(address: str, link: str) -> list[tuple[str, str]]:
    """Return the path and the anchor that a link leads to; nothing where it leaves the site."""
    if "://" in link or link.startswith(("//", "mailto:")):
        return []
    target, anchor = urldefrag(urljoin(address, link))
    return [(target, unquote(anchor))]


def faults(found: dict[str, Crawled]) -> list[str]:
    """Return each link that leads to no page, or to an anchor that its page does not have."""
    told = [f"{address}: {page.status}" for address, page in found.items() if page.status != 200]
    for address, page in found.items():
        for link in page.links:
            for target, anchor in inside(address, link):
                if anchor and anchor not in found[target].anchors:
                    told.append(f"{address}: {link} names no anchor")
    return told
