"""The headers that every response carries, whatever it answers."""

from flask import Flask, Response, request

from candor.services import services
from candor.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": PERMISSIONS_POLICY,
}
PRIVATE_PATHS = ("/fit/", "/results/", "/cases/", "/champion/", "/inbox", "/sign-in", "/sign-out", "/api/")
"""Beginnings of the addresses that no search engine keeps."""

IMMUTABLE = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Put the headers on every response of an application."""
    app.after_request(with_headers)


def fixed_headers(settings: Settings) -> dict[str, str]:
    """Return the headers that are the same on every response of a site."""
    if not settings.is_https:
        return {"Content-Security-Policy": CONTENT_SECURITY_POLICY, **SAME_EVERYWHERE}
    return {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY + "; upgrade-insecure-requests",
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        **SAME_EVERYWHERE,
    }


def with_headers(response: Response) -> Response:
    """Return a response with its security and cache headers, shortened to 304 where the visitor has it."""
    settings = services().settings
    response.headers.update(fixed_headers(settings))
    if request.path.startswith(PRIVATE_PATHS):
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    lifetime = _lifetime(response, settings)
    response.headers["Cache-Control"] = lifetime or "no-store"
    if lifetime:
        response.add_etag()
        response.make_conditional(request)
    return response


def _lifetime(response: Response, settings: Settings) -> str | None:
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return None
    if request.endpoint == "static":
        return IMMUTABLE
    return f"public, max-age={settings.public_seconds}" if request.blueprint == "pages" else None
