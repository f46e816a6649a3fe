"""The command that hands out and erases one person's data, and a backup that is restored after an erasure."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from candor.cli import main
from candor.records import leads as stored
from candor.records.database import Database
from candor.services import Services
from tests.web import leads

ADA = "ada@engines.example"


def test_line_49_a_person_is_exported_and_erased_by_command(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    leads.leave(services)
    database = ["--database", services.settings.database]

    codes = [main(["person", "export", ADA, *database])]
    exported = json.loads(capsys.readouterr().out)
    codes += [main(["person", "erase", ADA, *database]) for _ in range(2)]

    assert codes == [0, 0, 0]
    assert exported["leads"][0]["company"] == "Analytical Engines"
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Erased: 1 submissions, 1 leads, 1 results")
    assert told[1] == "Nothing was stored of this person."
    assert stored.page(services.database).leads == ()


def test_line_49_nothing_of_whom_was_erased_can_be_read_in_the_file(services: Services) -> None:
    leads.leave(services, leads.Asked(words="canary-7c2d"))
    main(["person", "erase", ADA, "--database", services.settings.database])
    services.database.close()

    files = Path(services.settings.database).parent.glob("candor.sqlite3*")

    assert not [file for file in files if b"canary-7c2d" in file.read_bytes()]


def test_who_was_erased_stays_erased_when_an_older_backup_is_restored(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leads.leave(services)
    leads.leave(services, leads.Asked(stored.Person("Zoe", "zoe@ships.example", "Ships", "")))
    backup, database = str(tmp_path / "backup"), ["--database", services.settings.database]
    main(["backup", backup, *database])
    main(["person", "erase", ADA, *database])

    main(["restore", backup, *database])

    assert "1 who had been erased since were erased again." in capsys.readouterr().out
    with closing(Database.open(services.settings.database)) as restored:
        assert [lead.person.name for lead in stored.page(restored).leads] == ["Zoe"]


@pytest.mark.parametrize("deed", ["export", "erase"])
@pytest.mark.parametrize("email", ["", " ", "ada"])
def test_a_command_without_an_address_touches_nobody(
    services: Services, capsys: pytest.CaptureFixture[str], deed: str, email: str
) -> None:
    leads.leave(services)

    code = main(["person", deed, email, "--database", services.settings.database])

    assert code == 1
    assert f"{email!r} is no e-mail address" in capsys.readouterr().err
    assert len(stored.page(services.database).leads) == 1
