"""Chains: how a lead came about from a champion's case, as far as those concerned agreed to have it passed on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from candor.records import documents, times

ASKED = "ask"


@dataclass(frozen=True, slots=True)
class Championed:
    """Who made the case, what they wrote, and the sentence they agreed to; ``words`` are of their fit check."""

    name: str
    email: str
    words: str
    note: str
    decision: str
    consent_version: str
    consent_text: str
    consent_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """One answer given on a case, and the champion's reply to it, if any."""

    kind: str
    words: str
    reply: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """What led from a case to a lead; ``champion`` is None while the champion has not agreed to be named."""

    champion: Championed | None
    said: tuple[Said, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that was written, the champion's first."""
        champion = self.champion
        own = (champion.name, champion.words, champion.note, champion.decision) if champion else ()
        return tuple(filter(None, (*own, *(one.words for one in self.said))))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What readers asked and the champion did not answer, a line each."""
        asked = (one.words for one in self.said if one.kind == ASKED and not one.reply)
        return tuple(line for words in asked for line in lines_of(words))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text that hold anything."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def open_in(open_questions: str, chain: Chain | None) -> tuple[str, ...]:
    """Return what is still open in a person's words: what they wrote, and what they asked of a case, once each."""
    return tuple(dict.fromkeys((*lines_of(open_questions), *(chain.unanswered if chain else ()))))


def written(chain: Chain) -> str:
    """Return a chain as stored text."""
    return documents.written({"champion": _plain(chain.champion), "said": [_plain(one) for one in chain.said]})


def read(text: str | None) -> Chain | None:
    """Return the chain that was stored, if any."""
    if text is None:
        return None
    document = documents.read(text)
    champion = document["champion"]
    return Chain(
        Championed(**_timed(champion, "consent_at")) if champion else None,
        tuple(Said(**_timed(one, "said_at")) for one in document["said"]),
    )


def without_champion(chain: Chain) -> Chain:
    """Return a chain as it is left when the champion takes back what they gave."""
    return Chain(None, tuple(Said(one.kind, one.words, "", one.said_at) for one in chain.said))


def _plain(part: Championed | Said | None) -> dict[str, str] | None:
    if part is None:
        return None
    return {
        name: times.written(value) if isinstance(value, datetime) else value for name, value in asdict(part).items()
    }


def _timed(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**document, name: times.read(document[name])}
