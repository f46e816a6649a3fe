"""Candor: a site that tells visitors plainly whether a product is for them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from flask import Flask
from jinja2 import StrictUndefined

from candor import errors, health, journal, rendering, security, stylesheet
from candor.ahead import Ahead
from candor.bodies import StrictRequest
from candor.content import Contents, Edition
from candor.handing_off import passing_of
from candor.handoff.endpoints import NOWHERE, Handoff
from candor.proxies import TrustedProxies
from candor.records.database import Database
from candor.services import Clock, Services, services
from candor.sessions import RepSessions
from candor.settings import Settings
from candor.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

FEATURES = ("pages", "fit", "cases", "inbox")


class Site(Flask):
    """A Flask application that reads forms strictly and believes only the proxies it was told of."""

    request_class = StrictRequest
    session_interface = RepSessions()
    proxies: TrustedProxies
    contents: Contents
    shelf: Shelf
    ahead: Ahead

    def wsgi_app(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request, once it says who sent it, from one edition of the content."""
        self.proxies.correct(environ)
        edition = self.contents.current
        answer = partial(self.drawn, edition)
        return self.shelf.serve(self.ahead.key_of(edition), environ, start_response, answer)

    def drawn(self, edition: Edition, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request from an edition, not from the shelf."""
        with self.contents.holding(edition):
            return super().wsgi_app(environ, start_response)

    def is_at_hand(self, method: str, path: str) -> bool:
        """Tell whether a request can be answered without waiting for anything."""
        return self.shelf.holds(self.ahead.key_of(self.contents.current), method, path)

    def log_exception(self, exc_info: Any) -> None:
        """Write a fault that no page could be made for; Flask would write its message too, which may be private."""
        journal.write_failure(exc_info[1])


def utc_now() -> datetime:
    """Return the time of this machine in UTC."""
    return datetime.now(UTC)


def create_app(
    settings: Settings, clock: Clock = utc_now, handoff: Handoff = NOWHERE, built: Edition | None = None
) -> Site:
    """Build the site from its settings, or raise with everything that stops it.

    ``built`` is the content as another site has built it already.
    """
    database = Database.open(settings.database, settings.database_milliseconds / 1000)
    app = Site("candor", static_folder=None)
    app.proxies = TrustedProxies(settings.trusted_proxies)
    contents = app.contents = Contents(settings, database, clock, built)
    app.shelf = Shelf(security.trusted_hosts(settings))
    app.extensions["candor"] = Services(
        settings, contents, database, clock, handoff, passing_of(handoff, settings.base_url)
    )
    _prepare_templates(app)
    security.register(app)
    errors.register(app)
    stylesheet.register(app, lambda: contents.current.declaration)
    app.register_blueprint(health.bp)
    for feature in FEATURES:
        app.register_blueprint(import_module(f"candor.{feature}.views").bp)
    app.ahead = Ahead(app.shelf, app.drawn, settings.host, clock, partial(_unlisted, app))
    contents.prepare = app.ahead.prepare
    return app


def _prepare_templates(app: Site) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_shown_everywhere)
    rendering.register(app)


def _unlisted(app: Site, edition: Edition) -> Iterable[str]:
    """Yield the addresses for anybody that a sitemap does not name: of files, feeds and lists."""
    yield from stylesheet.addresses(app, edition.declaration)
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("pages.") and not rule.arguments and "GET" in (rule.methods or ()):
            yield rule.rule


def _shown_everywhere() -> dict[str, object]:
    declaration = services().contents.current.declaration
    return {"declaration": declaration, "product": declaration.product, "personas": declaration.personas}
