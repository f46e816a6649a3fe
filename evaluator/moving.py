"""Pages that moved: old addresses and where each leads now, so that a renamed page is found all the same."""

from typing import Annotated

from pydantic import Field, StringConstraints

from evaluator.rules import Frozen

OldAddress = Annotated[str, StringConstraints(pattern=r"^/[a-z0-9._/-]+$", max_length=200)]
NewAddress = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/?)*(#[a-z0-9-]+)?$", max_length=200)]


class Redirects(Frozen):
    """``redirects.yaml``: new addresses by old ones."""

    moved: dict[OldAddress, NewAddress] = Field(min_length=1)
