"""``demo``: serve the sample site on this machine, with an inbox to sign in to."""

import argparse
import logging
import os
import sys
from dataclasses import replace

from candor import create_app, utc_now
from candor.commands.check import existing
from candor.commands.databases import shown
from candor.commands.listening import listen, serve_site
from candor.commands.places import CHECKOUT
from candor.commands.sign_in_link import Newcomer, admitted, link_for
from candor.commands.stopping import Stop
from candor.records.database import is_postgresql, path_of
from candor.records.reps import Role
from candor.services import Services
from candor.settings import Settings

HOST = "127.0.0.1"
ADMIN = Newcomer("demo@example.org", "Demo admin", Role.ADMIN)


def run(chosen: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = Settings(content=existing(chosen.content).resolve(), database=chosen.database)
    make_folder(chosen.database)
    server = listen(HOST, chosen.port, settings.kept_body_limit)
    settings = replace(settings, base_url=f"http://{HOST}:{server.effective_port}")
    site = create_app(settings)
    sys.stdout.write(welcome(site.extensions["candor"]))
    sys.stdout.flush()
    # A line for each request would push the link to the inbox, and what is told of an edit, out of sight.
    serve_site(server, site, settings, least_told=logging.WARNING)
    return 0


def make_folder(database: str) -> None:
    """Make the folder of the demo's own database, which a fresh checkout lacks."""
    if is_postgresql(database):
        return
    folder = path_of(database).parent
    try:
        if folder == CHECKOUT / "demo":
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Stop(f"candor: {folder} cannot be made ({error.strerror}): name a file with --database.") from error
    if not os.access(folder, os.W_OK):
        raise Stop(f"candor: {folder} cannot be written to: name a file elsewhere with --database.")


def welcome(ready: Services) -> str:
    """Say where the site and the inbox are."""
    now = utc_now()
    link = link_for(ready.database, ready.settings, admitted(ready.database, ADMIN, readmit=True, now=now), now)
    return (
        f"Candor shows {ready.contents.current.declaration.product.name}.\n"
        f"  Site:   {ready.settings.base_url}/\n"
        f"  Inbox:  {link}\n"
        f"          (works once, for {ready.settings.sign_in_minutes} minutes; start again for another)\n"
        f"  Data:   {shown(ready.settings.database)}\n"
        "Stop it with Ctrl-C.\n"
    )
