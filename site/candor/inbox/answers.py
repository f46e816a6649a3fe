"""Answers that are declared already to what is still open, and where they stand."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from flask import url_for

from evaluator.declaration import Declaration
from evaluator.matching import Matcher
from evaluator.statements import Statement

MOST = 2
SURE_ENOUGH = 0.5
VERSIONS_KEPT = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """A declared sentence that answers a question: what it says, where it stands, and the page that proves it."""

    heading: str
    says: str
    address: str
    proof: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One open question, with the declared answers to it, likeliest first."""

    question: str
    answers: tuple[Answer, ...]


class AnswerBook:
    """Finds declared answers to questions; what it needs is built once a version of the content."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        self._built: OrderedDict[str, tuple[Matcher, dict[str, Answer]]] = OrderedDict()
        self._lock = Lock()

    def answered(self, declaration: Declaration, questions: tuple[str, ...]) -> tuple[Answered, ...]:
        """Return each question with the answers that the content declares."""
        matcher, known = self._of(declaration)
        return tuple(Answered(question, _answers(matcher, known, question)) for question in questions)

    def _of(self, declaration: Declaration) -> tuple[Matcher, dict[str, Answer]]:
        with self._lock:
            if declaration.version not in self._built:
                self._built[declaration.version] = _build(declaration)
            while len(self._built) > VERSIONS_KEPT:
                self._built.popitem(last=False)
            return self._built[declaration.version]


def _answers(matcher: Matcher, known: dict[str, Answer], question: str) -> tuple[Answer, ...]:
    found = [match for match in matcher.match(question) if match.strength >= SURE_ENOUGH]
    return tuple(known[match.statement] for match in found[:MOST])


def _build(declaration: Declaration) -> tuple[Matcher, dict[str, Answer]]:
    """Return a matcher over objections, facts and statements, and the answer that each gives."""
    sought: list[Statement] = []
    known: dict[str, Answer] = {}
    for objection in declaration.objections:
        sought.append(_sought(f"objection:{objection.id}", objection.says, objection.answer))
        shown = next(iter(objection.statements), None)
        address = url_for("pages.statement", id=shown) if shown else objection.proof[0].url
        known[sought[-1].id] = Answer(objection.says, objection.answer, address, objection.proof[0].url)
    for fact in declaration.facts:
        sought.append(_sought(f"fact:{fact.id}", fact.topic, fact.says))
        known[sought[-1].id] = Answer(fact.topic, fact.says, url_for("pages.facts", _anchor=fact.id), fact.proof[0].url)
    for statement in declaration.statements:
        sought.append(statement)
        address = url_for("pages.statement", id=statement.id)
        known[statement.id] = Answer(statement.heading, statement.says, address, statement.proof[0].url)
    return Matcher(sought), known


def _sought(identifier: str, heading: str, says: str) -> Statement:
    return Statement.model_construct(
        id=identifier, kind="is", heading=heading, says=heading, heard_as=(heading, says), body=says, proof=()
    )
