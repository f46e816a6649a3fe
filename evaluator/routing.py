"""Routing: the first declared route that matches tier, verdict and qualification."""

from evaluator.routes import Route, Routes, RouteWhen, Tier, VerdictKind


def matches(when: RouteWhen | None, tier: Tier, kind: VerdictKind, qualified: bool) -> bool:
    """Tell whether a route's condition covers this visitor; no condition covers all."""
    if when is None:
        return True
    return (
        (not when.tier or tier in when.tier)
        and (not when.verdict or kind in when.verdict)
        and (when.qualified is None or when.qualified is qualified)
    )


def route_for(routes: Routes, tier: Tier, kind: VerdictKind, qualified: bool) -> Route:
    """Return the route for a visitor.

    The last route has no condition, which checking holds; where a faulty declaration
    lacks that, the last one serves all the same.
    """
    for route in routes.routes:
        if matches(route.when, tier, kind, qualified):
            return route
    return routes.routes[-1]
