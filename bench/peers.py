"""What the site is measured beside: the same bytes by raw WSGI and by bare Flask, Flask with Jinja, one row committed.

python -m bench.peers serves, by waitress as Candor runs it, what the environment names: CANDOR_PEER is one of
KINDS, CANDOR_PEER_PORT the port, CANDOR_PEER_FOLDER where pages.json is and where a database may be made.
Another server takes bench.peers:application as a factory.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, redirect, render_template, request
from jinja2 import DictLoader

from candor import Site, create_app, journal
from candor.serving import bind, serve
from candor.settings import Settings
from candor.upkeep import Upkeep

ROOT = Path(__file__).resolve().parent.parent
BODY_LIMIT = 1_048_576
PAGES = "pages.json"
SIGNED_WITH = "a key of this measurement alone, so that it can make keys of forms"
ROW = """{% for row in rows %}<li class="ledger__entry"><a href="{{ row.address }}">{{ row.says }}</a></li>
{% endfor %}"""
PAGE = (
    "<!doctype html><title>{{ title }}</title>{% macro entry(rows) %}" + ROW + "{% endmacro %}<h1>{{ title }}</h1>"
    "<ul>{{ entry(rows) }}</ul>"
)
LINE = 100
"""About as many bytes as one row of the page has."""

Application = Callable[..., Iterable[bytes]]


def raw(folder: Path) -> Application:
    """Return an application that answers with the bytes and headers of pages, and does nothing else."""
    pages = pages_in(folder)

    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        head, body = pages[environ["PATH_INFO"]]
        start_response("200 OK", head)
        return [body]

    return application


def bare(folder: Path) -> Application:
    """Return the same as views of a Flask application, one for each page."""
    app = Flask(__name__)
    for number, (path, (head, body)) in enumerate(pages_in(folder).items()):
        app.add_url_rule(path, f"page{number}", partial(Response, body, headers=head))
    return app


def drawn(folder: Path) -> Application:
    """Return a Flask application that draws a page of the same size with Jinja, each time anew."""
    head, body = pages_in(folder)["/"]
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE})
    text = "It is for people who do this, and it is for them alone"
    rows = [{"address": f"/statements/{number}", "says": text} for number in range(len(body) // LINE)]
    kept = [(name, value) for name, value in head if name.lower() not in ("content-length", "etag")]

    @app.get("/")
    def page() -> Response:
        return Response(render_template("page.html", title="A page", rows=rows), headers=kept)

    return app


def committing(folder: Path) -> Application:
    """Return a Flask application whose one view commits one row as durably as Candor does, and redirects."""
    path = folder / "bare.sqlite3"
    app = Flask(__name__)
    held = threading.local()
    connect(path).execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")

    @app.post("/fit")
    def say() -> Any:
        if not hasattr(held, "connection"):
            held.connection = connect(path)
        held.connection.execute("BEGIN IMMEDIATE")
        held.connection.execute("INSERT INTO said (words) VALUES (?)", (request.form["words"],))
        held.connection.execute("COMMIT")
        return redirect("/said", 303)

    return app


def candor(folder: Path) -> Site:
    """Return the site on the sample content, or on another that CANDOR_CONTENT names."""
    content = Path(os.environ.get("CANDOR_CONTENT", ROOT / "content"))
    return create_app(Settings(content=content, database=str(folder / "candor.sqlite3"), secret_key=SIGNED_WITH))


def connect(path: Path) -> sqlite3.Connection:
    """Open a database as the site opens its own."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def pages_in(folder: Path) -> dict[str, tuple[list[tuple[str, str]], bytes]]:
    """Return the heads and bodies that were put there, by path."""
    kept = json.loads((folder / PAGES).read_text(encoding="utf-8"))
    return {path: ([(name, value) for name, value in head], body.encode()) for path, (head, body) in kept.items()}


KINDS: dict[str, Callable[[Path], Application]] = {
    "raw": raw,
    "bare": bare,
    "drawn": drawn,
    "committing": committing,
    "candor": candor,
}


def application() -> Application:
    """Return what the environment names, ready to be served."""
    folder = Path(os.environ["CANDOR_PEER_FOLDER"])
    made = KINDS[os.environ["CANDOR_PEER"]](folder)
    if isinstance(made, Site):
        upkeep = Upkeep(made)
        while not upkeep():
            pass
        journal.write_to((folder / "journal").open("a", encoding="utf-8"))
    return made


def main() -> None:
    """Serve it as Candor is served, until stopped."""
    listening = bind("127.0.0.1", int(os.environ["CANDOR_PEER_PORT"]), BODY_LIMIT)
    serve(listening, application())


if __name__ == "__main__":
    main()
