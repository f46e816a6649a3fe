"""What is declared or not: pages that are not there, and where each that is there is edited."""

import shutil
from pathlib import Path

import pytest

from candor import create_app
from candor.services import Services
from candor.settings import Settings
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock


def test_what_is_not_declared_has_no_page_and_no_link(tmp_path: Path, clock: SteppedClock) -> None:
    shutil.copytree(FERRY, tmp_path / "content")
    (tmp_path / "content" / "buying.yaml").unlink()
    shutil.rmtree(tmp_path / "content" / "talks")
    site = create_app(Settings(content=tmp_path / "content", database=str(tmp_path / "candor.sqlite3")), clock)
    client = CheckedClient(site)

    links = client.get("/pricing").links()

    client.get("/buying", status=404)
    client.get("/talks", status=404)
    services: Services = site.extensions["candor"]
    services.database.close()
    assert not {"/buying", "/talks"} & set(links.values())


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/statements/live", "is-not/live.md"),
        ("/for/director", "personas/director.md"),
        ("/pains/night-calls", "product.yaml"),
        ("/talks/proofs", "talks/proofs.md"),
        ("/buying", "buying.yaml"),
    ],
)
def test_a_page_leads_to_where_it_is_edited(client: CheckedClient, address: str, file: str) -> None:
    edited = client.get(address).links()["Edit this page"]

    assert edited == f"https://code.example/ferry/edit/main/content/{file}"
    assert (FERRY / file).is_file()


def test_a_page_of_the_site_itself_is_not_edited_in_the_content(client: CheckedClient) -> None:
    assert "Edit this page" not in client.get("/privacy").links()
