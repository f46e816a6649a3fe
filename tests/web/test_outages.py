"""The journey while the database cannot serve: the contract, lines 5, 34 and 38, and T58."""

import sqlite3
from dataclasses import replace

import pytest

from candor.settings import Settings
from tests.web.client import CheckedClient


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Wait for the database for less long than a site does."""
    return replace(settings, database_milliseconds=300)


def evaluations(settings: Settings) -> int:
    """Return how many evaluations are stored."""
    rows = sqlite3.connect(settings.database)
    found = rows.execute("SELECT count(*) FROM evaluations").fetchone()[0]
    rows.close()
    return int(found)


def test_line_38_a_form_sent_to_a_locked_database_is_kept_and_works_once_it_is_free(
    client: CheckedClient, settings: Settings
) -> None:
    page = client.get("/fit")
    typed = {**page.fields(), "words": "Carry files every night", "persona": "director"}
    holder = sqlite3.connect(settings.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    refused = client.posted("/fit", typed, 503)
    holder.execute("ROLLBACK")
    holder.close()
    before = evaluations(settings)
    client.post(refused.form().get("action", ""), refused.fields())

    assert refused.response.headers["Retry-After"] == "5"
    assert "It may not have been stored. Send it again: nothing is stored twice." in refused.text
    assert refused.fields() == typed
    assert (before, evaluations(settings)) == (0, 1)
