"""Health: the contract, lines 38 and 42."""

import sqlite3
from dataclasses import replace

import pytest

from candor.settings import Settings
from tests.web.client import CheckedClient, check_headers


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Wait for the database for less long than a site does."""
    return replace(settings, database_milliseconds=300)


def test_line_42_healthz_tells_that_the_process_answers(client: CheckedClient) -> None:
    response = client.plain.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok\n")
    check_headers(response)


def test_line_42_readyz_tells_that_the_database_takes_a_write(client: CheckedClient) -> None:
    response = client.plain.get("/readyz")

    assert (response.status_code, response.text) == (200, "ok\n")


def test_line_38_a_locked_database_stops_readyz_but_no_public_page(client: CheckedClient, settings: Settings) -> None:
    holder = sqlite3.connect(settings.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    refused = client.plain.get("/readyz")
    home = client.get("/")
    holder.execute("ROLLBACK")
    holder.close()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert home.response.status_code == 200
    assert client.plain.get("/readyz").status_code == 200
