"""What a WSGI server starts: the site, configured by the environment."""

import os

from candor import create_app, handoff_settings
from candor.settings import Settings

settings = Settings.from_environment(os.environ)
application = create_app(settings, handoff=handoff_settings.load(settings.handoff, os.environ))
