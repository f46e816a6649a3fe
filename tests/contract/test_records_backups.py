"""Backup and restore: whole or not at all, while the site goes on."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from candor.records import declarations
from candor.records.database import Database, NewerDatabase, Unavailable, UnusableBackup


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Stay with SQLite, whose own ways these tests are about."""
    return str(tmp_path / "candor.sqlite3")


@pytest.fixture
def backup(database: Database, tmp_path: Path, now: datetime) -> Iterator[Path]:
    """Return a backup that holds one declaration, taken while the database was open."""
    folder = tmp_path / "backups"
    folder.mkdir()
    declarations.keep(database, "1", "before the backup", now)
    database.backup(folder / "backup.sqlite3")
    yield folder / "backup.sqlite3"


def test_a_backup_is_one_private_file(backup: Path) -> None:
    files = [path.name for path in backup.parent.iterdir()]

    assert files == ["backup.sqlite3"]
    # Version 1 at these two places means that no log in a second file belongs to it (fileformat2, 1.3.3).
    assert backup.read_bytes()[18:20] == b"\1\1"
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_restores_into_a_new_place(backup: Path, tmp_path: Path) -> None:
    with closing(Database.restore(str(tmp_path / "new.sqlite3"), backup)) as restored:
        assert declarations.find(restored, "1") == "before the backup"
        restored.probe()


def test_a_running_site_sees_what_was_restored(
    database: Database, database_url: str, backup: Path, now: datetime
) -> None:
    declarations.keep(database, "2", "after the backup", now)

    Database.restore(database_url, backup).close()

    assert declarations.find(database, "1") == "before the backup"
    assert declarations.find(database, "2") is None
    declarations.keep(database, "3", "after the restore", now)


def test_a_damaged_backup_changes_nothing(database: Database, database_url: str, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:20_000])

    with pytest.raises(UnusableBackup):
        Database.restore(database_url, backup)

    assert declarations.find(database, "1") == "before the backup"


def test_a_file_that_is_no_backup_changes_nothing(database: Database, database_url: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, " * 100)

    for file in (letter, tmp_path / "missing"):
        with pytest.raises(UnusableBackup):
            Database.restore(database_url, file)

    database.probe()


def test_a_restore_that_is_refused_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnusableBackup, match="there is no backup"):
        Database.restore(str(tmp_path / "new.sqlite3"), tmp_path / "missing")

    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_a_newer_version_changes_nothing(
    database: Database, database_url: str, tmp_path: Path, now: datetime
) -> None:
    with closing(Database.open(str(tmp_path / "newer.sqlite3"))) as newer:
        with newer.writing() as connection:
            connection.execute("INSERT INTO migrations (id) VALUES ('9999-from-the-future')")
        newer.backup(tmp_path / "newer-backup.sqlite3")
    declarations.keep(database, "1", "here", now)

    with pytest.raises(NewerDatabase):
        Database.restore(database_url, tmp_path / "newer-backup.sqlite3")

    assert declarations.find(database, "1") == "here"


def test_a_restore_gives_up_while_others_write(database: Database, database_url: str, backup: Path) -> None:
    with database.writing(), pytest.raises(Unavailable, match="others are writing"):
        Database.restore(database_url, backup, patience=0.2)


def test_a_backup_that_cannot_be_written_is_unavailable(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be written"):
        database.backup(tmp_path / "missing" / "backup.sqlite3")


def test_a_restore_that_is_cut_off_before_the_swap_changes_nothing(
    database: Database, database_url: str, backup: Path, now: datetime
) -> None:
    declarations.keep(database, "2", "after the backup", now)

    def cut_off(copy: Database) -> None:
        declarations.keep(copy, "3", "in the copy", now)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Database.restore(database_url, backup, amend=cut_off)

    assert declarations.find(database, "2") == "after the backup"
    assert declarations.find(database, "3") is None
    assert [path.name for path in Path(database_url).parent.iterdir() if "restoring" in path.name] == []


def test_what_a_killed_restore_left_does_not_get_into_the_next(database_url: str, backup: Path, tmp_path: Path) -> None:
    left = tmp_path / "candor.sqlite3.restoring"
    for name in (left, tmp_path / f"{left.name}-wal"):
        name.write_bytes(b"half of something")

    with closing(Database.restore(database_url, backup)) as restored:
        assert declarations.find(restored, "1") == "before the backup"
    assert list(tmp_path.glob("*restoring*")) == []


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_copied_file_with_changes_in_a_log_beside_it_is_no_backup(
    database: Database, database_url: str, tmp_path: Path, now: datetime, ending: str
) -> None:
    declarations.keep(database, "1", "here", now)
    copied = tmp_path / "copied.sqlite3"
    copied.write_bytes(Path(database_url).read_bytes())
    (tmp_path / f"copied.sqlite3{ending}").write_bytes(Path(f"{database_url}-wal").read_bytes())

    with pytest.raises(UnusableBackup, match=f"copied.sqlite3{ending} beside it holds changes"):
        Database.restore(database_url, copied)

    assert declarations.find(database, "1") == "here"
