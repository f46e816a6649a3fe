"""``serve``: serve a site that is configured by the environment."""

import argparse
import os
import sys

from candor import create_app, handoff_settings
from candor.commands.listening import listen, serve_site
from candor.settings import Settings


def run(chosen: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = Settings.from_environment(os.environ)
    handoff = handoff_settings.load(settings.handoff, os.environ)
    server = listen(chosen.host, chosen.port, settings.kept_body_limit)
    site = create_app(settings, handoff=handoff)
    sys.stdout.write(f"Listening on {chosen.host}:{server.effective_port} for {settings.base_url}\n")
    sys.stdout.flush()
    serve_site(server, site, settings)
    return 0
