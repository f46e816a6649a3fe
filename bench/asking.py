"""What is asked of the site while it is measured: pages as they are, and posts that are each sent once."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from bench.peers import PAGES, SIGNED_WITH
from candor import Site, create_app, utc_now
from candor.form_keys import new_key
from candor.settings import Settings
from tests.browser.states import FIT
from tests.web.client import CheckedClient
from tests.web.visits import begin, go_through, token_in

MOST_POSTS = 3_000
"""No server here takes more posts in a second."""

WORDS = "We run our shop's web site on one server, about 50,000 hits a day"
HOST = "Host: 127.0.0.1\r\n"
OWN = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@dataclass(frozen=True)
class Asked:
    """What is asked; ``requests`` returns the requests for so many seconds, as text."""

    requests: Callable[[float], list[str]]


def prepare(folder: Path, content: Path) -> dict[str, Asked]:
    """Put pages into a folder for the peers, begin fit checks in its database, and return what to ask."""
    database = str(folder / "candor.sqlite3")
    site = create_app(Settings(content=content, database=database, secret_key=SIGNED_WITH))
    client = CheckedClient(site)
    statement = site.contents.current.declaration.statements[0].id
    paths = {"home": "/", "persona": "/for/director", "statement": f"/statements/{statement}"}
    kept = {}
    for path in paths.values():
        response = client.plain.get(path)
        kept[path] = [list(response.headers), response.text]
    (folder / PAGES).write_text(json.dumps(kept), encoding="utf-8")
    asked = {name: asked_for(path) for name, path in paths.items()}
    asked["verdict"] = asked_for(go_through(client, FIT).address)
    asked["row"] = Asked(lambda _: [_post("/fit", words=WORDS)])
    asked["opening"] = Asked(lambda seconds: _openings(site, int(seconds * MOST_POSTS)))
    answers = _answers(client)
    asked["answer"] = Asked(lambda _: answers)
    return asked


def asked_for(path: str) -> Asked:
    """Return a page as it is asked for."""
    return Asked(lambda _: [f"GET {path} HTTP/1.1\r\n{HOST}\r\n"])


def _post(path: str, **fields: str) -> str:
    body = urlencode(fields)
    return f"POST {path} HTTP/1.1\r\n{HOST}{OWN}Content-Length: {len(body)}\r\n\r\n{body}"


def _openings(site: Site, number: int) -> list[str]:
    """Return first forms of the fit check, each with a key of its own: a key counts once."""
    with site.app_context():
        keys = [new_key(utc_now()) for _ in range(number)]
    return [_post("/fit", key=key, words=WORDS, persona="director") for key in keys]


def _answers(client: CheckedClient) -> list[str]:
    """Return answers to one question of some visitors, now this one and then that."""
    # An odd number of visitors: each gives both answers by turns.
    tokens = [token_in(begin(client, FIT)) for _ in range(9)]
    given = cycle(("one", "through-a-server"))
    return [_post(f"/fit/{token}/questions/machines", answer=next(given)) for token in tokens * 2]
