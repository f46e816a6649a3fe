"""Checking that content agrees with itself: no phrase on both sides, no link to a page that is not there."""

import re
from collections.abc import Iterator

from evaluator.declaration import Declaration
from evaluator.errors import Problem
from evaluator.origins import Origins
from evaluator.references import is_page

INTERNAL = re.compile(r"\]\((/[^)\s#]*)")
"""The address of a Markdown link into this site."""

WITH_BODIES = ("personas", "statements", "use_cases", "examples", "comparisons", "pages", "launches")


def check_agreement(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    """Yield every phrase that leads to both kinds of statement, and every link that leads nowhere."""
    yield from _check_phrases(declaration, origins)
    for name in WITH_BODIES:
        for value in getattr(declaration, name):
            for address in dict.fromkeys(INTERNAL.findall(value.body)):
                if not is_page(address, origins):
                    fault = f"no page of this site has the address “{address}”, to which the text links"
                    yield origins.of(name, value.id).problem((), fault, "Correct the link or add the page")


def _check_phrases(declaration: Declaration, origins: Origins) -> Iterator[Problem]:
    first: dict[str, tuple[str, str]] = {}
    for statement in declaration.statements:
        for number, phrase in enumerate(statement.heard_as):
            kind, earlier = first.setdefault(" ".join(phrase.casefold().split()), (statement.kind, statement.id))
            if kind != statement.kind:
                fault = f"“{phrase}” is said to mean “{earlier}” too, which is on the other side"
                origin = origins.of("statements", statement.id)
                yield origin.problem(("heard_as", number), fault, "Keep the phrase at the one that visitors mean by it")
