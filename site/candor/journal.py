"""The journal: one JSON line a request, without addresses, tokens, bodies or names.

A line tells the route, not the path: what stands in a path may be a private token or
anything that a stranger typed. JSON escapes control characters, so nobody forges a line. Requests answered from the
shelf are counted, and told once a minute.
"""

import json
import logging
import re
import time
from datetime import UTC, datetime
from traceback import extract_tb
from typing import TextIO

from flask import Flask, Response, g, request

from candor.records.tokens import new_id
from candor.services import services
from candor.shelf import IS_AHEAD

LOGGER = "candor.journal"
TRUSTED = ("candor.", "psycopg.pool")
AFTER_PLAIN_WORDS = re.compile(r"[^A-Za-z ,].*", re.DOTALL)


def register(app: Flask) -> None:
    """Number every request and write its line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


class JsonLines(logging.Formatter):
    """Makes a line of the journal of whatever the program and its libraries log beside requests."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON line."""
        if record.name == LOGGER:
            return record.getMessage()
        says = record.getMessage() if record.name.startswith(TRUSTED) else _without_values(record)
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "event": "log",
            "logger": record.name,
            "level": record.levelname.lower(),
            "says": says,
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line)


def _without_values(record: logging.LogRecord) -> str:
    """Return what a library says without what it put in, which may repeat a path, a row or an address.

    A sentence that came ready made is told up to its first sign that is neither a letter nor a blank.
    """
    says = str(record.msg)
    return says if record.args else AFTER_PLAIN_WORDS.sub("", says)


def write_to(stream: TextIO, least: int = logging.INFO) -> None:
    """Send the lines to a stream, and all other logs as such lines; for the program that serves the site, once.

    ``least`` is the level below which nothing is told: a request is told as information.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    for name in (None, LOGGER):
        logging.getLogger(name).handlers = [handler]
    journal = logging.getLogger(LOGGER)
    journal.setLevel(least)
    journal.propagate = False


def request_id() -> str:
    """Return the number of this request, which an error page shows and its line repeats."""
    if "request_id" not in g:
        g.request_id = new_id(services().clock())
    return str(g.request_id)


def write_failure(error: BaseException) -> None:
    """Write what kind of error happened and where; its message may hold what a visitor typed."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
    _write(logging.ERROR, event="failure", error=type(error).__name__, frames=frames)


def write_shelf(now: datetime, pages: int, seconds: float) -> None:
    """Write how many requests were answered from the shelf in so many seconds; one by one they would cost more."""
    line = {"at": now.isoformat(timespec="milliseconds"), "event": "shelf", "answered": pages}
    logging.getLogger(LOGGER).info(json.dumps({**line, "seconds": round(seconds)}))


def _begin() -> None:
    g.started = time.monotonic()
    request_id()


def _end(response: Response) -> Response:
    if IS_AHEAD in request.environ:
        return response
    taken = time.monotonic() - g.get("started", time.monotonic())
    _write(
        logging.INFO,
        event="request",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round(taken * 1000, 1),
    )
    return response


def _write(level: int, **fields: object) -> None:
    line = {"at": services().clock().isoformat(timespec="milliseconds"), "request": request_id(), **fields}
    logging.getLogger(LOGGER).log(level, json.dumps(line))
