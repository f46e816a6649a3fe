"""Every public page says what the declaration says, offers the fit check and does without what is not there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from candor import create_app
from candor.services import Services
from candor.settings import Settings
from tests.web.client import CheckedClient
from tests.web.conftest import FERRY, SteppedClock

PAGES = {
    "/": "Is Ferry for you?",
    "/for/developer": "Ferry for the developer",
    "/for/director": "Ferry for the director",
    "/for/executive": "Ferry for the executive",
    "/statements": "What Ferry is for, and what it is not for",
    "/map": "How the verdict about Ferry is decided",
    "/search": "Search",
    "/glossary": "What the words on this site mean",
    "/privacy": "What this site keeps, and for how long",
    "/accessibility": "Who can use this site",
    "/how-we-judge": "How the fit check judges",
    "/pains": "Where it hurts, and what takes it away",
    "/pains/night-calls": "Somebody is woken up when a copy stops half way.",
    "/pains/lost-files": "A file is missing and nobody can tell since when.",
    "/questions-and-answers": "Questions about Ferry, and answers",
    "/news": "What\u2019s new in Ferry",
    "/news/watching": "Ferry watches a folder",
    "/news/quiet": "A small fix & more",
    "/statements/proof": "Proof of arrival",
    "/statements/live": "Live streams",
    "/use-cases": "What people want to do with Ferry",
    "/use-cases/archive": "Carry reports to an archive",
    "/examples": "Who uses Ferry, and what it saved them",
    "/examples/harbour": "A harbour office",
    "/buying": "How to buy Ferry, with or without a cloud",
    "/talks": "Talks and interviews about Ferry",
    "/talks/proofs": "Proofs, word by word",
    "/comparisons": "Ferry beside its rivals",
    "/comparisons/rowboat": "Ferry and Rowboat",
    "/pricing": "What Ferry costs",
    "/facts": "Facts about Ferry that you can check",
    "/pages": "More to read about Ferry",
    "/pages/leaving": "What it costs to leave",
}


@pytest.mark.parametrize(("address", "heading"), PAGES.items())
def test_every_page_is_headed_offers_the_fit_check_and_may_be_cached(
    client: CheckedClient, address: str, heading: str
) -> None:
    page = client.get(address)

    assert page.heading == heading
    assert page.links()["Check your fit"] == "/fit"
    assert "Find out whether Ferry is for you" in page.text
    assert "Ferry does not exist; this declaration is for tests." in page.text
    assert page.response.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in page.response.headers


@pytest.mark.parametrize(
    "address",
    [
        "/for/nobody",
        "/statements/none",
        "/pains/none",
        "/news/none",
        "/use-cases/none",
        "/examples/none",
        "/talks/none",
        "/comparisons/none",
        "/pages/none",
    ],
)
def test_an_id_that_is_not_declared_is_not_found(client: CheckedClient, address: str) -> None:
    page = client.get(address, status=404)

    assert page.links()["Check your fit"] == "/fit"


def test_home_shows_both_sides_of_the_ledger_and_asks_who_reads(client: CheckedClient) -> None:
    page = client.get("/")

    assert page.text.index("It is for") < page.text.index("It is not for") < page.text.index("Which of these are you?")
    assert page.links()["Live streams"] == "/statements/live"
    assert [page.links()[name] for name in ("Developer", "Director", "Executive")] == [
        "/for/developer",
        "/for/director",
        "/for/executive",
    ]
    assert "Nightly copies that fail half way" in page.text


def test_what_rules_out_stands_before_what_limits(client: CheckedClient) -> None:
    page = client.get("/statements")

    assert page.text.index("Live streams") < page.text.index("Very large volumes")
    assert "Rules it out" in page.text
    assert "Only under a condition" in page.text


def test_every_statement_has_an_anchor_in_the_list(client: CheckedClient) -> None:
    page = client.get("/statements")

    anchors = {element.get("id") for element in page.tree.iter("li")}

    assert {"modest", "nightly", "proof", "huge", "live", "two-way"} <= anchors


def test_a_statement_shows_its_reason_its_proof_and_who_relies_on_it(client: CheckedClient) -> None:
    page = client.get("/statements/proof")

    assert "Each file has a checksum on both sides." in page.text
    assert "checked on 22 November 2026" in page.text
    assert page.links()["Carry reports to an archive"] == "/use-cases/archive"
    assert "A file is missing and nobody can tell since when." in page.text


def test_a_statement_that_rules_out_says_so_and_what_to_use_instead(client: CheckedClient) -> None:
    page = client.get("/statements/live")

    assert "If this is you, it is not a fit." in page.text
    assert page.links()["Pipeline"] == "https://pipeline.example/"


def test_a_statement_that_limits_names_its_condition(client: CheckedClient) -> None:
    page = client.get("/statements/huge")

    assert "it is a fit only under a condition. The files are spread over several nights." in page.text


def test_a_persona_page_says_what_they_care_about_and_shows_their_facts(client: CheckedClient) -> None:
    page = client.get("/for/executive")

    assert "Files that arrive" in page.text
    assert "Tries it on one folder first." in page.text
    assert "Ferry may be used, changed and sold" in page.text
    assert "It carries files and proves that they arrived." in page.text


def test_an_example_says_what_it_is_not_proof_of(client: CheckedClient) -> None:
    page = client.get("/examples/harbour")

    assert "What this is not proof of Anything beyond ten thousand files." in page.text


def test_a_comparison_shows_first_where_the_rival_is_better(client: CheckedClient) -> None:
    page = client.get("/comparisons/rowboat")

    assert page.text.index("Both ways.") < page.text.index("On both sides.")
    assert "due for another look" not in page.text


def test_every_price_says_what_it_is_not_for(client: CheckedClient) -> None:
    page = client.get("/pricing")

    assert "€900 to €4,500.50" in page.text
    assert page.text.count("Not for") == 2


def test_a_fact_has_an_anchor_and_its_proof(client: CheckedClient) -> None:
    page = client.get("/facts")

    assert "licence" in {row.get("id") for row in page.tree.iter("div")}
    assert page.links()["Licence"] == "https://ferry.example/licence"


def test_robots_may_see_that_private_pages_are_not_to_be_listed(client: CheckedClient) -> None:
    response = client.plain.get("/robots.txt")

    assert response.text == "User-agent: *\nDisallow:\n\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"


def test_the_first_page_moves_at_most_20_kb_in_three_requests(client: CheckedClient) -> None:
    page = client.get("/")

    kinds = ("stylesheet", "icon")
    linked = [element for element in page.tree.iter("link") if element.get("rel") in kinds]
    # The mark and the icon are one file in each colour scheme.
    loaded = [element.get("href", "") for element in linked if "dark" not in element.get("media", "")]
    pictures = {element.get("src") for element in page.tree.iter("img")}
    answers = [client.plain.get(address, headers={"Accept-Encoding": "gzip"}) for address in loaded]

    assert len(loaded) == 2
    assert pictures <= set(loaded)
    assert not [element for element in page.tree.iter("script") if element.get("src")]
    assert len(page.response.data) + sum(len(answer.data) for answer in answers) <= 20_000


@pytest.fixture(name="sparse")
def _sparse(tmp_path: Path, clock: SteppedClock) -> Iterator[CheckedClient]:
    content = tmp_path / "content"
    shutil.copytree(FERRY, content)
    for folder in ("use-cases", "examples", "comparisons"):
        shutil.rmtree(content / folder)
    for optional in ("pricing.yaml", "business-case.yaml"):
        (content / optional).unlink()
    site = create_app(Settings(content=content, database=str(tmp_path / "sparse.sqlite3")), clock)
    yield CheckedClient(site)
    services: Services = site.extensions["candor"]
    services.database.close()


@pytest.mark.parametrize("address", ["/use-cases", "/examples", "/comparisons", "/pricing"])
def test_an_empty_section_has_no_page_and_no_link(sparse: CheckedClient, address: str) -> None:
    home = sparse.get("/")

    assert address not in home.links().values()
    sparse.get(address, status=404)


def test_a_statement_nobody_mentions_is_drawn_without_empty_headings(sparse: CheckedClient) -> None:
    page = sparse.get("/statements/proof")

    assert "Examples" not in page.text
    assert "Use cases" not in page.text


def test_the_foot_names_a_dozen_pages_and_where_the_others_are(tmp_path: Path, clock: SteppedClock) -> None:
    content = Path(shutil.copytree(FERRY, tmp_path / "content"))
    leaving = (content / "pages" / "leaving.md").read_text(encoding="utf-8")
    for number in range(20):
        (content / "pages" / f"copy-{number}.md").write_text(leaving, encoding="utf-8")
    client = CheckedClient(create_app(Settings(content=content, database=str(tmp_path / "many.sqlite3")), clock))

    home = client.get("/")

    named = {address for address in home.links().values() if address.startswith("/pages/")}
    declared = len(list((content / "pages").iterdir()))
    assert len(named) <= 12
    assert home.links()[f"All {declared} pages"] == "/pages"
    assert client.get("/pages").response.text.count("card__heading") == declared
