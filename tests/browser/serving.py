"""The whole site on the sample content, served by its own server to a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from candor import Site, create_app, utc_now
from candor.records import reps
from candor.records.reps import Role
from candor.services import Services
from candor.serving import bind
from candor.settings import Settings

CONTENT = Path(__file__).parent.parent.parent / "content"


class ShiftedClock:
    """This machine's clock, put forward by tests that do not want to wait."""

    def __init__(self) -> None:
        """Begin with the time as it is."""
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the time."""
        return utc_now() + self.ahead

    def step(self, **duration: float) -> None:
        """Let time pass, given as for a timedelta."""
        self.ahead += timedelta(**duration)


@dataclass(frozen=True)
class Served:
    """A site that is being served: where it is, and what it is made of."""

    address: str
    app: Site
    services: Services
    clock: ShiftedClock

    def sign_in_link(self, role: Role = Role.REP) -> str:
        """Return the address of a fresh one-time link for the rep, or the admin, of these tests."""
        now = self.clock()
        rep = reps.add(self.services.database, f"{role}@sales.example", "Kim of sales", role, now)
        return f"{self.address}/sign-in/{reps.make_link(self.services.database, rep.id, now)}"

    def leads(self) -> int:
        """Return how many leads there are, suspected ones too."""
        with self.services.database.reading() as connection:
            return int(connection.rows("SELECT COUNT(*) AS stored FROM leads")[0]["stored"])


@contextmanager
def served(database: Path, content: Path = CONTENT) -> Iterator[Served]:
    """Serve the sample content, or another one, on a free port with a database of its own, until left."""
    server = bind("127.0.0.1", 0, 1_048_576)
    address = f"http://127.0.0.1:{server.effective_port}"
    clock = ShiftedClock()
    # All tests come from one address: what is limited by address has tests of its own.
    settings = Settings(
        content=content,
        database=str(database),
        base_url=address,
        contact_per_10_minutes=1_000,
        contact_per_hour=1_000,
        wrong_links_per_minute=1_000,
        papers_per_minute=1_000,
    )
    app = create_app(settings, clock)
    server.application = app
    thread = threading.Thread(target=server.run)
    thread.start()
    services: Services = app.extensions["candor"]
    try:
        yield Served(address, app, services, clock)
    finally:
        server.stop()
        thread.join()
        services.database.close()
