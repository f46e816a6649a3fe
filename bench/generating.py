"""Declarations of a chosen size, to see what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluator.declaration import Declaration
from evaluator.evaluation import Evaluation, Mark
from evaluator.questions import Option, Question
from evaluator.rules import All, Choice, Rule
from evaluator.statements import Statement, Weight

T = TypeVar("T")


class Chance:
    """Numbers that look random and are the same at every run."""

    def __init__(self, seed: int) -> None:
        """Begin somewhere."""
        self._state = seed + 1

    def below(self, end: int) -> int:
        """Return a number from 0 to below ``end``. Source: D. E. Knuth, MMIX."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % end

    def some(self, several: Sequence[T], number: int) -> list[T]:
        """Return so many different ones, in any order."""
        left = list(several)
        return [left.pop(self.below(len(left))) for _ in range(number)]


@dataclass(frozen=True, slots=True)
class Shape:
    """So many questions of so many options, and statements whose rules name so many questions.

    Neighbours are asked one after the other; otherwise a rule names any questions.
    """

    questions: int
    options: int
    rules: int
    parts: int
    neighbours: bool = True

    def __str__(self) -> str:
        """Return the shape in words."""
        near = "neighbours" if self.neighbours else "anywhere"
        return f"{self.questions} questions x {self.options}, {self.rules} rules over {self.parts} {near}"


def generated(sample: Declaration, shape: Shape, seed: int) -> Declaration:
    """Return a declaration of a shape, with the personas and routes of a sample."""
    chance = Chance(seed)
    questions = tuple(_question(number, shape.options) for number in range(shape.questions))
    statements = tuple(
        _statement(sample.statements[0], number, _rule(chance, questions, shape)) for number in range(shape.rules)
    )
    qualification = sample.routes.qualification.model_copy(update={"when": _rule(chance, questions, shape)})
    routes = sample.routes.model_copy(update={"qualification": qualification})
    return Declaration(
        version=sample.version,
        product=sample.product,
        personas=sample.personas,
        statements=statements,
        questions=questions,
        routes=routes,
    )


def visitor(declaration: Declaration, chance: Chance) -> Evaluation:
    """Return a visitor who answers everything and marks a tenth of the statements."""
    marks = {one.id: chance.some(list(Mark), 1)[0] for one in declaration.statements if chance.below(10) == 0}
    answers = {one.id: chance.some(one.answers, 1)[0] for one in declaration.questions}
    return Evaluation(chance.some(declaration.personas, 1)[0].id, "", marks, answers)


def _question(number: int, options: int) -> Question:
    declared = tuple(Option(id=f"o{each}", label=f"Option {each}") for each in range(options))
    return Question(id=f"q{number}", asks=f"What of {number}?", why="It matters.", options=declared)


def _rule(chance: Chance, questions: tuple[Question, ...], shape: Shape) -> Rule:
    if shape.neighbours:
        first = chance.below(len(questions) - shape.parts + 1)
        named = questions[first : first + shape.parts]
    else:
        named = tuple(chance.some(questions, shape.parts))
    parts = [Choice(question=one.id, options=tuple(_some(chance, one))) for one in named]
    return All(all=tuple(parts))


def _some(chance: Chance, question: Question) -> list[str]:
    ids = [option.id for option in question.options]
    return chance.some(ids, 1 + chance.below(max(1, len(ids) // 3)))


def _statement(like: Statement, number: int, rule: Rule) -> Statement:
    weight = (None, Weight.LIMITS, Weight.RULES_OUT)[number % 3]
    kind = "is" if weight is None else "is-not"
    changed = {"id": f"s{number}", "kind": kind, "weight": weight, "when": rule, "condition": "It is so."}
    return like.model_copy(update=changed)
