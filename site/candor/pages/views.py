"""One view a page: find what the address names in the declaration, and draw it."""

from flask import Blueprint, abort, render_template

from candor.drawing.layout import draw
from candor.drawing.listing import listing_of
from candor.pages import (
    about,
    buying,
    crawling,
    examples,
    fact_sheet,
    learning,
    news,
    previewing,
    searching,
    styling,
    talks,
)
from candor.pages.declared import chosen, declared, find, gravest_first
from candor.services import services

bp = Blueprint("pages", __name__)
bp.before_app_request(crawling.moved)
bp.context_processor(crawling.shown_with_pages)
bp.add_url_rule("/robots.txt", "robots", crawling.robots, methods=["GET"])
bp.add_url_rule("/sitemap.xml", "sitemap", crawling.sitemap, methods=["GET"])
bp.add_url_rule("/glossary", "glossary", about.glossary, methods=["GET"])
bp.add_url_rule("/privacy", "privacy", about.privacy, methods=["GET"])
bp.add_url_rule("/accessibility", "accessibility", about.accessibility, methods=["GET"])
bp.add_url_rule("/how-we-judge", "judging", about.judging, methods=["GET"])
bp.add_url_rule("/style", "style", styling.style, methods=["GET"])
bp.add_url_rule("/facts", "facts", fact_sheet.facts, methods=["GET"])
bp.add_url_rule("/facts.csv", "facts_csv", fact_sheet.facts_csv, methods=["GET"])
bp.add_url_rule("/facts.json", "facts_json", fact_sheet.facts_json, methods=["GET"])
bp.add_url_rule("/examples", "examples", examples.examples, methods=["GET"])
bp.add_url_rule("/examples/<id>", "example", examples.example, methods=["GET"])
bp.add_url_rule("/buying", "buying", buying.buying, methods=["GET"])
bp.add_url_rule("/talks", "talks", talks.talks, methods=["GET"])
bp.add_url_rule("/talks/<id>", "talk", talks.talk, methods=["GET"])
bp.add_url_rule("/preview/<path:page>.png", "preview", previewing.preview, methods=["GET"])
bp.add_url_rule("/search", "search", searching.search, methods=["GET"])
bp.add_url_rule("/pains", "pains", learning.pains, methods=["GET"])
bp.add_url_rule("/pains/<id>", "pain", learning.pain, methods=["GET"])
bp.add_url_rule("/questions-and-answers", "answers", learning.answers, methods=["GET"])
bp.add_url_rule("/news", "news", news.news, methods=["GET"])
bp.add_url_rule("/news/<id>", "launch", news.launch, methods=["GET"])
bp.add_url_rule("/news.atom", "feed", news.feed, methods=["GET"])
bp.add_url_rule("/news.ics", "dates", news.dates, methods=["GET"])


@bp.get("/")
def home() -> str:
    """Show in one screen who it is for, what it is, what it is not, and ask who reads."""
    return render_template(
        "pages/home.html", is_not_for=gravest_first(declared().is_not_for), described=crawling.about_product()
    )


@bp.get("/for/<id>")
def persona(id: str) -> str:
    """Show the page written for one persona."""
    content = declared()
    persona = find(content.personas, id)
    statements = chosen(content.statements, persona.statements)
    facts = chosen(content.facts, persona.facts)
    return render_template("pages/persona.html", persona=persona, statements=statements, facts=facts)


@bp.get("/statements")
def statements() -> str:
    """Show everything it is for and everything it is not for."""
    return render_template("pages/statements.html", is_not_for=gravest_first(declared().is_not_for))


@bp.get("/map")
def map() -> str:
    """Show how answers touch statements, what verdicts these lead to, and how often."""
    edition = services().contents.current
    content, found = edition.declaration, edition.decider.map
    return render_template("pages/map.html", drawing=draw(content, found), listing=listing_of(content, found))


@bp.get("/statements/<id>")
def statement(id: str) -> str:
    """Show one statement with its reason, its proof and who relies on it."""
    content = declared()
    return render_template(
        "pages/statement.html",
        statement=find(content.statements, id),
        use_cases=[entry for entry in content.use_cases if id in entry.statements],
        examples=[entry for entry in content.examples if id in entry.statements],
        talks=[entry for entry in content.talks if id in entry.statements],
        left=[pain for pain in content.product.pains if id in pain.stays_with],
    )


@bp.get("/use-cases")
def use_cases() -> str:
    """List what visitors want to do."""
    return render_template("pages/use_cases.html", use_cases=declared().use_cases or abort(404))


@bp.get("/use-cases/<id>")
def use_case(id: str) -> str:
    """Show one use case and the statements that bear on it."""
    content = declared()
    use_case = find(content.use_cases, id)
    statements = chosen(content.statements, use_case.statements)
    return render_template("pages/use_case.html", use_case=use_case, statements=statements)


@bp.get("/comparisons")
def comparisons() -> str:
    """List the rivals that it is compared with."""
    found = declared().comparisons or abort(404)
    return render_template("pages/comparisons.html", comparisons=found, today=services().clock().date())


@bp.get("/comparisons/<id>")
def comparison(id: str) -> str:
    """Show one comparison, where the rival is better first."""
    comparison = find(declared().comparisons, id)
    return render_template("pages/comparison.html", comparison=comparison, today=services().clock().date())


@bp.get("/pricing")
def pricing() -> str:
    """Show the price list."""
    return render_template("pages/pricing.html", pricing=declared().pricing or abort(404))


@bp.get("/pages")
def pages() -> str:
    """List the pages about anything else."""
    return render_template("pages/pages.html", pages=declared().pages or abort(404))


@bp.get("/pages/<id>")
def page(id: str) -> str:
    """Show any other page of the declaration."""
    content = declared()
    page = find(content.pages, id)
    return render_template("pages/page.html", page=page, facts=chosen(content.facts, page.facts))
