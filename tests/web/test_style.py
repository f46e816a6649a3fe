"""The page for whoever edits the site: every part in every state, and contrasts as they are served."""

from candor.palette import colours_of, palette, scale_of, schemes
from candor.stylesheet import FOLDER, STYLE, TOKENS
from evaluator.brand import Colours
from tests.web.checking import text_of
from tests.web.client import CheckedClient

SHEET = (FOLDER / TOKENS).read_text(encoding="utf-8")


def test_every_role_has_the_contrast_it_needs_in_both_schemes() -> None:
    for row in palette(colours_of(SHEET)):
        assert {one.scheme for one in row.contrasts} == {"light", "dark"}
        assert all(one.ratio >= one.needed for one in row.contrasts), row


def test_every_colour_of_the_tokens_is_in_the_palette() -> None:
    shown = {name for row in palette(colours_of(SHEET)) for one in row.contrasts for name in (one.role, one.ground)}

    for roles in colours_of(SHEET).values():
        assert set(roles) == shown


def test_the_page_shows_the_scale_and_the_declared_accents_with_their_contrasts(client: CheckedClient) -> None:
    page = client.get("/style")

    said = text_of(page.tree)
    assert "#0b6156 7.1 on paper, 6.5 on sheet" in said
    assert "#6fd6c4" in said
    for size in scale_of(SHEET):
        assert f"--size-{size.name} {size.length}" in said


def test_the_page_shows_every_part_in_every_state(client: CheckedClient) -> None:
    shown = {name for part in client.get("/style").tree.iter() for name in part.get("class", "").split()}

    verdicts = {f"verdict--{kind}" for kind in ("fit", "fit-if", "not-a-fit", "cannot-tell")}
    parts = {"ledger", "statement", "receipt", "facts__row", "table", "table__stale", "notice", "step", "errors"}
    rest = {"told__conditions", "field--error", "choice", "empty", "button--plain", "swatch", "scheme--dark"}
    assert verdicts | parts | rest <= shown


def test_the_page_is_for_editors_and_not_for_search_engines(client: CheckedClient) -> None:
    page = client.get("/style")

    robots = [meta.get("content") for meta in page.tree.iter("meta") if meta.get("name") == "robots"]
    assert robots == ["noindex"]
    assert "/style" not in client.plain.get("/sitemap.xml").text


def test_both_schemes_can_be_shown_on_one_page_with_the_declared_accents() -> None:
    rules = schemes(colours_of(SHEET, Colours(light="#0b6156", dark="#6fd6c4")))

    light, dark = rules.splitlines()
    assert light.startswith(".scheme--light { color-scheme: light; --paper: #fcfcf9;")
    assert "--accent: #0b6156;" in light
    assert "--accent: #6fd6c4;" in dark


def test_the_colours_of_the_page_are_roles_too() -> None:
    assert "#" not in (FOLDER / STYLE).read_text(encoding="utf-8")
