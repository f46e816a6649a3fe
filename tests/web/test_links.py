"""Every link leads to a page and an anchor that are there, every page is linked to, and every source is listed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from candor import Site, create_app
from candor.cli import main
from candor.services import Services
from candor.settings import Settings
from evaluator.addresses import ALWAYS, FOLDERS, TAKEN, WHERE_DECLARED
from evaluator.citing import cited
from tests.web.conftest import FERRY, SteppedClock
from tests.web.crawling import Crawled, crawl, faults

SAMPLE = Path(__file__).parents[2] / "content"


@pytest.fixture(params=[FERRY, SAMPLE], ids=["ferry", "sample"])
def crawled(request: pytest.FixtureRequest, tmp_path: Path, clock: SteppedClock) -> Iterator[tuple[Site, Services]]:
    """Return a site on one of the two declarations."""
    site = create_app(Settings(content=request.param, database=str(tmp_path / "candor.sqlite3")), clock)
    services: Services = site.extensions["candor"]
    yield site, services
    services.database.close()


def test_every_link_and_anchor_resolves_and_every_page_is_reached(crawled: tuple[Site, Services]) -> None:
    site, services = crawled

    found = crawl(site.test_client())

    assert faults(found) == []
    assert _listed(site) <= set(found)
    assert _outside(found) <= _known(services)


def test_a_link_that_leads_nowhere_is_found_out() -> None:
    page = Crawled(links={"/", "#here", "/#there", "https://elsewhere.example/"}, anchors={"here"})

    assert faults({"/": page, "/gone": Crawled(404)}) == ["/gone: 404", "/: /#there names no anchor"]


def _listed(site: Site) -> set[str]:
    sitemap = site.test_client().get("/sitemap.xml").text
    return {part.partition("</loc>")[0].partition(":8000")[2] for part in sitemap.split("<loc>")[1:]}


def _outside(found: dict[str, Crawled]) -> set[str]:
    """Return the addresses outside that pages link to, but for those where a page is edited."""
    links = {link for page in found.values() for link in page.links if link.startswith("https://")}
    return {urldefrag(link)[0] for link in links if "/edit/main/" not in link}


def _known(services: Services) -> set[str]:
    return {urldefrag(one.url)[0] for one in cited(services.contents.current.declaration)}


def test_no_old_address_may_hide_a_part_of_the_site(crawled: tuple[Site, Services]) -> None:
    site, _ = crawled
    firsts = {rule.rule.split("/")[1] for rule in site.url_map.iter_rules()}

    pages = {address.split("/")[1] for address in (*ALWAYS, *WHERE_DECLARED)}

    assert firsts <= TAKEN | pages | set(FOLDERS)


def test_an_address_that_was_served_once_is_missed_until_it_is_redirected(
    tmp_path: Path, clock: SteppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    content, database = tmp_path / "content", str(tmp_path / "candor.sqlite3")
    shutil.copytree(FERRY, content)
    services: Services = create_app(Settings(content=content, database=database), clock).extensions["candor"]
    services.database.close()
    (content / "examples/museum.md").rename(content / "examples/gallery.md")
    options = ["check", "--content", str(content)]

    missed = main([*options, "--database", database])
    told = capsys.readouterr().out
    redirects = (content / "redirects.yaml").read_text(encoding="utf-8")
    (content / "redirects.yaml").write_text(f"{redirects}  /examples/museum: /examples/gallery\n", encoding="utf-8")

    assert (missed, main(options), main([*options, "--database", database])) == (1, 0, 0)
    assert told.startswith(
        f"{content}/redirects.yaml:1:1: “/examples/museum” was a page once and leads nowhere now. Add"
    )
    assert len(told.splitlines()) == 1
