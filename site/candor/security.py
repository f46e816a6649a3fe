"""What protects every request, put together in the order in which it must run."""

from flask import Flask
from flask_wtf import CSRFProtect

from candor import bodies, headers, journal, origins
from candor.records.keys import named_key
from candor.services import Services
from candor.settings import LOOPBACK, Settings


def register(app: Flask) -> None:
    """Protect an application: hosts, origins, bodies, headers and tokens."""
    services: Services = app.extensions["candor"]
    settings = services.settings
    app.config.update(
        TRUSTED_HOSTS=trusted_hosts(settings),
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SECRET_KEY=settings.secret_key or named_key(services.database, "forms"),
        # A form may lie open over a weekend; the signed-in area asks for the token itself.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        # A referrer is compared with Host; the origin check compares with the configured address.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.url_map.merge_slashes = False
    CSRFProtect(app)
    headers.register(app)
    journal.register(app)
    origins.register(app)
    bodies.register(app)


def trusted_hosts(settings: Settings) -> list[str]:
    """Return the hosts that requests may name: the configured one, and loopback where it is served there."""
    return sorted(LOOPBACK | {settings.host}) if settings.is_loopback else [settings.host]
