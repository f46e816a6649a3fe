"""What the inbox costs at ten thousand, a hundred thousand and a million leads, on both engines.

python bench/inbox.py [--quick] [--postgresql ADDRESS_OF_AN_EMPTY_DATABASE] [--folder DIR] [--rounds 200]

Every view is asked for as a rep's browser does, from the request to the last byte of the page. All of it
takes 20 minutes of processor time and 17 GB of disk, --quick stops at a hundred thousand leads. PostgreSQL comes
from a wheel unless an address is given. The last line is JSON: by engine, the worst ratio of a view's
median with most leads to that with fewest; above 1.5 the benchmark fails.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from werkzeug.test import Client

from bench.lead_rows import LATEST, batches
from bench.storing import own_schema, store
from candor import Site, create_app
from candor.records import reps
from candor.records.database import Database
from candor.records.reps import Role
from candor.services import Services
from candor.settings import Settings
from evaluator.evaluation import Evaluation, Mark
from evaluator.results import result_of
from tests.postgres import running_server

FERRY = Path(__file__).resolve().parent.parent / "tests" / "content"
SIZES = (10_000, 100_000, 1_000_000)
ALLOWED = 1.5
WARMING = 5
BYTES_A_LEAD = 15_000
Address = Callable[[int], str]
"""Returns where the leads of a size are stored."""
VIEWS = {
    "list": "/inbox",
    "list, far down": "/inbox?before={middle}",
    "filter: state": "/inbox?status=replied",
    "filter: route": "/inbox?route=sales",
    "filter: statement": "/inbox?statement=nightly",
    "filter: persona": "/inbox?persona=executive",
    "filter: source": "/inbox?source=conference",
    "filter: mine": "/inbox?mine=y",
    "filter: overdue": "/inbox?overdue=y",
    "two filters": "/inbox?status=any&persona=director&statement=live",
    "two filters that never meet": "/inbox?status=any&persona=executive&route=docs",
    "search: a name": "/inbox?status=any&q={name}",
    "search: a company": "/inbox?status=any&q={company}",
    "search: a word": "/inbox?status=any&q=harbour",
    "search: two words": "/inbox?status=any&q=harbour+invoice",
    "search: nothing like it": "/inbox?status=any&q=qqqq",
    "search and filter": "/inbox?q=harbour&persona=director",
    "one lead": "/inbox/leads/{newest}",
    "how many are new": "/inbox/newer?than={newest}",
}


def main(arguments: Sequence[str]) -> int:
    """Fill databases, measure, and print a table for each engine and the ratios; fail where one is too large."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="stop at a hundred thousand leads")
    parser.add_argument("--postgresql", metavar="ADDRESS", help="an empty database to fill, in place of an own server")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="where the databases are kept")
    parser.add_argument("--rounds", type=int, default=200, help="times that each view is asked for")
    chosen = parser.parse_args(arguments)
    sizes = SIZES[:2] if chosen.quick else SIZES
    _make_sure_of_room(chosen.folder, sizes)
    worst = {
        engine: _measured(engine, sizes, chosen.rounds, addresses)
        for engine, addresses in (
            ("sqlite", _files(chosen.folder)),
            ("postgresql", _schemas(chosen.postgresql, chosen.folder)),
        )
    }
    sys.stdout.write(json.dumps({"sizes": [sizes[0], sizes[-1]], "worst_ratio": worst}) + "\n")
    return 0 if all(ratio <= ALLOWED for ratio in worst.values()) else 1


@contextmanager
def _files(folder: Path) -> Iterator[Address]:
    with tempfile.TemporaryDirectory(dir=folder) as within:
        yield lambda size: f"{within}/{size}.sqlite3"


@contextmanager
def _schemas(address: str | None, folder: Path) -> Iterator[Address]:
    if address is not None:
        yield lambda size: own_schema(address, f"leads_{size}")
        return
    with running_server(folder) as server:
        yield lambda size: own_schema(server.address(), f"leads_{size}")


def _make_sure_of_room(folder: Path, sizes: Sequence[int]) -> None:
    """Stop before a disk is filled: one engine after the other has all sizes at once."""
    needed, free = sum(sizes) * BYTES_A_LEAD, shutil.disk_usage(folder).free
    if free < needed:
        raise SystemExit(
            f"{folder} has {free / 1e9:.0f} GB left, and {needed / 1e9:.0f} GB are needed: name a --folder."
        )


@dataclass(frozen=True)
class _Inbox:
    """A site with so many leads, and a browser signed in to it; ``addresses`` are of its views."""

    size: int
    database: Database
    client: Client
    addresses: dict[str, str]
    taken: dict[str, list[float]]


def _measured(engine: str, sizes: Sequence[int], rounds: int, place: AbstractContextManager[Address]) -> float:
    """Fill databases, print a table, and return the worst ratio of its views."""
    with place as address:
        inboxes = [_inbox(engine, size, address(size)) for size in sizes]
        _ask_all(inboxes, rounds)
        for inbox in inboxes:
            inbox.database.close()
    return _table(engine, inboxes)


def _ask_all(inboxes: Sequence[_Inbox], rounds: int) -> None:
    """Ask for each view of every size in turn, so that whatever else the machine does meets all sizes alike."""
    for number in range(rounds + WARMING):
        if number % 50 == WARMING:
            sys.stderr.write(f"asking, round {number - WARMING} of {rounds}\n")
        first = number % len(inboxes)
        for view in VIEWS:
            for inbox in (*inboxes[first:], *inboxes[:first]):
                milliseconds = _ask(inbox.client, inbox.addresses[view])
                if number >= WARMING:
                    inbox.taken[view].append(milliseconds)


def _table(engine: str, inboxes: Sequence[_Inbox]) -> float:
    """Print a table and return by how much, at worst, a view's median grows from the fewest leads to the most."""
    sizes = "".join(f"{f'{inbox.size:,}':>18}" for inbox in inboxes)
    sys.stdout.write(f"{engine + ', p50 / p99 ms':<30}{sizes}{'ratio':>8}\n")
    worst = 0.0
    for view in VIEWS:
        medians = [statistics.median(inbox.taken[view]) for inbox in inboxes]
        p99s = [statistics.quantiles(inbox.taken[view], n=100)[98] for inbox in inboxes]
        shown = "".join(f"{f'{p50:.1f} / {p99:.1f}':>18}" for p50, p99 in zip(medians, p99s, strict=True))
        ratio = medians[-1] / medians[0]
        sys.stdout.write(f"{view:<30}{shown}{ratio:>8.2f}\n")
        worst = max(worst, ratio)
    sys.stdout.flush()
    return round(worst, 2)


def _ask(client: Client, address: str) -> float:
    begun = time.perf_counter()
    response = client.get(address)
    milliseconds = (time.perf_counter() - begun) * 1e3
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status}")
    return milliseconds


def _inbox(engine: str, size: int, address: str) -> _Inbox:
    begun = time.monotonic()
    app = create_app(Settings(content=FERRY, database=address), lambda: LATEST)
    services: Services = app.extensions["candor"]
    store(address, batches(0, size, _told(services), _team(services.database)))
    sys.stderr.write(f"{engine}: {size:,} leads stored in {time.monotonic() - begun:.0f} s\n")
    places = _places(services.database)
    addresses = {view: path.format(**places) for view, path in VIEWS.items()}
    return _Inbox(size, services.database, _signed_in(app, services), addresses, {view: [] for view in VIEWS})


def _places(database: Database) -> dict[str, str]:
    with database.reading() as connection:
        newest = connection.rows("SELECT id, name, company FROM leads ORDER BY id DESC LIMIT 1")[0]
        middle = connection.rows("SELECT id FROM leads ORDER BY id LIMIT 1 OFFSET 5000")[0]
    words = {part: newest[part].replace(" ", "+") for part in ("name", "company")}
    return {"newest": newest["id"], "middle": middle["id"], **words}


def _team(database: Database) -> tuple[str, ...]:
    return tuple(reps.add(database, f"rep{n}@ferry.example", f"Rep {n}", Role.REP, LATEST).id for n in range(5))


def _signed_in(app: Site, services: Services) -> Client:
    rep = reps.find_by_email(services.database, "rep0@ferry.example")
    if rep is None:
        raise LookupError("there is no such rep")
    client = app.test_client()
    token = reps.make_link(services.database, rep.id, LATEST)
    client.post(f"/sign-in/{token}", headers={"Sec-Fetch-Site": "same-origin"})
    return client


def _told(services: Services) -> str:
    edition = services.contents.current
    answers = {"watchers": "not-sure", "volume": "small", "deadline": "soon"}
    evaluation = Evaluation("director", "Copy our reports every night", {"nightly": Mark.YES}, answers)
    return result_of(edition.decider, evaluation, {}).model_dump_json()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
