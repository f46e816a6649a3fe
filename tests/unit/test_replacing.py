"""Replacing a file at one stroke, on real files and a limit on their size, which fails as a full disk does."""

from pathlib import Path

import pytest

from candor.commands.replacing import replace
from tests.full_disk import files_limited_to


def test_a_file_holds_its_new_content_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "nightly.md"
    file.write_bytes(b"before")
    file.chmod(0o640)

    replace(file, b"after")

    assert (file.read_bytes(), file.stat().st_mode & 0o7777) == (b"after", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_whoever_has_the_file_open_reads_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "nightly.md"
    file.write_bytes(b"before")

    with file.open("rb") as opened:
        replace(file, b"after")

        assert opened.read() == b"before"


def test_a_link_stays_a_link_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "shared.md", tmp_path / "nightly.md"
    file.write_bytes(b"before")
    link.symlink_to(file)

    replace(link, b"after")

    assert link.is_symlink()
    assert file.read_bytes() == b"after"


def test_a_file_is_as_it_was_where_there_is_no_room(tmp_path: Path) -> None:
    file = tmp_path / "nightly.md"
    file.write_bytes(b"before")

    with files_limited_to(10), pytest.raises(OSError, match="too large"):
        replace(file, b"after" * 10)

    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
