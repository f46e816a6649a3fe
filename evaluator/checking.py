"""Checking a declaration as a whole: what no single file can show."""

from collections.abc import Callable, Iterator

from evaluator.checking_agreement import check_agreement
from evaluator.checking_brand import check_brand
from evaluator.checking_business import check_business_case
from evaluator.checking_cases import check_cases
from evaluator.checking_links import check_links
from evaluator.checking_markup import check_markup
from evaluator.checking_reading import check_reading
from evaluator.checking_routes import check_routes
from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origin, Origins
from evaluator.reading import Place
from evaluator.references import check_references
from evaluator.routes import Tier
from evaluator.statements import Statement
from evaluator.trying import check_decisions

DECIDING = ("personas", "statements", "questions", "routes", "product")
"""What must be whole before a scenario can be judged."""

_DEMANDS: tuple[tuple[Place, Callable[[Statement], bool], str, str], ...] = (
    (
        ("proof",),
        lambda one: not one.proof,
        "this statement has no proof",
        "Add “proof:” with the title, url and checked_on of a source",
    ),
    (
        ("heard_as",),
        lambda one: not one.heard_as,
        "no visitor's words lead here",
        "Add “heard_as:” with phrases that visitors use",
    ),
    ((), lambda one: not one.body, "this statement has no reason", "Write the reason below the front matter"),
    (
        ("weight",),
        lambda one: one.kind == "is" and one.weight is not None,
        "“weight” belongs to what the product is not for",
        "Remove it, or move this file to is-not/",
    ),
    (
        ("instead",),
        lambda one: one.kind == "is" and bool(one.instead),
        "“instead” belongs to what the product is not for",
        "Remove it, or move this file to is-not/",
    ),
    (
        (),
        lambda one: one.kind == "is-not" and one.weight is None,
        "“weight” is missing",
        "Add “weight: rules-out” or “weight: limits”",
    ),
    (
        (),
        lambda one: one.kind == "is-not" and one.condition is None,
        "“condition” is missing",
        "Add “condition:” with what must be true for a fit all the same",
    ),
    (
        ("instead",),
        lambda one: one.kind == "is-not" and not one.instead,
        "this says what not to use and not what to use instead",
        "Add “instead:” with the name, url and because of an alternative",
    ),
)
"""What every statement must have or not have: where, when it is a fault, what and how to mend it."""


def check(declaration: Declaration, origins: Origins) -> list[Problem]:
    """Return every fault in a declaration whose parts have the right shape."""
    problems = [*_check_ids(origins), *check_references(declaration, origins)]
    for statement in declaration.statements:
        problems.extend(check_statement(statement, origins.of("statements", statement.id)))
    problems.extend(_check_personas(declaration, origins))
    if not origins.anything_broken("routes"):
        problems.extend(check_routes(declaration, origins))
    problems.extend(check_agreement(declaration, origins))
    problems.extend(_check_comparisons(declaration, origins))
    problems.extend(check_cases(declaration, origins))
    problems.extend(check_reading(declaration, origins))
    problems.extend(check_links(declaration, origins))
    problems.extend(check_markup(declaration, origins))
    problems.extend(check_business_case(declaration, origins))
    problems.extend(check_brand(declaration, origins))
    if not origins.anything_broken(*DECIDING) and all(one.weight is not None for one in declaration.is_not_for):
        problems.extend(check_decisions(declaration, origins))
    elif declaration.scenarios:
        origin = origins.of("scenarios", declaration.scenarios[0].id)
        fault = "the scenarios were not tried, because something that decides could not be read"
        problems.append(origin.problem((), fault, "Mend the other faults first"))
    return problems


def _check_ids(origins: Origins) -> Iterator[Problem]:
    for name, identifier, origin in origins.twice:
        if identifier:
            remedy = "Give one of the two another id"
            first = origins.of(name, identifier).problem((), "", remedy)
            yield origin.problem(("id",), f"the id “{identifier}” is taken at {first.path}:{first.line}", remedy)


def check_statement(statement: Statement, origin: Origin) -> Iterator[Problem]:
    """Yield a problem for each thing that a statement lacks or has no use for."""
    for place, faulty, fault, remedy in _DEMANDS:
        if faulty(statement):
            yield origin.problem(place, fault, remedy)


def _check_personas(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    tiers = [persona.tier for persona in declaration.personas]
    for persona in declaration.personas:
        if tiers.count(persona.tier) > 1:
            origin = origins.of("personas", persona.id)
            yield origin.problem(
                ("tier",), f"two personas stand at the tier “{persona.tier}”", "Give each its own tier"
            )
    if not origins.anything_broken("personas"):
        for tier in set(Tier) - set(tiers):
            origin = origins.of("product")
            yield origin.problem((), f"there is no persona at the tier “{tier}”", "Add one to personas/")


def _check_comparisons(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    for comparison in declaration.comparisons:
        origin = origins.of("comparisons", comparison.id)
        if not any(row.better == "rival" for row in comparison.rows):
            fault = "this comparison has no row that the rival wins"
            yield origin.problem(("rows",), fault, "Add what the rival does better, or do not compare")
        if comparison.review_by <= comparison.checked_on:
            fault = "“review_by” is not after “checked_on”"
            yield origin.problem(("review_by",), fault, "Name a later day")
        if comparison.moving is None:
            fault = "this comparison does not say how to move either way"
            yield origin.problem((), fault, "Add “moving:” with “there:” and “back:”")
        elif not comparison.moving.sources:
            yield origin.problem(("moving",), "how to move is told without a source", "Add “sources:” to it")
