"""``./candor outbox``, as someone types it, and the file that the documentation shows."""

import os
import re
import signal
import subprocess
import sys
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from candor.cli import main
from candor.handoff_settings import load
from candor.records import deliveries
from candor.records.database import Database
from tests.contract.handoffs import announced
from tests.receivers import certified, receiving

ROOT = Path(__file__).parents[2]
SECRET = f"whsec_{b64encode(b's' * 32).decode()}"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return the file of a database that holds one lead to be handed off."""
    path = tmp_path / "candor.sqlite3"
    opened = Database.open(str(path))
    announced(opened, datetime.now(UTC))
    opened.close()
    return path


def test_the_documentation_shows_a_file_that_works(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / "docs" / "handing-off.md").read_text(), re.DOTALL)
    assert shown is not None
    path = tmp_path / "handoff.yaml"
    path.write_text(shown[1])
    environ = {"SMTP_PASSWORD": "x", "SLACK_URL": "https://hooks.slack.com/services/T/B/x", "WEBHOOK_SECRET": SECRET}

    handoff = load(path, environ)

    assert [one.kind for one in handoff.endpoints] == ["Mail", "Slack", "Webhook", "HubSpot", "Salesforce"]


def test_list_prints_what_is_not_handed_off(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["outbox", "list", "--database", str(database)])

    assert code == 0
    assert re.fullmatch(r"[0-9a-f-]{36}  lead\.updated   hook +  waiting\n", capsys.readouterr().out)


def test_replay_has_a_delivery_made_again(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = Database.open(str(database))
    leased = deliveries.take(opened, "hook", datetime.now(UTC))
    assert leased is not None
    deliveries.give_up(opened, leased, "it answered 500")

    main(["outbox", "list", "--database", str(database)])
    failed = capsys.readouterr().out
    code = main(["outbox", "replay", leased.id, "--database", str(database)])
    unknown = main(["outbox", "replay", "none", "--database", str(database)])

    assert "failed after 1 tries (it answered 500)" in failed
    assert (code, unknown) == (0, 1)
    assert deliveries.take(opened, "hook", datetime.now(UTC)) is not None
    assert "there is no delivery none" in capsys.readouterr().err


def test_run_without_a_file_says_what_is_missing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["outbox", "run", "--database", str(database)])

    assert code == 1
    assert "CANDOR_HANDOFF is missing" in capsys.readouterr().err


def test_run_hands_off_until_it_is_told_to_stop(database: Path, tmp_path: Path) -> None:
    with receiving(certified(tmp_path)) as receiver:
        file = tmp_path / "handoff.yaml"
        file.write_text(
            "endpoints:\n  hook:\n    kind: webhook\n"
            f"    url: https://localhost:{receiver.port}/in\n    secrets: [{SECRET}]\n"
            "authorities: authority.pem\nprivate_receivers: [127.0.0.0/8, '::1/128']\n"
        )
        environ = {**os.environ, "CANDOR_HANDOFF": str(file), "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
        command = [sys.executable, "-m", "candor.cli", "outbox", "run", "--database", str(database)]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as running:
            try:
                assert running.stdout is not None
                begun = running.stdout.readline()
                receiver.wait_for(1)
                running.send_signal(signal.SIGTERM)
                code = running.wait(20)
            finally:
                running.kill()

    assert begun == "Handing off to hook.\n"
    assert code == 0
    assert receiver.received[0].headers["webhook-signature"].startswith("v1,")
    assert deliveries.unfinished(Database.open(str(database))) == ()
