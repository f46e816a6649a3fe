"""One authority and certificate for all tests of the hand-off, and receivers that have it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.receivers import Certified, Receiver, certified, receiving


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """Return an authority and the certificate of receivers."""
    folder: Path = tmp_path_factory.mktemp("certificates")
    return certified(folder)


@pytest.fixture
def receiver(made: Certified) -> Iterator[Receiver]:
    """Return a receiver that answers 200."""
    with receiving(made) as running:
        yield running
