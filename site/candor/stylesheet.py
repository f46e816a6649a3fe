"""The stylesheet, the icon and the vendor's mark, served under addresses that name their content."""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from candor.palette import colours_of, schemes
from evaluator.brand import Brand, BrandMark, Colours
from evaluator.declaration import Declaration, Product

FOLDER = Path(__file__).parent / "static"
TOKENS = "tokens.css"
SHEETS = (
    TOKENS,
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
STYLE = "style.css"
"""What only the page that shows the parts needs."""

ICON = "icon.svg"
ICON_COLOURS = Colours(light="#1f3f9e", dark="#a5bcff")
"""What the icon is drawn in where nothing is declared: the accents of tokens.css."""

CSS = "text/css; charset=utf-8"
SCRIPTS = ("inbox.js", "copy.js")
MOST_OLDER = 32
"""How many files that older content needed are still served: a page that a browser kept asks for them."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: its bytes as they are and packed, its media type, and the hash in its address."""

    name: str
    media_type: str
    content: bytes
    packed: bytes
    fingerprint: str


class Assets:
    """The static files of a folder, as what is declared of the vendor's looks has them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the folder; nothing else is read later."""
        self._sheets = {name: (folder / name).read_text(encoding="utf-8") for name in SHEETS}
        self._style = (folder / STYLE).read_text(encoding="utf-8")
        self._icon = (folder / ICON).read_text(encoding="utf-8")
        self._scripts = [
            _asset(name, "text/javascript; charset=utf-8", (folder / name).read_bytes()) for name in SCRIPTS
        ]
        self._made: tuple[object, dict[str, Asset]] = (None, {})
        self._known: OrderedDict[tuple[str, str], Asset] = OrderedDict()

    def of(self, brand: Brand | None, marks: Iterable[BrandMark] = ()) -> Mapping[str, Asset]:
        """Return every file by name; what was made last for the same looks is not made again."""
        several = tuple(marks)
        looks = (brand, several)
        made_for, made = self._made
        if made_for != looks:
            made = {asset.name: asset for asset in self._make(brand, several)}
            self._made = (looks, made)
            self._remember(made.values())
        return made

    def find(self, fingerprint: str, name: str) -> Asset | None:
        """Return a file that was given out under a fingerprint, by now or before."""
        return self._known.get((fingerprint, name))

    def _make(self, brand: Brand | None, marks: Iterable[BrandMark]) -> list[Asset]:
        colours = brand.colours if brand else None
        sheets = "\n".join(
            text + (accents(colours) if name == TOKENS and colours else "") for name, text in self._sheets.items()
        )
        both = colours_of(self._sheets[TOKENS], colours)
        icon = self._icon
        if colours:
            for scheme in ("light", "dark"):
                icon = icon.replace(getattr(ICON_COLOURS, scheme), getattr(colours, scheme))
        return [
            _asset("candor.css", CSS, without_comments(sheets).encode()),
            _asset(STYLE, CSS, without_comments(self._style + schemes(both)).encode()),
            _asset(ICON, "image/svg+xml", icon.encode()),
            *self._scripts,
            *(_asset(mark.id, mark.media_type, mark.content) for mark in marks),
        ]

    def _remember(self, made: Iterable[Asset]) -> None:
        for asset in made:
            self._known[(asset.fingerprint, asset.name)] = asset
            self._known.move_to_end((asset.fingerprint, asset.name))
        while len(self._known) > MOST_OLDER:
            self._known.popitem(last=False)


def accents(colours: Colours) -> str:
    """Return the rules that put the vendor's accents in the place of the site's own."""
    return (
        f"\n:root {{ --accent: {colours.light}; }}\n"
        f"@media (prefers-color-scheme: dark) {{\n:root {{ --accent: {colours.dark}; }}\n}}\n"
    )


def accent_of(product: Product) -> str:
    """Return the accent on light paper: the vendor's, or the site's own."""
    brand = product.brand
    return (brand.colours if brand and brand.colours else ICON_COLOURS).light


def without_comments(css: str) -> str:
    """Return a style sheet without comments, indentation and empty lines."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip() + "\n"


def register(app: Flask, declared: Callable[[], Declaration], folder: Path = FOLDER) -> None:
    """Serve the static files of a folder, and give templates ``asset(name)`` for their addresses.

    ``declared`` returns the declaration whose looks new visitors get.
    """
    assets = Assets(folder)

    def looks() -> Mapping[str, Asset]:
        declaration = declared()
        return assets.of(declaration.product.brand, declaration.marks)

    def address(name: str) -> str:
        return url_for("static", fingerprint=looks()[name].fingerprint, name=name)

    app.add_url_rule("/static/<fingerprint>/<name>", "static", _view(assets, looks))
    app.jinja_env.globals["asset"] = address
    app.extensions["assets"] = assets


def addresses(app: Flask, declaration: Declaration) -> tuple[str, ...]:
    """Return the address of every static file that the pages of a declaration may name."""
    assets: Assets = app.extensions["assets"]
    made = assets.of(declaration.product.brand, declaration.marks)
    return tuple(f"/static/{asset.fingerprint}/{asset.name}" for asset in made.values())


def _asset(name: str, media_type: str, content: bytes) -> Asset:
    packed = gzip.compress(content, mtime=0)
    return Asset(name, media_type, content, packed, sha256(content).hexdigest()[:16])


def _view(assets: Assets, looks: Callable[[], object]) -> Callable[[str, str], Response]:
    def static(fingerprint: str, name: str) -> Response:
        # After a start nothing was made yet: a browser may ask for a file before anybody asked for a page.
        looks()
        asset = assets.find(fingerprint, name)
        if asset is None:
            abort(404)
        takes_packed = request.accept_encodings["gzip"] > 0
        response = Response(asset.packed if takes_packed else asset.content, content_type=asset.media_type)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        if takes_packed:
            response.headers["Content-Encoding"] = "gzip"
        return response

    return static
