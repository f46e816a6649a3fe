"""A case on paper and its verdict in a picture, read back as a reader's program reads them."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candor.documents.papers import NOTHING_AGAINST, CasePaper, Instead, Point, Proof
from candor.documents.typesetting import case_pdf
from evaluator.routes import VerdictKind
from evaluator.telling import VERDICTS_IN_WORDS
from tests.unit.case_papers import HOSTILE, LINK, OBJECTIONS, REASONS, SECTIONS, a_case


def document(pdf: bytes) -> pypdf.PdfReader:
    """Return a PDF as a reader's program sees it."""
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def catalogue(pdf: bytes) -> dict[str, Any]:
    """Return what a PDF says of itself."""
    root: Any = document(pdf).trailer["/Root"].get_object()
    return dict(root)


def information(pdf: bytes) -> pypdf.DocumentInformation:
    """Return the title and the dates of a PDF."""
    read = document(pdf).metadata
    assert read is not None
    return read


def roles(node: Any) -> Iterator[str]:
    """Yield the role of every tagged part, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from roles(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        yield from roles(node.get("/K", []))


def is_strict(pdf: bytes) -> bool:
    """Tell whether a PDF declares PDF/UA-1."""
    metadata: Any = catalogue(pdf)["/Metadata"]
    return b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_object().get_data()


def links(pdf: bytes) -> list[tuple[str, list[float]]]:
    """Return where the links of the page lead, and their rectangles in points from the foot of the paper."""
    found: Any = document(pdf).pages[0]["/Annots"]
    return [(one.get_object()["/A"]["/URI"], [float(edge) for edge in one.get_object()["/Rect"]]) for one in found]


def words(pdf: bytes) -> str:
    """Return the text of the only page, its lines joined."""
    reader = document(pdf)
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().replace("\u200b", "").split())


def everywhere(text: str) -> CasePaper:
    """Return a case that says the same text wherever somebody could have typed it."""
    return a_case(
        product=text,
        verdict=text,
        voice=text,
        version=text,
        note=text,
        decided=text,
        notice=text,
        reasons=(Point(text, (Proof(text, text),)),),
        instead=(Instead(text, text, text),),
    )


def test_a_case_is_one_tagged_page_with_a_title_and_a_language() -> None:
    pdf = case_pdf(a_case())

    said = catalogue(pdf)
    assert len(document(pdf).pages) == 1
    assert said["/MarkInfo"]["/Marked"]
    assert said["/Lang"] == "en"
    assert said["/ViewerPreferences"]["/DisplayDocTitle"]
    assert is_strict(pdf)
    assert information(pdf).title == "The case on SQLite, for the director"


def test_a_case_is_tagged_with_headings_in_order_links_and_a_table() -> None:
    tagged = list(roles(catalogue(case_pdf(a_case()))["/StructTreeRoot"]))

    headings = [int(role[2:]) for role in tagged if role[:2] == "/H" and role[2:].isdigit()]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert {"/Link", "/Table", "/TH", "/TD"} <= set(tagged)


def test_a_case_states_its_date_its_content_version_and_its_link() -> None:
    pdf = case_pdf(a_case())

    assert "Given on 22 November 2026 by content version 4f1c9ab2e077." in words(pdf)
    assert LINK in [address for address, _ in links(pdf)]


def test_the_link_of_a_case_is_copied_from_the_paper_without_places_to_break() -> None:
    link = f"https://evaluate.example.org/cases/{'Wm_-' * 10}WmW"

    page = document(case_pdf(a_case(link=link))).pages[0]

    assert link in page.extract_text()
    # Typst tells what to copy as ActualText in hexadecimal, which pypdf does not read.
    drawn = page.get_contents()
    assert drawn is not None and b"200B>" not in drawn.get_data()


@pytest.mark.parametrize("kind", VerdictKind)
def test_a_case_tells_its_verdict_by_word_and_always_has_reasons_not_to_buy(kind: VerdictKind) -> None:
    told = words(case_pdf(a_case(kind=kind, conditions=(), reasons=(), objections=(), business=None, note="")))

    assert VERDICTS_IN_WORDS[kind] in told
    assert "Reasons not to buy" in told
    assert NOTHING_AGAINST in told


def test_a_case_that_fits_leaves_nothing_out() -> None:
    assert "Left out here" not in words(case_pdf(a_case()))


def test_a_case_that_is_too_long_says_what_it_left_out_and_keeps_the_reasons_not_to_buy() -> None:
    sections = tuple(replace(one, receipts=one.receipts * 4) for one in SECTIONS * 2)

    pdf = case_pdf(a_case(sections=sections, objections=OBJECTIONS * 5, note="We lose a day. " * 600))

    told = words(pdf)
    assert re.search(r"Left out here for want of room: \d+ receipts, \d+ objections, .*the end of the note", told)
    assert all(one.words in told for one in REASONS)
    assert is_strict(pdf)


def test_the_same_case_gives_the_same_bytes() -> None:
    assert case_pdf(a_case()) == case_pdf(a_case())


def test_a_case_is_drawn_in_the_accent_that_is_declared() -> None:
    drawn = [document(case_pdf(a_case(), accent=accent)).pages[0].get_contents() for accent in ("#0b6156", "#1f3f9e")]

    teal, blue = (contents.get_data() for contents in drawn if contents is not None)
    assert b"0.043137256 0.38039216 0.3372549 " in teal
    assert b"0.043137256 0.38039216 0.3372549 " not in blue


def test_a_case_of_another_day_is_dated_otherwise() -> None:
    read = information(case_pdf(a_case(day=date(2027, 1, 2))))

    assert read.creation_date == datetime(2027, 1, 2, tzinfo=UTC)


def test_four_threads_set_their_own_cases_at_once() -> None:
    cases = [a_case(version=f"version{number}") for number in range(12)]
    alone = [case_pdf(one) for one in cases]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(case_pdf, cases))

    assert together == alone


@pytest.mark.parametrize("letters", ["日本語", "🚀", "\ue000\U000f0000"])
def test_letters_without_a_glyph_give_a_plain_tagged_page(letters: str) -> None:
    pdf = case_pdf(a_case(note=letters))

    said = catalogue(pdf)
    assert not is_strict(pdf)
    assert said["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in said
    assert len(document(pdf).pages) == 1
    assert "Boxes stand for letters that the fonts of this page lack" in words(pdf)


def test_arabic_hebrew_and_greek_stay_within_the_standard() -> None:
    assert "Boxes stand" not in words(case_pdf(a_case()))
    assert is_strict(case_pdf(a_case(note="مرحبا שלום Ελλάδα Привет ₹ ż")))


def test_a_folder_of_fonts_may_be_empty(tmp_path: Path) -> None:
    assert is_strict(case_pdf(a_case(), fonts=tmp_path))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_anywhere_still_gives_one_page(text: str) -> None:
    assert len(document(case_pdf(everywhere(text))).pages) == 1


def test_code_in_a_text_is_printed_and_not_run() -> None:
    told = words(case_pdf(everywhere('#panic("x") #read("/etc/passwd")')))

    assert '#panic("x") #read("/etc/passwd")' in told
    assert "root:" not in told


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300), kind=st.sampled_from(VerdictKind))
def test_any_text_gives_one_page(text: str, kind: VerdictKind) -> None:
    pdf = case_pdf(replace(everywhere(text), kind=kind, sections=(), objections=(), business=None))

    assert len(document(pdf).pages) == 1


def test_the_longest_case_in_the_widest_letters_still_shows_its_foot() -> None:
    wide = "W" * 600
    point = Point(wide, (Proof(wide, "https://example.org/" + "W" * 400),) * 3)
    sections = (replace(SECTIONS[0], heading=wide, says=wide),) * 12

    pdf = case_pdf(replace(everywhere(wide), sections=sections, reasons=(point,) * 40, conditions=(point,) * 40))

    [foot] = [rectangle for address, rectangle in links(pdf) if address == LINK]
    assert 30 < foot[1] < 60
