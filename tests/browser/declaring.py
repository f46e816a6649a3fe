"""Copies of the small declaration with some words replaced, for sites of their own."""

import shutil
from collections.abc import Mapping
from pathlib import Path

FERRY = Path(__file__).parent.parent / "content"


def reworded(folder: Path, words: Mapping[str, Mapping[str, str]]) -> Path:
    """Return a copy of the small declaration in which, file by file, words stand in the place of others."""
    content = Path(shutil.copytree(FERRY, folder / "content"))
    for name, replaced in words.items():
        text = (content / name).read_text(encoding="utf-8")
        for old, new in replaced.items():
            assert old in text, f"{name} does not say {old!r}"
            text = text.replace(old, new)
        (content / name).write_text(text, encoding="utf-8")
    return content
