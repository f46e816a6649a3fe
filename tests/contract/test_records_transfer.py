"""Copying a database: everything, in both directions, once each, however often it was cut off."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from candor.records import checksums, leads, reps, transfer
from candor.records.database import Database, NewerDatabase, engine_for
from candor.records.engine import UnfinishedCopy
from candor.records.layout import Table, tables
from candor.records.schema import MIGRATIONS
from candor.records.transfer import RefusedCopy
from tests.contract.filling import MANY, fill, fill_more
from tests.postgres import Server

COPIER = """
import sys
from candor.records import transfer
from candor.records.database import Database, engine_for
source, target = (Database(engine_for(url, 5.0)) for url in sys.argv[1:])
transfer.begin(source, target, "origin")
for step in transfer.copy(source, target):
    print(step.table, step.copied, flush=True)
"""


@pytest.fixture
def urls(engine: str, postgres: Server, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Return a source of each engine in turn, and an empty target of the other."""
    with postgres.database() as server:
        file = f"sqlite:{tmp_path / 'file.sqlite3'}"
        yield (file, server) if engine == "sqlite" else (server, file)


@pytest.fixture
def source(urls: tuple[str, str], now: datetime) -> Iterator[Database]:
    with closing(Database.open(urls[0])) as opened:
        fill(opened, now)
        yield opened


@pytest.fixture
def target(urls: tuple[str, str]) -> Iterator[Database]:
    with closing(Database(engine_for(urls[1], 5.0))) as opened:
        yield opened


def differing(source: Database, target: Database) -> list[str]:
    return [each.table for each in checksums.compare(source, target) if not each.is_same]


def copy_all(source: Database, target: Database) -> None:
    transfer.begin(source, target, "origin")
    for _ in transfer.copy(source, target):
        pass


def copies_one_batch(source: Database, target: Database) -> bool:
    """Copy until one batch is in the target; tell whether there was one."""
    transfer.begin(source, target, "origin")
    found: dict[str, int] = {}
    return any(step.copied > found.setdefault(step.table, step.copied) for step in transfer.copy(source, target))


def test_everything_arrives_and_a_site_can_start_on_it(
    source: Database, target: Database, urls: tuple[str, str]
) -> None:
    copy_all(source, target)
    compared = {each.table: each for each in checksums.compare(source, target)}
    transfer.finish(target)

    with closing(Database.open(urls[1])) as opened:
        rep = reps.find_by_email(opened, "ada@example.org")
        assert leads.page(opened) == leads.page(source)
    assert all(each.is_same for each in compared.values())
    assert {name for name, each in compared.items() if each.source.rows} >= {
        "leads",
        "lead_history",
        "sessions",
        "keys",
    }
    assert rep is not None
    assert "copy_progress" not in target.tables()


def test_the_source_is_only_read(source: Database, target: Database, urls: tuple[str, str]) -> None:
    before = [checksums.summed(source, table) for table in tables()]
    source.close()
    file = Path(urls[0].removeprefix("sqlite:"))
    digest = sha256(file.read_bytes()).digest() if file.is_file() else None

    copy_all(source, target)
    source.close()

    assert digest == (sha256(file.read_bytes()).digest() if file.is_file() else None)
    assert [checksums.summed(source, table) for table in tables()] == before


def test_a_copy_that_was_killed_goes_on_and_doubles_nothing(
    source: Database, target: Database, urls: tuple[str, str]
) -> None:
    fill_more(source)
    paths = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-c", COPIER, *urls]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": paths}) as copier:
        assert copier.stdout is not None
        next(line for line in copier.stdout if line.startswith("limits 4"))
        copier.send_signal(signal.SIGKILL)
    begun = checksums.summed(target, Table("limits", ("name", "subject_hash"))).rows

    goes_on = transfer.begin(source, target, "origin")
    steps = list(transfer.copy(source, target))

    assert goes_on
    assert 400 <= begun <= MANY
    assert next(step.copied for step in steps if step.table == "limits") == begun
    assert differing(source, target) == []


def test_a_copy_may_be_cut_off_after_every_batch(source: Database, target: Database) -> None:
    fill_more(source)

    runs = 1
    while copies_one_batch(source, target):
        runs += 1

    assert runs > MANY // checksums.BATCH
    assert differing(source, target) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE leads SET name = 'Eve'",
        "DELETE FROM sessions",
        "INSERT INTO keys (name, secret) VALUES ('planted', '')",
        "UPDATE leads SET consent_at = ''",
    ],
)
def test_a_difference_that_was_planted_is_found(source: Database, target: Database, change: str) -> None:
    copy_all(source, target)
    with target.writing() as connection:
        connection.execute(change)

    found = differing(source, target)

    assert len(found) == 1
    assert found[0] in change


def test_no_site_starts_on_half_a_copy(source: Database, target: Database, urls: tuple[str, str]) -> None:
    transfer.begin(source, target, "origin")

    with pytest.raises(UnfinishedCopy, match=r"run the same `\./candor copy` again"):
        Database.open(urls[1])


def hold_rows(target: Database) -> None:
    target.bring_up_to_date()
    target.probe()


def hold_tables_of_others(target: Database) -> None:
    with target.writing() as connection:
        connection.execute("CREATE TABLE theirs (id TEXT PRIMARY KEY)")


@pytest.mark.parametrize(
    ("hold", "told"), [(hold_rows, r"holds rows already \(probes\)"), (hold_tables_of_others, "of something else")]
)
def test_a_target_that_holds_something_is_refused_and_left_alone(
    source: Database, target: Database, hold: Callable[[Database], None], told: str
) -> None:
    hold(target)
    before = target.tables()

    with pytest.raises(RefusedCopy, match=told):
        transfer.begin(source, target, "origin")

    assert target.tables() == before


def test_a_copy_that_was_begun_from_elsewhere_is_refused(source: Database, target: Database) -> None:
    transfer.begin(source, target, "elsewhere")

    with pytest.raises(RefusedCopy, match="from elsewhere"):
        transfer.begin(source, target, "origin")


def test_two_copies_at_once_do_not_mix(source: Database, target: Database) -> None:
    fill_more(source)
    transfer.begin(source, target, "origin")
    first, second = transfer.copy(source, target), transfer.copy(source, target)
    next(step for step in first if step.table == "limits")
    next(step for step in second if step.table == "limits")

    next(first)
    with pytest.raises(RefusedCopy, match="another copy is writing"):
        next(second)


def test_a_source_that_is_no_database_of_candor_is_refused(target: Database, tmp_path: Path) -> None:
    with pytest.raises(RefusedCopy, match="no database of Candor"):
        transfer.begin(Database(engine_for(str(tmp_path / "empty.sqlite3"), 5.0)), target, "origin")


def test_a_source_of_another_version_is_refused(source: Database, target: Database) -> None:
    with source.writing() as connection:
        connection.execute("DELETE FROM migrations WHERE id = :id", {"id": MIGRATIONS[-1].id})
    with pytest.raises(RefusedCopy, match="older version"):
        transfer.begin(source, target, "origin")

    with source.writing() as connection:
        connection.execute("INSERT INTO migrations (id) VALUES ('9999-from-the-future')")
    with pytest.raises(NewerDatabase):
        transfer.begin(source, target, "origin")
