"""Checking the routes by their rules alone: each can match, the last has no condition, no misfit meets sales."""

from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins
from evaluator.routes import Route, Tier, VerdictKind
from evaluator.routing import matches

COMBINATIONS = tuple((tier, kind, qualified) for tier in Tier for kind in VerdictKind for qualified in (True, False))
"""Everything that a route can ask for."""


def check_routes(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield a problem for each route that is shadowed or misleads, and where the fallback is missing."""
    origin = origins.of("routes")
    routes = declaration.routes.routes
    for number, route in enumerate(routes):
        takers = taken_before(routes[:number], route)
        if route.when is not None and takers and None not in takers:
            fault = f"the route “{route.id}” can never match: {in_words(takers)} before it takes every such visitor"
            yield origin.problem(("routes", number), fault, "Move it up, narrow the routes before it, or remove it")
    if routes[-1].when is not None:
        fault = "the last route has a condition, so that some visitors would have nowhere to go"
        yield origin.problem(("routes", len(routes) - 1), fault, "Add a last route without “when:”")


def taken_before(earlier: tuple[Route, ...], route: Route) -> set[str | None]:
    """Return the earlier routes that take visitors a route asks for; None among them where some are left for it."""
    wanted = [one for one in COMBINATIONS if matches(route.when, *one)]
    return {next((one.id for one in earlier if matches(one.when, *each)), None) for each in wanted}


def in_words(routes: set[str | None]) -> str:
    """Return the ids of routes as a sentence names them."""
    return " or ".join(f"“{name}”" for name in sorted(name for name in routes if name))


def leads_to_contact(declaration: Declaration, route: Route) -> bool:
    """Tell whether a route offers a person, as the next step or beside it."""
    return "contact" in _offered(declaration, route)


def leads_to_alternatives(declaration: Declaration, route: Route) -> bool:
    """Tell whether a route offers what to use instead, which only a verdict that rules out shows."""
    return "alternatives" in _offered(declaration, route)


def _offered(declaration: Declaration, route: Route) -> set[str]:
    offered = (declaration.destination.get(one) for one in (route.to, *route.also))
    return {one.leads_to for one in offered if one is not None}
