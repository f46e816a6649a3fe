"""The stylesheet and the icon: put together once at start, served under an address that names their content."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

FOLDER = Path(__file__).parent / "static"
SHEETS = (
    "tokens.css",
    "base.css",
    "layout.css",
    "parts.css",
    "learning.css",
    "map.css",
    "fit.css",
    "cases.css",
    "inbox.css",
    "print.css",
)
ICON = "icon.svg"
SCRIPTS = ("inbox.js", "copy.js")


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: its bytes as they are and packed, its media type, and the hash in its address."""

    name: str
    media_type: str
    content: bytes
    packed: bytes
    fingerprint: str


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """Read every static file by name; the style sheets become the one file ``candor.css``."""
    css = "\n".join((folder / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    stylesheet = _asset("candor.css", "text/css; charset=utf-8", without_comments(css).encode())
    icon = _asset(ICON, "image/svg+xml", (folder / ICON).read_bytes())
    scripts = [_asset(name, "text/javascript; charset=utf-8", (folder / name).read_bytes()) for name in SCRIPTS]
    return {asset.name: asset for asset in (stylesheet, icon, *scripts)}


def without_comments(css: str) -> str:
    """Return a style sheet without comments, indentation and empty lines."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip() + "\n"


def register(app: Flask, folder: Path = FOLDER) -> None:
    """Serve the static files of a folder, and give templates ``asset(name)`` for their addresses."""
    assets = read_assets(folder)
    app.add_url_rule("/static/<fingerprint>/<name>", "static", _view(assets))
    app.jinja_env.globals["asset"] = lambda name: url_for("static", fingerprint=assets[name].fingerprint, name=name)


def _asset(name: str, media_type: str, content: bytes) -> Asset:
    packed = gzip.compress(content, mtime=0)
    return Asset(name, media_type, content, packed, sha256(content).hexdigest()[:16])


def _view(assets: dict[str, Asset]) -> Callable[[str, str], Response]:
    def static(fingerprint: str, name: str) -> Response:
        asset = assets.get(name)
        if asset is None or asset.fingerprint != fingerprint:
            abort(404)
        takes_packed = request.accept_encodings["gzip"] > 0
        response = Response(asset.packed if takes_packed else asset.content, content_type=asset.media_type)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        if takes_packed:
            response.headers["Content-Encoding"] = "gzip"
        return response

    return static
