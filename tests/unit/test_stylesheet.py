"""The stylesheet and the icon: put together once, served under an address that names their content."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from candor import stylesheet
from candor.palette import SCHEMES, colours_of
from candor.stylesheet import Assets
from evaluator.brand import GROUNDS, Brand, Colours
from evaluator.colours import SHAPE, TEXT, contrast
from evaluator.declaration import Declaration
from evaluator.loading import load

FERRY = Path(__file__).parent.parent / "content"
TEAL = Brand(colours=Colours(light="#0b6156", dark="#6fd6c4"))


@pytest.fixture(name="declaration", scope="session")
def _declaration() -> Declaration:
    return load(FERRY)


@pytest.fixture(name="app")
def _app(declaration: Declaration) -> Flask:
    app = Flask("candor", static_folder=None)
    stylesheet.register(app, lambda: declaration)
    return app


@pytest.fixture(name="client")
def _client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


def test_sheets_become_one_without_comments() -> None:
    css = Assets().of(None)["candor.css"].content.decode()

    assert "/*" not in css
    assert css.index("--paper:") < css.index(".ledger") < css.index("@media print")


def test_another_content_has_another_address(tmp_path: Path) -> None:
    for sheet in (*stylesheet.SHEETS, stylesheet.STYLE, stylesheet.ICON, *stylesheet.SCRIPTS):
        (tmp_path / sheet).write_text("a { color: red; }", encoding="utf-8")
    before = Assets(tmp_path).of(None)["candor.css"].fingerprint
    (tmp_path / "base.css").write_text("a { color: blue; }", encoding="utf-8")

    after = Assets(tmp_path).of(None)["candor.css"].fingerprint

    assert before != after


def test_an_asset_is_served_for_ever_and_packed_where_that_is_taken(app: Flask, client: FlaskClient) -> None:
    plain = client.get(address(app, "candor.css"))
    packed = client.get(address(app, "candor.css"), headers={"Accept-Encoding": "gzip, br"})

    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Content-Type"] == "text/css; charset=utf-8"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data


def test_declared_colours_come_after_the_tokens_and_before_print_and_change_the_address() -> None:
    assets = Assets()
    plain, branded = assets.of(None), assets.of(TEAL)

    css = branded["candor.css"].content.decode()

    assert css.index("--accent: #1f3f9e") < css.index("--accent: #0b6156") < css.index("--accent: #6fd6c4")
    assert css.index("--accent: #6fd6c4") < css.index("@media print")
    assert plain["candor.css"].fingerprint != branded["candor.css"].fingerprint
    assert b"#0b6156" in branded["icon.svg"].content
    assert b"#0b6156" not in plain["icon.svg"].content


def test_what_older_pages_ask_for_is_still_there_and_ever_older_files_are_let_go() -> None:
    assets = Assets()
    first = assets.of(None)["candor.css"]

    assets.of(TEAL)
    assert assets.find(first.fingerprint, "candor.css") == first

    for number in range(30):
        assets.of(Brand(colours=Colours(light=f"#0000{number:02x}", dark="#ffffff")))
    assert assets.find(first.fingerprint, "candor.css") is None


def test_the_mark_is_served_as_the_type_it_has(app: Flask, client: FlaskClient) -> None:
    mark = client.get(address(app, "mark.svg"))

    assert mark.headers["Content-Type"] == "image/svg+xml"
    assert mark.data == (FERRY / "brand" / "mark.svg").read_bytes()


def test_the_grounds_that_declared_colours_are_checked_against_are_those_of_the_site() -> None:
    for number, scheme in enumerate(("light", "dark")):
        assert {role: tokens(number)[role] for role in GROUNDS[scheme]} == GROUNDS[scheme]


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_on_any_accent_that_passes_can_be_read(scheme: int) -> None:
    colours = tokens(scheme)
    towards_accent = contrast(colours["accent-ink"], colours["accent"])

    assert contrast(colours["paper"], colours["accent"]) <= towards_accent


@pytest.mark.parametrize("path", ["/static/0000000000000000/candor.css", "/static/0000000000000000/tokens.css"])
def test_an_asset_with_another_hash_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_colours_stand_in_the_tokens_only() -> None:
    for sheet in (*stylesheet.SHEETS[1:-1], stylesheet.STYLE):
        css = (stylesheet.FOLDER / sheet).read_text(encoding="utf-8")

        assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|!important", css)


def test_nothing_moves() -> None:
    for sheet in (*stylesheet.SHEETS, stylesheet.STYLE):
        css = (stylesheet.FOLDER / sheet).read_text(encoding="utf-8")

        assert not re.findall(r"transition|animation|@keyframes|scroll-behavior", css)


LIGHT, DARK = 0, 1
TEXT_ON_GROUND = [
    (text, ground) for text in ("ink", "ink-soft", "accent", "fit", "fit-if", "misfit") for ground in ("paper", "sheet")
] + [("accent-ink", "accent"), ("ink", "marked")]


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(scheme: int, text: str, ground: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_edges_of_controls_stand_out_from_the_paper(scheme: int) -> None:
    colours = tokens(scheme)

    assert contrast(colours["edge"], colours["paper"]) >= SHAPE


def tokens(scheme: int) -> dict[str, str]:
    return colours_of((stylesheet.FOLDER / stylesheet.TOKENS).read_text(encoding="utf-8"))[SCHEMES[scheme]]
