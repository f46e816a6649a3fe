"""Checking that content agrees with itself: no phrase leads to both sides."""

from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins


def check_agreement(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every phrase that leads to both kinds of statement."""
    first: dict[str, tuple[str, str]] = {}
    for statement in declaration.statements:
        for number, phrase in enumerate(statement.heard_as):
            kind, earlier = first.setdefault(" ".join(phrase.casefold().split()), (statement.kind, statement.id))
            if kind != statement.kind:
                fault = f"“{phrase}” is said to mean “{earlier}” too, which is on the other side"
                origin = origins.of("statements", statement.id)
                yield origin.problem(("heard_as", number), fault, "Keep the phrase at the one that visitors mean by it")
