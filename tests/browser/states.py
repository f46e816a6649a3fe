"""Every page of the site in every state, as addresses to open and forms to send wrongly."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.case_states import CASES
from tests.browser.serving import Served
from tests.web.client import CheckedClient
from tests.web.visits import Visitor, begin, go_through, token_in

WORDS = "We run our shop's web site on one server, about 50,000 hits a day"
SURE = {
    "machines": "one",
    "writers": "take-turns",
    "size": "small",
    "used-in": "site",
    "traffic": "medium",
    "failover": "restore",
    "decide-by": "soon",
    "stake": "much",
}
BUSY = {**SURE, "writers": "not-sure", "size": "large", "traffic": "high", "failover": "automatic"}
UNSURE = dict.fromkeys(SURE, "not-sure")

FIT = Visitor("director", WORDS, {"websites": "yes"}, SURE)
FIT_IF = Visitor("director", WORDS, {"websites": "yes", "encrypted-at-rest": "not-sure"}, BUSY)
NOT_A_FIT = Visitor("developer", "many servers write to one database", {"many-machines": "yes"}, SURE)
CANNOT_TELL = Visitor("developer", "I want to bake sourdough bread", {}, UNSURE)
BREATHLESS = Visitor("director", "x" * 2_000, {"websites": "yes"}, SURE)

PUBLIC = {
    "home": "/",
    "persona": "/for/director",
    "statements": "/statements",
    "map": "/map",
    "is": "/statements/websites",
    "is not": "/statements/many-machines",
    "use cases": "/use-cases",
    "use case": "/use-cases/shop",
    "examples": "/examples",
    "examples narrowed down": "/examples?size=One+server",
    "no example": "/examples?size=Endless",
    "example": "/examples/expensify",
    "buying": "/buying",
    "talks": "/talks",
    "talk": "/talks/why-it-succeeded",
    "comparisons": "/comparisons",
    "comparison": "/comparisons/amazon-rds",
    "pricing": "/pricing",
    "facts": "/facts",
    "pages": "/pages",
    "page": "/pages/trial",
    "questions and answers": "/questions-and-answers",
    "news": "/news",
    "launch": "/news/strict-tables",
    "glossary": "/glossary",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "how we judge": "/how-we-judge",
    "pains": "/pains",
    "pain": "/pains/server-upkeep",
    "search": "/search",
    "style": "/style",
    "search with finds": "/search?q=encripted+files",
    "search without finds": "/search?q=kubernetes",
    "search too long": f"/search?q={'w' * 201}",
    "start": "/fit",
    "sign in": "/sign-in",
    "dead link": "/sign-in/nothing",
    "not found": "/nothing",
}

Open = Callable[[Page, Served], None]


def at(address: str) -> Open:
    """Return what opens an address of the site."""

    def open_it(page: Page, site: Served) -> None:
        page.goto(site.address + address)

    return open_it


def step(visitor: Visitor, name: str) -> Open:
    """Return what opens a step of a visitor who has gone all the way."""

    def open_it(page: Page, site: Served) -> None:
        verdict = go_through(CheckedClient(site.app), visitor)
        page.goto(f"{site.address}/fit/{token_in(verdict)}{name}")

    return open_it


def first_step(visitor: Visitor) -> Open:
    """Return what opens the page after a visitor's first form."""

    def open_it(page: Page, site: Served) -> None:
        page.goto(site.address + begin(CheckedClient(site.app), visitor).address)

    return open_it


def sent_wrongly(open_it: Open, typed: Mapping[str, str]) -> Open:
    """Return what opens a form and sends it as it stands but for some fields, so that it comes back."""

    def open_and_send(page: Page, site: Served) -> None:
        open_it(page, site)
        for field, text in typed.items():
            page.locator(field).fill(text)
        page.locator("main form button").first.click()
        page.locator(".errors").wait_for()

    return open_and_send


def result(visitor: Visitor) -> Open:
    """Return what opens the link that a visitor passes on."""

    def open_it(page: Page, site: Served) -> None:
        verdict = go_through(CheckedClient(site.app), visitor)
        link = next(control for control in verdict.tree.iter("input") if control.get("id") == "link")
        page.goto(site.address + urlsplit(link.get("value", "")).path)

    return open_it


def leave(site: Served, visitor: Visitor) -> str:
    """Ask for a reply as a visitor with a name and a company that know no end; return where that leads."""
    client = CheckedClient(site.app)
    address = f"/fit/{token_in(go_through(client, visitor))}/contact"
    page = client.get(address)
    site.clock.step(seconds=30)
    long = {"name": "n" * 200, "company": "c" * 200, "role": "r" * 120, "open_questions": "q" * 2_000}
    return client.submit(page, 0, **long, email=f"{'e' * 60}@shop.example", consent="y").address


def sent(page: Page, site: Served) -> None:
    """Open the page that says that a request is stored."""
    page.goto(site.address + leave(site, FIT_IF))


def refused(page: Page, site: Served) -> None:
    """Send a contact form whose key was used before, for other words."""
    step(FIT, "/contact")(page, site)
    key = page.locator("input[name='key']").input_value()
    sent = {"name": "Ada", "email": "ada@engines.example", "company": "Engines", "consent": "y"}
    CheckedClient(site.app).post(urlsplit(page.url).path, {**sent, "key": key, "website": ""})
    for field, text in {"#name": "n" * 200, "#company": "c" * 200, "#email": "ada@engines.example"}.items():
        page.locator(field).fill(text)
    page.locator("#consent").set_checked(True)
    page.locator("main form button").click()
    page.get_by_role("heading", name="This form was sent before").wait_for()


def revoked(page: Page, site: Served) -> None:
    """Open the verdict of a visitor who revoked the link to it."""
    step(FIT, "/verdict")(page, site)
    page.get_by_role("button", name="Turn the link off").click()
    page.get_by_role("button", name="Turn the link on again").wait_for()


def use_link(page: Page, site: Served) -> None:
    """Open a fresh sign-in link without using it up."""
    page.goto(site.sign_in_link())


STATES: dict[str, Open] = {
    **{name: at(address) for name, address in PUBLIC.items()},
    "start with an error": sent_wrongly(at("/fit"), {"#words": "w" * 4_001}),
    "marks": first_step(FIT),
    "marks for words that match nothing": first_step(CANNOT_TELL),
    "marks for words without a space": first_step(BREATHLESS),
    "question": step(FIT, "/questions/writers"),
    "question with an error": sent_wrongly(first_step(Visitor("director")), {}),
    "answers": step(FIT_IF, "/answers"),
    "answers without a space": step(BREATHLESS, "/answers"),
    "words": step(FIT, "/words"),
    "fit": step(FIT, "/verdict"),
    "verdict whose link is revoked": revoked,
    "fit if": step(FIT_IF, "/verdict"),
    "not a fit": step(NOT_A_FIT, "/verdict"),
    "cannot tell": step(CANNOT_TELL, "/verdict"),
    "marks made before": step(FIT_IF, "/statements"),
    "delete the check": step(FIT, "/delete"),
    "check deleted": at("/fit/deleted"),
    "result": result(FIT_IF),
    "contact": step(FIT_IF, "/contact"),
    "contact without a space": step(BREATHLESS, "/contact"),
    "contact with errors": sent_wrongly(step(FIT, "/contact"), {"#name": "n" * 201, "#email": "e" * 300}),
    "contact sent before": refused,
    "sent": sent,
    "sign-in link": use_link,
    **CASES,
}
"""What opens each state, by its name."""
