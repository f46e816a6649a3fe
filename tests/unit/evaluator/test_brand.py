"""The vendor's looks: contrast worked out when the content loads, and marks that can only be seen."""

import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.brand import GROUNDS, direction
from evaluator.brand_marks import read_mark
from evaluator.colours import TEXT, contrast, least_contrast, nearest
from evaluator.loading import load
from tests.unit.evaluator.planting import Garden, planted

BRAND = 'light: "#0b6156"'
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_as_published(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(COLOURS, st.sampled_from(sorted(GROUNDS)))
def test_the_nearest_colour_passes_on_every_ground_and_a_sound_one_is_kept(colour: str, scheme: str) -> None:
    grounds = tuple(GROUNDS[scheme].values())

    found = nearest(colour, grounds, TEXT)

    assert found is not None
    assert least_contrast(found, grounds)[0] >= TEXT
    if least_contrast(colour, grounds)[0] >= TEXT:
        assert found == colour


def test_no_colour_stands_out_from_black_and_white_at_once_by_more_than_there_is() -> None:
    assert nearest("#808080", ("#000000", "#ffffff"), 5) is None


def told_in(garden: Garden, key: str) -> list[str]:
    """Return the faults of a folder, the line of a key in ``product.yaml`` as LINE: others may add lines above it."""
    lines = (garden.folder / "product.yaml").read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, start=1) if line.strip().startswith(key)]
    return [one.replace(f"product.yaml:{numbers[0]}:", "product.yaml:LINE:") for one in garden.faults()]


def test_a_pale_colour_is_told_with_its_ratio_and_one_that_passes(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", BRAND, 'light: "#8fd3c9"')

    (told,) = told_in(garden, "colours:")

    assert told.startswith("product.yaml:LINE:13: #8fd3c9 has 1.52:1 on the light sheet #f1f3ec, and links need 4.5.")
    suggested = re.findall(r"Take (#[0-9a-f]{6})", told)[0]
    garden.replace("product.yaml", "#8fd3c9", suggested)
    assert garden.faults() == []


@pytest.mark.parametrize(
    ("key", "old", "new", "told"),
    [
        (
            "colours:",
            'dark: "#6fd6c4"',
            'dark: "#0b6156"',
            "product.yaml:LINE:31: #0b6156 has 2.19:1 on the dark sheet #1e2128",
        ),
        (
            "colours:",
            BRAND,
            "light: teal",
            'product.yaml:LINE:13: “light”: a colour is written as "#1f3f9e", in quotes because #',
        ),
        ("mark:", "mark: mark.svg", "mark: logo.svg", "product.yaml:LINE:3: there is no brand/logo.svg. Add the file"),
        ("mark:", "mark: mark.svg", "mark: logo.svg", "brand/mark.svg:1:1: nothing shows this mark. Name it"),
        ("mark_dark:", "  mark: mark.svg\n", "", "product.yaml:LINE:3: there is a mark for dark paper only"),
        (
            "mark_dark:",
            "mark_dark: mark-dark.svg",
            "mark_dark: mark.svg",
            "product.yaml:LINE:3: the strongest colour of mark.svg, #0b6156",
        ),
        (
            "language:",
            "language: en",
            "language: English",
            "product.yaml:LINE:1: “language” has a form that is not allowed",
        ),
    ],
)
def test_each_fault_of_the_looks_is_told_where_it_stands(
    key: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    garden = planted(tmp_path)
    garden.replace("product.yaml", old, new)

    found = told_in(garden, key)
    assert any(one.startswith(told) for one in found), found


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("<script>alert(1)</script>", "1:59: “script” does not belong in a mark"),
        ('<path onload="alert(1)" fill="#000000"/>', "“onload” is not allowed in a mark"),
        ('<path style="fill:red"/>', "“style” is not allowed in a mark"),
        ('<image href="https://elsewhere.example/x.png"/>', "“image” does not belong in a mark"),
        ('<path fill="url(https://elsewhere.example/#x)"/>', "“fill” points outside of the drawing"),
        ('<path clip-path="URL(//elsewhere.example/#x)"/>', "“clip-path” points outside of the drawing"),
        (r'<path clip-path="\75rl(https://elsewhere.example/#x)"/>', "“clip-path” points outside of the drawing"),
        ('<path stroke-x="image-set(x)"/>', "“stroke-x” points outside of the drawing"),
        ('<path clip-path="src(x)"/>', "“clip-path” points outside of the drawing"),
        ('<path fill="red"/>', "“fill” is 'red', whose contrast cannot be checked"),
        ('<a xmlns="http://www.w3.org/1999/xhtml" href="/">x</a>', "“a” does not belong in a mark"),
        ("<svg/>", "“svg” does not belong in a mark"),
        ("<path>", "this is not XML: mismatched tag"),
    ],
)
def test_a_drawing_that_does_more_than_be_seen_is_refused(drawn: str, told: str) -> None:
    mark, problems = read_mark("brand/mark.svg", "mark.svg", SVG.format(drawn).encode())

    assert mark is None
    assert any(told in str(problem) for problem in problems), problems


@pytest.mark.parametrize(
    "source",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("&b;"),
        '<?xml-stylesheet href="https://elsewhere.example/x.css"?>' + SVG.format(""),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "<html/>",
        "",
        SVG.format("<g></g>" * 2_000),
    ],
)
def test_a_drawing_that_hides_or_leaves_open_what_it_is_is_refused(source: str) -> None:
    mark, problems = read_mark("brand/mark.svg", "mark.svg", source.encode())

    assert mark is None
    assert problems


@pytest.mark.parametrize("encoding", ["gbk", "utf-7", "shift_jis", "utf-16", "rot13", "base64", "foo"])
def test_a_drawing_in_another_encoding_is_refused_before_it_is_read(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>{SVG.format("")}'.encode()

    mark, (problem,) = read_mark("brand/mark.svg", "mark.svg", source)

    assert mark is None
    assert str(problem) == f"brand/mark.svg:1:1: the drawing says that it is written in '{encoding}'. Save it as UTF-8."


@pytest.mark.parametrize("written_in", ["utf-16", "utf-16-le", "utf-32"])
def test_a_drawing_that_is_not_utf_8_is_refused_whatever_it_says(written_in: str) -> None:
    mark, (problem,) = read_mark("brand/mark.svg", "mark.svg", SVG.format("").encode(written_in))

    assert mark is None
    assert "the drawing is not written in UTF-8" in str(problem)


def test_a_shape_without_a_colour_is_black_and_needs_one_for_dark_paper(tmp_path: Path) -> None:
    garden = planted(tmp_path)
    (garden.folder / "brand/mark.svg").write_text(SVG.format('<path d="M0 0h8v8z"/>'), encoding="utf-8")
    garden.remove("brand/mark-dark.svg")
    garden.replace("product.yaml", "  mark_dark: mark-dark.svg\n", "")

    (told,) = told_in(garden, "mark:")

    assert told.startswith("product.yaml:LINE:3: the strongest colour of mark.svg, #000000, has 1.16:1 on dark paper")


def png(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def test_a_picture_is_taken_by_its_size_and_a_larger_one_refused() -> None:
    mark, problems = read_mark("brand/mark.png", "mark.png", png(64, 32))

    assert problems == []
    assert mark is not None
    assert (mark.width, mark.height, mark.media_type) == (64, 32, "image/png")
    for wrong in (png(513, 8), png(0, 8), b"GIF89a", png(8, 8)[:20]):
        assert read_mark("brand/mark.png", "mark.png", wrong)[0] is None


def test_a_declaration_with_marks_comes_back_from_its_document_as_it_was() -> None:
    declaration = load(Path(__file__).parents[2] / "content")

    again = type(declaration).model_validate_json(declaration.model_dump_json(by_alias=True))

    assert again == declaration
    assert [mark.id for mark in again.marks] == ["mark-dark.svg", "mark.svg"]


@pytest.mark.parametrize(
    ("language", "found"),
    [("en", "ltr"), ("he", "rtl"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("pt-BR", "ltr")],
)
def test_the_direction_follows_from_the_language(language: str, found: str) -> None:
    assert direction(language) == found
