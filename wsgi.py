"""What a WSGI server starts: the site, configured by the environment."""

import os

from candor import create_app
from candor.settings import Settings

application = create_app(Settings.from_environment(os.environ))
