"""An edit of the content is served soon, and a faulty one is told and not served."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from candor import Site, create_app
from candor.records import reps
from candor.records.reps import Role
from candor.services import Services
from candor.settings import Settings
from candor.watching import reloaded, watch
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may edit."""
    return Path(shutil.copytree(FERRY, tmp_path / "content"))


@pytest.fixture
def settings(tmp_path: Path, content: Path) -> Settings:
    """Return settings that name the copy."""
    return Settings(content=content, database=str(tmp_path / "candor.sqlite3"))


@pytest.fixture
def app(settings: Settings, clock: SteppedClock) -> Site:
    """Return the site on the copy."""
    return create_app(settings, clock)


def edit(content: Path, old: str, new: str) -> None:
    """Replace words in the product's file."""
    path = content / "product.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def soon(is_so: Callable[[], bool]) -> bool:
    """Wait at most ten seconds for something to be so."""
    end = time.monotonic() + 10
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


def test_an_edited_file_is_served_without_a_restart(services: Services, client: CheckedClient, content: Path) -> None:
    told: list[str] = []
    ended = watch(services.contents, content, told.append)

    edit(content, "name: Ferry", "name: Barge")

    assert soon(lambda: bool(told))
    ended.set()
    assert "is served" in told[0]
    assert client.get("/").heading == "Is Barge for you?"


def test_a_faulty_edit_is_told_and_the_last_good_content_stays(
    services: Services, client: CheckedClient, content: Path
) -> None:
    edit(content, "name: Ferry", "nmae: Barge")

    told = reloaded(services.contents)

    assert "product.yaml:1:1: unknown key “nmae”" in told
    assert client.get("/").heading == "Is Ferry for you?"


def test_what_nobody_foresaw_ends_one_loading_and_not_the_watching(
    services: Services, client: CheckedClient, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    whole = services.contents.reload
    monkeypatch.setattr(services.contents, "reload", lambda: int("none"))
    ended = watch(services.contents, content, told.append)

    edit(content, "name: Ferry", "name: Raft")
    assert soon(lambda: bool(told))
    monkeypatch.setattr(services.contents, "reload", whole)
    edit(content, "name: Raft", "name: Barge")

    assert soon(lambda: len(told) > 1)
    ended.set()
    assert told[0].startswith("The content could not be loaded (ValueError: ")
    assert client.get("/").heading == "Is Barge for you?"


def test_the_inbox_shows_the_faults_to_those_who_can_have_them_mended(
    services: Services, client: CheckedClient, content: Path
) -> None:
    now = services.clock()
    rep = reps.add(services.database, "ada@example.org", "Ada", Role.ADMIN, now)
    link = reps.make_link(services.database, rep.id, now)
    client.post(f"/sign-in/{link}")
    edit(content, "name: Ferry", "nmae: Barge")

    services.contents.reload()

    assert "unknown key “nmae”" in client.get("/inbox").text


def test_mended_content_is_served_and_its_faults_forgotten(services: Services, content: Path) -> None:
    edit(content, "name: Ferry", "nmae: Ferry")
    services.contents.reload()

    edit(content, "nmae: Ferry", "name: Barge")

    assert services.contents.reload()
    assert services.contents.faults is None
    assert services.contents.current.declaration.product.name == "Barge"
