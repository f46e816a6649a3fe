"""What every page of the site has to be, whatever it shows: faults are told as sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import html5lib

LABELLED = ("input", "select", "textarea")
LOADED = {"link": "href", "img": "src", "script": "src", "iframe": "src", "source": "src", "object": "data"}
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers", "list", "form")


def parsed(html: str) -> tuple[Element, list[str]]:
    """Return the tree of a page, and what a strict HTML parser has to say against it."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree, [f"HTML is wrong at {place}: {code} {details}" for place, code, details in parser.errors]


def read_xml(data: bytes) -> Element:
    """Return the root of an XML document that is well-formed to its end."""
    return fromstring(data)


def text_of(element: Element) -> str:
    """Return the words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def faults_of(html: str) -> list[str]:
    """Return everything that is wrong with a page, as sentences."""
    return faults_in(*parsed(html))


def faults_in(tree: Element, of_parser: list[str]) -> list[str]:
    """Return everything that is wrong with a page that was parsed, as sentences."""
    faults = list(of_parser)
    for check in (_headings, _ids, _labels, _references, _inline, _loads):
        faults.extend(check(tree))
    return faults


def _headings(tree: Element) -> Iterator[str]:
    headings = [text_of(heading) for heading in tree.iter("h1")]
    titles = [text_of(title) for title in tree.iter("title")]
    if len(headings) != 1 or not headings[0]:
        yield f"a page has one h1, this one has {headings}"
    elif len(titles) != 1 or not titles[0].startswith((headings[0], "Error: ")):
        yield f"the title {titles} does not begin with the h1 {headings[0]!r}"
    html = next(tree.iter("html"))
    if not html.get("lang"):
        yield "the page does not say its language"


def _ids(tree: Element) -> Iterator[str]:
    for name, count in Counter(_all_ids(tree)).items():
        if count > 1:
            yield f"the id {name!r} is there {count} times"


def _labels(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(control) for label in tree.iter("label") for control in label.iter()}
    for control in tree.iter():
        if control.tag not in LABELLED or control.get("type") in ("hidden", "submit"):
            continue
        if control.get("id") not in labelled and id(control) not in inside and not control.get("aria-label"):
            yield f"the {control.tag} {control.get('name')!r} has no label"
    for button in (*tree.iter("button"), *tree.iter("a")):
        if not text_of(button) and not button.get("aria-label"):
            yield f"a {button.tag} has no words"


def _references(tree: Element) -> Iterator[str]:
    known = set(_all_ids(tree))
    for element in tree.iter():
        address = element.get("href", "")
        if address.startswith("#") and address[1:] not in known:
            yield f"the link {address!r} leads nowhere"
        for attribute in REFERRING:
            for name in element.get(attribute, "").split():
                if name not in known:
                    yield f"{attribute}={name!r} on a {element.tag} names nothing"


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        is_program = element.tag == "script" and element.get("type") != "application/ld+json"
        if element.tag == "style" or (is_program and not element.get("src")):
            yield f"there is an inline {element.tag}"
        for attribute in element.attrib:
            if attribute == "style" or re.match(r"on[a-z]+$", attribute):
                yield f"there is an inline {attribute} on a {element.tag}"
        if element.get("href", "").strip().lower().startswith(("javascript:", "data:")):
            yield f"there is a link to {element.get('href')!r}"


def _loads(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        address = element.get(LOADED.get(str(element.tag), ""), "")
        if element.tag == "link" and element.get("rel") in ("canonical", "alternate"):
            continue
        if urlsplit(address).netloc:
            yield f"a {element.tag} loads {address!r} from elsewhere"


def _all_ids(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if name := element.get("id"):
            yield name
