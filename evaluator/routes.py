"""Routes: where a visitor goes next, as ordered rules that content declares."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from evaluator.rules import Frozen, Id, Rule
from evaluator.sources import Heading, Sentence

RepAddress = Annotated[str, StringConstraints(pattern=r"^[^\s@,;<>]+@[^\s@,;<>]+$", max_length=254, to_lower=True)]


class Tier(StrEnum):
    """Where a persona stands: the developer bottom, the director middle, the executive top."""

    BOTTOM = "bottom"
    MIDDLE = "middle"
    TOP = "top"


class VerdictKind(StrEnum):
    """What an evaluation can end in."""

    FIT = "fit"
    FIT_IF = "fit-if"
    NOT_A_FIT = "not-a-fit"
    CANNOT_TELL = "cannot-tell"


class Qualification(Frozen):
    """When a visitor is worth a person's time, as a rule over the answers."""

    says: Sentence
    when: Rule


class Destination(Frozen):
    """A place to go next.

    ``leads_to`` is ``contact`` (the form that asks inside sales), ``alternatives`` (what
    to use instead), a path on this site that begins with ``/``, or an https address.
    """

    id: Id
    heading: Heading
    says: Sentence
    label: Heading
    leads_to: Annotated[
        str,
        StringConstraints(
            pattern=r"^(contact|alternatives|/([a-z0-9-]+/?)*(#[a-z0-9-]+)?|https://\S+)$", max_length=500
        ),
    ]


class RouteWhen(Frozen):
    """What a route asks for; what is left out matches everything."""

    tier: tuple[Tier, ...] = ()
    verdict: tuple[VerdictKind, ...] = ()
    qualified: bool | None = None


class Route(Frozen):
    """One ordered rule of ``routes.yaml``: the first that matches sends the visitor on.

    ``assign`` names the reps, by address, who take the leads of this route in turn.
    """

    id: Id
    to: Id
    also: tuple[Id, ...] = ()
    assign: tuple[RepAddress, ...] = ()
    because: Sentence
    when: RouteWhen | None = None


class Turns(StrEnum):
    """Who gets the leads of routes that name nobody: the reps in turn, or nobody until somebody takes one."""

    IN_TURN = "in-turn"
    NOBODY = "nobody"


class Routes(Frozen):
    """``routes.yaml``: qualification, destinations, and the routes in order."""

    qualification: Qualification
    assign: Turns = Turns.IN_TURN
    destinations: tuple[Destination, ...] = Field(min_length=1)
    routes: tuple[Route, ...] = Field(min_length=1)


def turn_of(routes: Routes, route: str) -> tuple[str, ...] | None:
    """Return the addresses of those who take the leads of a route in turn: none for all reps, None for nobody."""
    named = next((one.assign for one in routes.routes if one.id == route), ())
    return named or (() if routes.assign is Turns.IN_TURN else None)
