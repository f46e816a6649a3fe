"""Leads by the million for the benchmark of the inbox, with names, companies and words that repeat as real ones do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.generating import Chance
from candor.records import times
from candor.records.ids import uuid7
from candor.records.indexing import Summary, tokens_of, words_of

BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
LATEST = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
RECENT = 200
"""Leads at the end that hold a whole result, because their own pages are opened."""
STATUSES = ("new",) * 2 + ("taken",) * 2 + ("replied",) * 3 + ("booked",) + ("closed",) * 12
SYLLABLES = tuple(first + second for first in "bcdfghjklmnprst" for second in "aeiou")
WORDS = (
    "copy", "archive", "nightly", "report", "backup", "restore", "customer", "order", "invoice", "branch",
    "office", "machine", "server", "tablet", "phone", "auditor", "proof", "transfer", "volume", "network", "deadline",
    "budget", "team", "pilot", "licence", "support", "migrate", "verify", "schedule", "retry", "photo", "drawing",
    "sensor", "factory", "hospital", "school", "harbour", "ship", "truck", "warehouse",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Rows by table, in an order in which they can be stored."""

    results: list[Row]
    leads: list[Row]
    search_tokens: list[Row]
    search_texts: list[Row]


def batches(first: int, last: int, told: str, reps: tuple[str, ...], size: int = 20_000) -> Iterator[Batch]:
    """Yield leads number ``first`` to ``last``; the same number is always the same lead."""
    for start in range(first, last, size):
        numbers = range(start, min(start + size, last))
        batch = Batch([], [], [], [])
        for number in numbers:
            _add(batch, number, told if number >= last - RECENT else "{}", reps)
        yield batch


def _add(batch: Batch, number: int, told: str, reps: tuple[str, ...]) -> None:
    chance = Chance(number * 7919)
    lead, summary = _lead(number, chance, reps)
    batch.results.append(_result(lead, told))
    batch.leads.append(lead)
    batch.search_texts.append({"lead_id": lead["id"], "folded": f" {' '.join(words_of(lead, summary))}"})
    batch.search_tokens.extend({"token": token, "lead_id": lead["id"]} for token in tokens_of(lead, summary))


def _lead(number: int, chance: Chance, reps: tuple[str, ...]) -> tuple[Row, Summary]:
    # The newest are always of the last days, so that as many wait at every size.
    at = BEGUN + (LATEST - BEGUN) * (1 - 1 / (1 + number / 1000)) + timedelta(milliseconds=number)
    status = _one(chance, STATUSES)
    persona = _one(chance, ("developer", "director", "director", "executive"))
    summary = Summary(
        verdict=_one(chance, ("fit", "fit-if", "fit-if")),
        persona=persona,
        # Executives and this route never meet.
        route="docs" if persona == "developer" else "sales",
        source=_one(chance, ("newsletter", "search", "direct", "conference", "blog.example")),
        words=" ".join(chance.some(WORDS, 9)),
        statements=tuple(chance.some(("nightly", "modest", "proof", "live", "huge"), 2)),
    )
    # So many names that the newest lead's is hardly anybody else's: a page then shows as much at every size.
    name, company = f"{_word(chance, 3)} {_word(chance, 3)}".title(), f"{_word(chance, 4)} works".title()
    waits = status in ("new", "taken")
    lead = {
        "id": uuid7(at, number.to_bytes(8)),
        "result_id": f"result-{number}",
        "name": name,
        "email": f"p{number}@{company.split()[0].lower()}.example",
        "company": company,
        "role": "",
        "open_questions": "How fast?\nWho supports it?",
        "consent_version": "1",
        "consent_text": "Yes.",
        "consent_at": times.written(at),
        "suspected": 0,
        "arrival": "{}",
        "status": status,
        "version": 1,
        "created_at": times.written(at),
        "updated_at": times.written(at),
        "rep_id": _one(chance, reps) if status != "new" else None,
        "owed_since": times.written(at) if waits else None,
        "verdict": summary.verdict,
        "persona": summary.persona,
        "route": summary.route,
        "source": summary.source,
        "words": summary.words,
    }
    return lead, summary


def _word(chance: Chance, syllables: int) -> str:
    return "".join(_one(chance, SYLLABLES) for _ in range(syllables))


def _one(chance: Chance, several: Sequence[str]) -> str:
    return several[chance.below(len(several))]


def _result(lead: Mapping[str, Any], told: str) -> Row:
    return {
        "id": lead["result_id"],
        "token_hash": lead["result_id"],
        "evaluation_id": "none",
        "content_version": "v1",
        "document": told,
        "created_at": lead["created_at"],
        "expires_at": lead["created_at"],
    }
