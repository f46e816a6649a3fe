"""News: what changed and for whom it matters, as pages, as an Atom feed and as a calendar."""

from urllib.parse import urlsplit

from flask import Response, abort, render_template

from candor.links import absolute
from candor.pages.calendar import Event, calendar
from candor.pages.declared import chosen, declared, find
from evaluator.news import Launch


def news() -> str:
    """Show what changed, newest first."""
    launches = _launches()
    return render_template(
        "pages/news.html", launches=launches, has_dates=any(launch.is_in_calendar for launch in launches)
    )


def launch(id: str) -> str:
    """Show one launch: for whom it matters, which statements it changed, where that is written."""
    content = declared()
    launch = find(content.launches, id)
    statements = chosen(content.statements, launch.statements)
    return render_template("pages/launch.html", launch=launch, statements=statements)


def feed() -> Response:
    """Give every launch as an Atom feed (RFC 4287)."""
    addresses = {launch.id: absolute("pages.launch", id=launch.id) for launch in _launches()}
    drawn = render_template(
        "pages/news.xml",
        launches=_launches(),
        addresses=addresses,
        home=absolute("pages.news"),
        self_address=absolute("pages.feed"),
    )
    return Response(drawn, content_type="application/atom+xml; charset=utf-8")


def dates() -> Response:
    """Give the launches that are not small as a calendar, which has at least one event (RFC 5545, 3.6)."""
    events = [_event(launch) for launch in _launches() if launch.is_in_calendar] or abort(404)
    drawn = calendar(f"News of {declared().product.name}", events)
    return Response(drawn, content_type="text/calendar; charset=utf-8")


def _launches() -> tuple[Launch, ...]:
    return declared().news or abort(404)


def _event(launch: Launch) -> Event:
    address = absolute("pages.launch", id=launch.id)
    return Event(f"{launch.id}@{urlsplit(address).hostname}", launch.on, launch.heading, launch.says, address)
