"""What a WSGI server starts: the site, configured by the environment, which keeps up with its content by itself."""

import os

from candor import create_app, handoff_settings
from candor.settings import Settings
from candor.upkeep import Upkeep
from candor.watching import watch

settings = Settings.from_environment(os.environ)
application = create_app(settings, handoff=handoff_settings.load(settings.handoff, os.environ))
# A server that forks after this line has pages drawn for those who ask first, and reloads nothing.
watch(application.contents, settings.content, meanwhile=Upkeep(application))
