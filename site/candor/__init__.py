"""Candor: a site that tells visitors plainly whether a product is for them."""

from datetime import UTC, datetime

from flask import Flask
from jinja2 import StrictUndefined

from candor.content import Contents
from candor.records.database import Database
from candor.services import Clock, Services
from candor.settings import Settings


def utc_now() -> datetime:
    """Return the time of this machine in UTC."""
    return datetime.now(UTC)


def create_app(settings: Settings, clock: Clock = utc_now) -> Flask:
    """Build the site from its settings, or raise with everything that stops it."""
    app = Flask("candor", static_folder=None)
    database = Database.open(settings.database)
    app.extensions["candor"] = Services(settings, Contents(settings, database, clock), database, clock)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    _register_features(app)
    return app


def _register_features(app: Flask) -> None:
    from candor.fit.views import bp as fit
    from candor.inbox.views import bp as inbox
    from candor.pages.views import bp as pages

    for feature in (pages, fit, inbox):
        app.register_blueprint(feature)
