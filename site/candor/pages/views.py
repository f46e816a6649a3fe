"""One view a page: find what the address names in the declaration, and draw it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from flask import Blueprint, Response, abort, render_template

from candor.drawing.layout import draw
from candor.drawing.listing import listing_of
from candor.services import services
from evaluator.declaration import Declaration
from evaluator.statements import Statement

bp = Blueprint("pages", __name__)


class Entry(Protocol):
    """Anything in the declaration that has an id."""

    @property
    def id(self) -> str:
        """The id that addresses use."""


E = TypeVar("E", bound=Entry)


def _declared() -> Declaration:
    return services().contents.current.declaration


def _find(entries: Iterable[E], id: str) -> E:
    found = next((entry for entry in entries if entry.id == id), None)
    if found is None:
        abort(404)
    return found


def _gravest_first(declared: Declaration) -> tuple[Statement, ...]:
    return tuple(sorted(declared.is_not_for, key=lambda statement: not statement.rules_out))


def _chosen(entries: Iterable[E], ids: Iterable[str]) -> tuple[E, ...]:
    by_id = {entry.id: entry for entry in entries}
    return tuple(by_id[id] for id in ids)


@bp.get("/")
def home() -> str:
    """Show in one screen who it is for, what it is, what it is not, and ask who reads."""
    return render_template("pages/home.html", is_not_for=_gravest_first(_declared()))


@bp.get("/for/<id>")
def persona(id: str) -> str:
    """Show the page written for one persona."""
    declared = _declared()
    persona = _find(declared.personas, id)
    statements = _chosen(declared.statements, persona.statements)
    facts = _chosen(declared.facts, persona.facts)
    return render_template("pages/persona.html", persona=persona, statements=statements, facts=facts)


@bp.get("/statements")
def statements() -> str:
    """Show everything it is for and everything it is not for."""
    return render_template("pages/statements.html", is_not_for=_gravest_first(_declared()))


@bp.get("/map")
def map() -> str:
    """Show how answers touch statements, what verdicts these lead to, and how often."""
    edition = services().contents.current
    declared, found = edition.declaration, edition.decider.map
    return render_template("pages/map.html", drawing=draw(declared, found), listing=listing_of(declared, found))


@bp.get("/statements/<id>")
def statement(id: str) -> str:
    """Show one statement with its reason, its proof and who relies on it."""
    declared = _declared()
    return render_template(
        "pages/statement.html",
        statement=_find(declared.statements, id),
        use_cases=[entry for entry in declared.use_cases if id in entry.statements],
        examples=[entry for entry in declared.examples if id in entry.statements],
    )


@bp.get("/use-cases")
def use_cases() -> str:
    """List what visitors want to do."""
    return render_template("pages/use_cases.html", use_cases=_declared().use_cases or abort(404))


@bp.get("/use-cases/<id>")
def use_case(id: str) -> str:
    """Show one use case and the statements that bear on it."""
    declared = _declared()
    use_case = _find(declared.use_cases, id)
    statements = _chosen(declared.statements, use_case.statements)
    return render_template("pages/use_case.html", use_case=use_case, statements=statements)


@bp.get("/examples")
def examples() -> str:
    """List real users and what it saved them."""
    return render_template("pages/examples.html", examples=_declared().examples or abort(404))


@bp.get("/examples/<id>")
def example(id: str) -> str:
    """Show one real user, with sources."""
    declared = _declared()
    example = _find(declared.examples, id)
    statements = _chosen(declared.statements, example.statements)
    return render_template("pages/example.html", example=example, statements=statements)


@bp.get("/comparisons")
def comparisons() -> str:
    """List the rivals that it is compared with."""
    return render_template("pages/comparisons.html", comparisons=_declared().comparisons or abort(404))


@bp.get("/comparisons/<id>")
def comparison(id: str) -> str:
    """Show one comparison, where the rival is better first."""
    comparison = _find(_declared().comparisons, id)
    stale = comparison.review_by < services().clock().date()
    return render_template("pages/comparison.html", comparison=comparison, stale=stale)


@bp.get("/pricing")
def pricing() -> str:
    """Show the price list."""
    return render_template("pages/pricing.html", pricing=_declared().pricing or abort(404))


@bp.get("/facts")
def facts() -> str:
    """Show every fact with its proof."""
    return render_template("pages/facts.html", facts=_declared().facts or abort(404))


@bp.get("/pages/<id>")
def page(id: str) -> str:
    """Show any other page of the declaration."""
    declared = _declared()
    page = _find(declared.pages, id)
    return render_template("pages/page.html", page=page, facts=_chosen(declared.facts, page.facts))


@bp.get("/robots.txt")
def robots() -> Response:
    """Let robots read everything: what belongs to one visitor says noindex, which a page kept from them could not."""
    return Response("User-agent: *\nDisallow:\n", mimetype="text/plain")
