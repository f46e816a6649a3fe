"""Links that leave the site: built from the configured address, never from a request."""

from flask import current_app

from candor.services import services


def absolute(endpoint: str, **values: str) -> str:
    """Return the whole address of an endpoint, under the address that visitors use."""
    routes = current_app.url_map.bind("")
    return services().settings.base_url + routes.build(endpoint, values)
