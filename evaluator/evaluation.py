"""An evaluation: one visitor's run through the fit check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """What a visitor said of a statement put in front of them."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Who the visitor is, what they want to do, and what they said about it.

    ``persona`` is a persona id; ``words`` are as typed, at most 4,000 code points;
    ``marks`` maps statement ids, ``answers`` maps question ids to an option id or
    "not-sure".
    """

    persona: str
    words: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
