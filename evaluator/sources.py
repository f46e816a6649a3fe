"""The scalars of content, and the public pages that prove what it says."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from evaluator.rules import Frozen

Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60_000)]


def _web_address(address: str) -> str:
    if not address.startswith("https://") or any(letter.isspace() for letter in address):
        raise ValueError("a web address begins with https:// and has no spaces")
    return address


WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]


class Source(Frozen):
    """A public page that proves something, and the day somebody last looked at it."""

    title: Heading
    url: WebAddress
    checked_on: date
    shows: Sentence | None = None


class Link(Frozen):
    """A labelled address outside the site, and the day somebody last looked whether it leads there."""

    label: Heading
    url: WebAddress
    checked_on: date | None = None
