"""The content as it is served: whole at every moment, each version kept: the contract, line 41, and T13, T61."""

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from candor.content import Contents
from candor.records.database import Database
from candor.settings import Settings
from evaluator.errors import ContentFaults
from tests.web.conftest import FERRY, SteppedClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may edit."""
    return Path(shutil.copytree(FERRY, tmp_path / "content"))


@pytest.fixture
def contents(settings: Settings, folder: Path, clock: SteppedClock) -> Contents:
    """Return the contents of that folder."""
    return Contents(replace(settings, content=folder), Database.open(settings.database), clock)


def rename(folder: Path, old: str, new: str) -> None:
    """Give the product another name."""
    product = folder / "product.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace(f"name: {old}", f"name: {new}"), encoding="utf-8")


def test_line_41_content_with_a_fault_stops_the_start(settings: Settings, folder: Path, clock: SteppedClock) -> None:
    (folder / "product.yaml").unlink()

    with pytest.raises(ContentFaults):
        Contents(replace(settings, content=folder), Database.open(settings.database), clock)


def test_line_41_new_content_is_swapped_in_whole(contents: Contents, folder: Path) -> None:
    before = contents.current
    rename(folder, "Ferry", "Barge")

    assert contents.reload()

    assert before.declaration.product.name == "Ferry"
    assert contents.current.declaration.product.name == "Barge"
    assert contents.current.version != before.version


def test_line_41_with_a_fault_the_last_good_content_goes_on_and_the_fault_is_told(
    contents: Contents, folder: Path
) -> None:
    before = contents.current
    (folder / "questions.yaml").write_text("- id: half-writ", encoding="utf-8")

    assert not contents.reload()

    assert contents.current is before
    assert contents.faults is not None
    assert "questions.yaml" in str(contents.faults)


def test_line_41_a_mended_fault_is_forgotten(contents: Contents, folder: Path) -> None:
    questions = folder / "questions.yaml"
    good = questions.read_bytes()
    questions.write_bytes(b"- id: half-writ")
    contents.reload()

    questions.write_bytes(good)

    assert contents.reload()
    assert contents.faults is None


def test_an_older_version_stays_as_it_was_served(contents: Contents, folder: Path) -> None:
    first = contents.current
    rename(folder, "Ferry", "Barge")
    contents.reload()

    older = contents.at(first.version)

    assert older is not None
    assert older.declaration == first.declaration
    assert contents.at(first.version) is older


def test_an_older_version_is_found_after_a_restart(
    contents: Contents, settings: Settings, folder: Path, clock: SteppedClock
) -> None:
    first = contents.current
    rename(folder, "Ferry", "Barge")

    restarted = Contents(replace(settings, content=folder), Database.open(settings.database), clock)

    found = restarted.at(first.version)
    assert found is not None
    assert found.declaration == first.declaration


def test_a_version_that_was_never_served_is_not_found(contents: Contents) -> None:
    assert contents.at("0123456789abcdef") is None


def test_only_a_few_older_versions_are_held_in_memory(contents: Contents, folder: Path, settings: Settings) -> None:
    name, versions = "Ferry", []
    for number in range(settings.editions_kept + 2):
        versions.append(contents.current.version)
        rename(folder, name, f"Barge {number}")
        name = f"Barge {number}"
        contents.reload()

    first = contents.at(versions[0])
    for version in versions[1:]:
        contents.at(version)

    assert contents.at(versions[-1]) is contents.at(versions[-1])
    assert contents.at(versions[0]) is not first


def test_line_41_readers_never_see_a_mixture(contents: Contents, folder: Path) -> None:
    done, mixed = threading.Event(), []

    def read() -> None:
        while not done.is_set():
            edition = contents.current
            if edition.decider.declaration is not edition.declaration:
                mixed.append(edition.version)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(5):
        rename(folder, "Ferry" if number == 0 else f"Barge {number - 1}", f"Barge {number}")
        contents.reload()
    done.set()
    reader.join()

    assert mixed == []
    assert contents.current.declaration.product.name == "Barge 4"
