"""Talks and videos: what somebody said where it was recorded, and where to hear it."""

from datetime import date
from typing import Literal

from pydantic import Field

from evaluator.rules import Frozen, Id
from evaluator.sources import Body, Heading, Sentence, Source, WebAddress


class Talk(Frozen):
    """``talks/*.md``: a recording: who speaks in which role, how long it is, and what is said.

    The body is a summary or the transcript, as ``body_is`` tells, so that nobody has to
    listen in order to know; ``recording`` is where to listen, and no player is built in.
    """

    id: Id
    heading: Heading
    speaker: Heading
    role: Heading
    at: Heading
    on: date
    length: Heading
    recording: WebAddress
    body_is: Literal["summary", "transcript"] = "summary"
    says: Sentence
    statements: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    body: Body
