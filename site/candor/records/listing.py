"""Leads as lists show them: rows of one narrow shape, page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from candor.records import chains, times
from candor.records.chains import Chain
from candor.records.engine import Connection, Row

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

LONGEST_LINE = 160

LISTED = (
    "SELECT leads.id, leads.name, leads.company, leads.persona, leads.verdict, leads.words, leads.open_questions, "
    "leads.chain, leads.case_id, leads.source, leads.status, leads.created_at, leads.owed_since, leads.outcome, "
    "reps.name AS rep_name "
)
WITH_REP = "LEFT JOIN reps ON reps.id = leads.rep_id "


class Origin(StrEnum):
    """How a lead came: by itself, or from a champion's case, which may be gone by now."""

    ALONE = "alone"
    CASE = "case"
    CASE_GONE = "case-gone"


@dataclass(frozen=True, slots=True)
class Listed:
    """A lead as lists show it; ``owed_since`` is None where nobody waits for a reply."""

    id: str
    name: str
    company: str
    persona: str
    verdict: str
    first_line: str
    open_questions: tuple[str, ...]
    champion: str | None
    origin: Origin
    source: str
    status: str
    created_at: datetime
    owed_since: datetime | None
    rep: str | None
    outcome: str | None


def first_line_of(words: str) -> str:
    """Return the first line of a use case, in the visitor's words; a very long one ends in an ellipsis."""
    lines = words.strip().splitlines()
    line = lines[0].strip() if lines else ""
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list: the lead after which a page goes on, and since when it waits where that is the order."""

    lead_id: str
    since: datetime | None = None

    @property
    def text(self) -> str:
        """Return the place as text for an address."""
        return f"{times.written(self.since)}~{self.lead_id}" if self.since else self.lead_id

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return the place that an address names; None if it names none."""
        moment, _, lead_id = text.rpartition("~")
        if not IDS.fullmatch(lead_id):
            return None
        try:
            since = times.read(moment) if moment else None
        except ValueError:
            return None
        return cls(lead_id, since) if since is None or since.tzinfo else None


@dataclass(frozen=True, slots=True)
class Found:
    """Some leads, where the next page goes on, and whether the walk ended before the list did."""

    leads: tuple[Listed, ...]
    next: Place | None
    cut_short: bool = False


def listed_in(connection: Connection, ids: Sequence[str]) -> tuple[Listed, ...]:
    """Return the leads with these ids, in their order."""
    if not ids:
        return ()
    values = {f"id{number}": lead_id for number, lead_id in enumerate(ids)}
    rows = connection.rows(
        f"{LISTED} FROM leads {WITH_REP} WHERE leads.id IN ({', '.join(f':{name}' for name in values)})", values
    )
    by_id = {row["id"]: listed(row) for row in rows}
    return tuple(by_id[lead_id] for lead_id in ids if lead_id in by_id)


def listed(row: Row) -> Listed:
    """Return the lead that a row of a list holds."""
    chain = chains.read(row["chain"])
    champion = chain.champion if chain else None
    told = filter(None, (*((champion.words, champion.note) if champion else ()), *_said(row, chain)))
    return Listed(
        id=row["id"],
        name=row["name"],
        company=row["company"],
        persona=row["persona"],
        verdict=row["verdict"],
        first_line=row["words"] or first_line_of(next(iter(told), "")),
        open_questions=chains.open_in(row["open_questions"], chain),
        champion=champion.name if champion else None,
        origin=origin_of(row),
        source=row["source"],
        status=row["status"],
        created_at=times.read(row["created_at"]),
        owed_since=times.read(row["owed_since"]) if row["owed_since"] else None,
        rep=row["rep_name"],
        outcome=row["outcome"],
    )


def origin_of(row: Row) -> Origin:
    """Return how the lead of a row came."""
    if row["chain"] is None:
        return Origin.ALONE
    return Origin.CASE if row["case_id"] is not None else Origin.CASE_GONE


def _said(row: Row, chain: Chain | None) -> tuple[str, ...]:
    return (row["open_questions"], *(one.words for one in chain.said)) if chain else ()
