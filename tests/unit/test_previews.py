"""Preview pictures: the size that link previews expect, told by verdict, the same for the same case."""

import struct
from datetime import date

import pytest

from candor.documents.typesetting import preview_png
from evaluator.routes import VerdictKind
from tests.unit.case_papers import HOSTILE

NAMES = [*((kind, "The Platform " * 9) for kind in VerdictKind), *((VerdictKind.CANNOT_TELL, one) for one in HOSTILE)]


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_a_preview_is_1200_by_630_pixels_and_below_a_megabyte(kind: VerdictKind, name: str) -> None:
    png = preview_png(kind, name, f"The case on {name}", f"{name} fits what you describe.", date(2026, 11, 22))

    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert size(png) == (1200, 630)
    assert len(png) < 1_000_000


def test_the_same_preview_gives_the_same_bytes_and_another_verdict_others() -> None:
    pictures = [
        preview_png(kind, "SQLite", "The case", "One sentence.", date(2026, 11, 22))
        for kind in (*VerdictKind, *VerdictKind)
    ]

    assert pictures[:4] == pictures[4:]
    assert len(set(pictures)) == 4
