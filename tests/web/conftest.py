"""The site on the small declaration of the tests, a real database and a clock that is stepped by hand."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from werkzeug.routing import Rule

from candor import Site, create_app
from candor.content import Edition, edition_of
from candor.records.database import Database
from candor.services import Services
from candor.settings import Settings
from evaluator.loading import load
from tests.web.client import CheckedClient

FERRY = Path(__file__).parent.parent / "content"


class SteppedClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        """Begin on a Sunday morning."""
        self.now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def step(self, **duration: float) -> None:
        """Let time pass, given as for a timedelta."""
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> SteppedClock:
    """Return the clock that the site of this test goes by."""
    return SteppedClock()


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with every table and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("fresh") / "candor.sqlite3"
    Database.open(str(path)).close()
    return path


@pytest.fixture
def settings(tmp_path: Path, fresh_database: Path) -> Settings:
    """Return the settings of the site, with a database of its own."""
    return Settings(content=FERRY, database=str(shutil.copy(fresh_database, tmp_path / "candor.sqlite3")))


@pytest.fixture(scope="session")
def ferry() -> Edition:
    """Return the content of the tests, built once for all sites that serve it."""
    return edition_of(load(FERRY))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Return where templates stay compiled from one test to the next; compiling took a third of the time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def built_once() -> Iterator[None]:
    """Keep what werkzeug compiles to build each address, for all sites: for one it takes 30 ms."""
    build, built = Rule._compile_builder, dict[tuple[object, ...], Any]()

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        told_by = (tuple(rule._trace), repr(rule.defaults), append_unknown)
        if told_by not in built:
            built[told_by] = build(rule, append_unknown)
        return built[told_by]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        yield


@pytest.fixture
def app(settings: Settings, clock: SteppedClock, compiled: BytecodeCache, ferry: Edition) -> Iterator[Site]:
    """Return the whole site."""
    site = create_app(settings, clock, built=ferry if settings.content == FERRY else None)
    site.jinja_env.bytecode_cache = compiled
    yield site
    found: Services = site.extensions["candor"]
    found.database.close()


@pytest.fixture
def services(app: Site) -> Services:
    """Return what the site is made of."""
    found: Services = app.extensions["candor"]
    return found


@pytest.fixture
def client(app: Site) -> CheckedClient:
    """Return a client that checks every page it fetches."""
    return CheckedClient(app)
