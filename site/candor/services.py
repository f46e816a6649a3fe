"""What a view may reach: settings, contents, database and clock, in one frozen value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from candor.content import Contents
from candor.handoff.endpoints import NOWHERE, Handoff
from candor.records.database import Database
from candor.records.outbox import NOBODY, Passing
from candor.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a request is served with; ``clock`` returns an aware UTC time.

    ``passing`` is to whom changes of leads are told; views hand it on to the records.
    """

    settings: Settings
    contents: Contents
    database: Database
    clock: Clock
    handoff: Handoff = NOWHERE
    passing: Passing = NOBODY


def services() -> Services:
    """Return the services of the application that serves this request."""
    found: Services = current_app.extensions["candor"]
    return found
