"""Listening on an address, for the commands that serve."""

import errno
import logging
import sys

from candor import Site, journal
from candor.commands.stopping import Stop
from candor.handing_off import runner_of
from candor.headers import fixed_headers
from candor.services import Services
from candor.serving import Server, bind, serve
from candor.settings import Settings
from candor.upkeep import Upkeep
from candor.watching import watch

HANDOFF_SECONDS = 5
"""How long a stop waits for a hand-off that is under way; one that is cut off is made again later."""

REASONS = {
    errno.EADDRINUSE: "port {port} is taken: stop what uses it, or give another one with --port",
    errno.EACCES: "port {port} is not allowed to you: give one above 1023 with --port",
}


def listen(host: str, port: int, body_limit: int) -> Server:
    """Return a server that listens, or stop with one line that says what to do."""
    try:
        return bind(host, port, body_limit)
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "{host}:{port} cannot be listened on ({error}): give another address")
        raise Stop(
            f"candor: {reason.format(host=host, port=port, error=str(error.strerror).split(' (')[0])}."
        ) from error


def serve_site(server: Server, site: Site, settings: Settings, least_told: int = logging.INFO) -> None:
    """Serve a site until it is told to stop; what is no request gets the site's headers too.

    The journal leaves out what is below the level ``least_told``.
    """
    journal.write_to(sys.stderr, least_told)
    services: Services = site.extensions["candor"]
    watch(services.contents, settings.content, meanwhile=Upkeep(site))
    runner = runner_of(services.handoff, services.database, services.clock, settings.fonts)
    runner.start()
    headers = {**fixed_headers(settings), "Cache-Control": "no-store"}
    serve(server, site, headers.items())
    runner.stop(HANDOFF_SECONDS)
