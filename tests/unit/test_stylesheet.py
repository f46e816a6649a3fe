"""The stylesheet and the icon: put together once, served under an address that names their content."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from candor import stylesheet


@pytest.fixture(name="app")
def _app() -> Flask:
    app = Flask("candor", static_folder=None)
    stylesheet.register(app)
    return app


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


def test_sheets_become_one_without_comments() -> None:
    assets = stylesheet.read_assets()

    css = assets["candor.css"].content.decode()

    assert "/*" not in css
    assert css.index("--paper:") < css.index(".ledger") < css.index("@media print")


def test_another_content_has_another_address(tmp_path: Path) -> None:
    for sheet in (*stylesheet.SHEETS, stylesheet.ICON, *stylesheet.SCRIPTS):
        (tmp_path / sheet).write_text("a { color: red; }", encoding="utf-8")
    before = stylesheet.read_assets(tmp_path)["candor.css"].fingerprint
    (tmp_path / "base.css").write_text("a { color: blue; }", encoding="utf-8")

    after = stylesheet.read_assets(tmp_path)["candor.css"].fingerprint

    assert before != after


def test_an_asset_is_served_for_ever_and_packed_where_that_is_taken(app: Flask, client: FlaskClient) -> None:
    plain = client.get(address(app, "candor.css"))
    packed = client.get(address(app, "candor.css"), headers={"Accept-Encoding": "gzip, br"})

    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Content-Type"] == "text/css; charset=utf-8"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("path", ["/static/0000000000000000/candor.css", "/static/0000000000000000/tokens.css"])
def test_an_asset_with_another_hash_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_colours_stand_in_the_tokens_only() -> None:
    for sheet in stylesheet.SHEETS[1:4]:
        css = (stylesheet.FOLDER / sheet).read_text(encoding="utf-8")

        assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|!important", css)


LIGHT, DARK = 0, 1
TEXT_ON_GROUND = [
    (text, ground) for text in ("ink", "ink-soft", "accent", "fit", "fit-if", "misfit") for ground in ("paper", "sheet")
] + [("accent-ink", "accent"), ("ink", "marked")]


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(scheme: int, text: str, ground: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_edges_of_controls_stand_out_from_the_paper(scheme: int) -> None:
    colours = tokens(scheme)

    assert contrast(colours["edge"], colours["paper"]) >= 3


def tokens(scheme: int) -> dict[str, str]:
    css = (stylesheet.FOLDER / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css.split("prefers-color-scheme: dark")[scheme]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG 2.2 defines it."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def linear(part: float) -> float:
    """Return a part of an sRGB colour, 0 to 1, as light."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
