"""One visitor's journey through the fit check: where they are, and what comes next."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import abort, url_for

from candor.content import Edition
from candor.fit.highlighting import quoted
from candor.limiting import refuse_wrong_link
from candor.records import evaluations, results, tokens
from candor.records.evaluations import StoredEvaluation
from candor.services import services
from evaluator.deciding import Path
from evaluator.evaluation import Evaluation, Mark
from evaluator.matching import Match
from evaluator.results import Result, result_of


@dataclass(frozen=True)
class Journey:
    """An evaluation as stored, with the edition of the content it began on."""

    token: str
    stored: StoredEvaluation
    edition: Edition

    @cached_property
    def evaluation(self) -> Evaluation:
        """What the visitor said so far."""
        marks = {statement: Mark(mark) for statement, mark in self.stored.marks.items()}
        return Evaluation(self.stored.persona, self.stored.words, marks, self.stored.answers)

    @cached_property
    def path(self) -> Path:
        """The answers that count, and the next question that matters."""
        return self.edition.decider.path(self.evaluation)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The statements that the visitor's words seem to mean, likeliest first."""
        return self.edition.matcher.match(self.stored.words) if self.stored.words else ()

    @cached_property
    def led(self) -> Mapping[str, tuple[str, ...]]:
        """The visitor's own words that led to each of the matches, none told twice."""
        return {match.statement: quoted(self.stored.words, match.spans) for match in self.matches}

    @property
    def next_address(self) -> str:
        """The address of the next question, or of the verdict where none is left."""
        question = self.path.next_question
        if question is None:
            return url_for("fit.verdict", token=self.token)
        return url_for("fit.question", token=self.token, id=question.id)

    @cached_property
    def result(self) -> Result:
        """The verdict in words, for a path without a next question."""
        return result_of(self.edition.decider, self.evaluation, self.led)

    @property
    def result_token(self) -> str:
        """The private token of the result that these words, marks and answers give.

        Derived from the evaluation's own, so that a second click finds the same result
        and nobody who has the result's link can find the evaluation.
        """
        said = [self.edition.version, self.stored.persona, self.stored.words, sorted(self.stored.marks.items())]
        digest = hashlib.sha256(json.dumps([said, self.path.answers]).encode()).hexdigest()
        return tokens.derived(self.token, f"result:{digest}")


def journey_of(token: str) -> Journey:
    """Return the journey behind a private link, or answer 404; too many wrong links answer 429."""
    site = services()
    stored = evaluations.find(site.database, token, site.clock()) if tokens.is_wellformed(token) else None
    if stored is None:
        refuse_wrong_link()
    return journey_with(token, stored)


def journey_with(token: str, stored: StoredEvaluation | None) -> Journey:
    """Return the journey of an evaluation just read or written."""
    if stored is None:
        abort(404)
    contents = services().contents
    edition = contents.at(stored.content_version) or contents.current
    if stored.persona not in edition.declaration.persona:
        abort(404)
    return Journey(token, stored, edition)


def freeze(journey: Journey) -> None:
    """Store the result of a journey that has ended, once; do nothing while a question is left."""
    if journey.path.next_question is not None:
        return
    site = services()
    results.freeze(
        site.database,
        token=journey.result_token,
        evaluation_id=journey.stored.id,
        content_version=journey.edition.version,
        document=journey.result.model_dump_json(),
        now=site.clock(),
    )
