"""Questions: what is asked where words and marks leave a verdict open."""

from functools import cached_property

from pydantic import Field

from evaluator.rules import NOT_SURE, Frozen, Id
from evaluator.sources import Heading, Sentence


class Option(Frozen):
    """One answer to a question; ``value`` is its number where rules compare."""

    id: Id
    label: Heading
    value: float | None = None


class Question(Frozen):
    """One entry of ``questions.yaml``. "Not sure" is always an answer and never listed."""

    id: Id
    asks: Sentence
    why: Sentence
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)
    asked_of: tuple[Id, ...] = ()
    unit: Heading | None = None

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """Every accepted answer: the option ids in order, then "not sure"."""
        return (*(option.id for option in self.options), NOT_SURE)

    @cached_property
    def values(self) -> dict[str, float | None]:
        """The declared number of each option id."""
        return {option.id: option.value for option in self.options}

    def label(self, answer: str) -> str:
        """Return the words of an answer as the visitor reads them."""
        return next((option.label for option in self.options if option.id == answer), "Not sure")
