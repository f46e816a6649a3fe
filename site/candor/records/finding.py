"""Finding leads: lists by what they are and by words, each page at the same cost however many there are.

Of several filters the rarest is walked, from the newest lead on, and each lead met is held against the
others. A walk that meets little ends after a thousand leads; the page then says so and can go on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from candor.records import times
from candor.records.database import Connection, Database
from candor.records.ids import RANDOM_BYTES, uuid7
from candor.records.indexing import folded, says_all, term_token
from candor.records.listing import Found, Listed, Place, listed_in

LONGEST_WALK = 1_000
"""Leads that one page looks through at most where more than one thing is asked for."""
COUNTED = 200
ALIKE_WITHIN = timedelta(days=30)
MOST_ALIKE = 20
MOST_TERMS = 8
Values = dict[str, str | int | None]

MARKED = (
    "AND EXISTS (SELECT 1 FROM search_tokens AS {name} WHERE {name}.token = :{name} AND {name}.lead_id = near.lead_id)"
)
HAS_WORD = (
    "AND EXISTS (SELECT 1 FROM search_texts AS {name} "
    "WHERE {name}.lead_id = near.lead_id AND {name}.folded LIKE :{name})"
)
CARRYING = "SELECT walked.lead_id FROM search_tokens AS walked WHERE walked.token = :token"
LATEST_FIRST = "ORDER BY walked.token DESC, walked.lead_id DESC"
OWED = "SELECT leads.id AS lead_id, leads.owed_since FROM leads WHERE leads.suspected = 0 AND leads.owed_since < :owed"
BY_WAIT = "ORDER BY leads.suspected, leads.owed_since, leads.id"
NEWEST = "SELECT leads.id AS lead_id FROM leads WHERE leads.suspected = :suspected"
MET = "SELECT near.* FROM"
BY_ARRIVAL = "ORDER BY leads.suspected DESC, leads.id DESC"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: leads that have every one of these tokens and every one of these words.

    With ``owed_before`` only those who have waited for a reply since before it, longest first.
    """

    tokens: tuple[str, ...] = ()
    words: str = ""
    suspected: bool = False
    owed_before: datetime | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(dict.fromkeys(folded(self.words)))[:MOST_TERMS]


@dataclass(frozen=True, slots=True)
class _Leg:
    """The part of a list that is asked for: after which lead, how many at most, and how many to look through."""

    before: Place | None
    limit: int
    walk: int


def search(
    database: Database, wanted: Wanted, before: Place | None = None, limit: int = 50, walk: int = LONGEST_WALK
) -> Found:
    """Return the leads that are wanted and come after a place, newest first unless ``owed_before`` is given."""
    leg = _Leg(before, limit, walk)
    with database.reading() as connection:
        if wanted.owed_before is not None:
            return _found(connection, _by_wait(wanted, wanted.owed_before, leg), leg, by_wait=True)
        tokens = _rarest_first(connection, (*wanted.tokens, *map(term_token, wanted.terms)))
        path = _by_tokens(wanted, tokens, leg) if tokens else _newest(wanted, leg)
        return _found(connection, path, leg, by_wait=False)


def alike(database: Database, lead_id: str, around: datetime) -> tuple[Listed, ...]:
    """Return the other leads with the address or the company of one, from 30 days before and after it."""
    values: Values = {
        "id": lead_id,
        "first": uuid7(around - ALIKE_WITHIN, bytes(RANDOM_BYTES)),
        "last": uuid7(around + ALIKE_WITHIN, bytes(RANDOM_BYTES)),
        "most": MOST_ALIKE,
    }
    found: set[str] = set()
    with database.reading() as connection:
        own = connection.rows("SELECT token FROM search_tokens WHERE lead_id = :id", values)
        for token in (row["token"] for row in own if row["token"].startswith(("email:", "company:"))):
            rows = connection.rows(
                f"{CARRYING} AND walked.lead_id >= :first AND walked.lead_id <= :last "
                f"AND walked.lead_id <> :id {LATEST_FIRST} LIMIT :most",
                {**values, "token": token},
            )
            found |= {row["lead_id"] for row in rows}
        return listed_in(connection, sorted(found, reverse=True)[:MOST_ALIKE])


def count_newer(database: Database, than: str, most: int = 99) -> int:
    """Return how many leads arrived after one with an id, or ``most`` if there are more."""
    rows = database.rows(
        "SELECT COUNT(*) AS arrived FROM (SELECT 1 FROM leads WHERE suspected = 0 AND id > :id LIMIT :most) AS seen",
        {"id": than, "most": most},
    )
    return int(rows[0]["arrived"])


def newest_id(database: Database) -> str:
    """Return the id of the lead that arrived last; empty if there is none."""
    row = database.row("SELECT id FROM leads WHERE suspected = 0 ORDER BY suspected DESC, id DESC LIMIT 1")
    return row["id"] if row else ""


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is walked, in which order, and what is held against each lead met."""

    sql: str
    order: str
    against: str
    values: Values


def _newest(wanted: Wanted, leg: _Leg) -> _Walk:
    after, values = _after(leg.before, "leads.id")
    return _Walk(f"{NEWEST} {after}", BY_ARRIVAL, "", {**values, "suspected": int(wanted.suspected)})


def _by_tokens(wanted: Wanted, tokens: tuple[str, ...], leg: _Leg) -> _Walk:
    after, values = _after(leg.before, "walked.lead_id")
    against, more = _against(wanted, tokens[1:])
    return _Walk(f"{CARRYING} {after}", LATEST_FIRST, against, {**values, **more, "token": tokens[0]})


def _by_wait(wanted: Wanted, owed_before: datetime, leg: _Leg) -> _Walk:
    after, values = "", Values()
    if leg.before is not None and leg.before.since is not None:
        after = "AND (leads.owed_since, leads.id) > (:since, :before)"
        values = {"since": times.written(leg.before.since), "before": leg.before.lead_id}
    against, more = _against(wanted, (*wanted.tokens, *map(term_token, wanted.terms)))
    return _Walk(f"{OWED} {after}", BY_WAIT, against, {**values, **more, "owed": times.written(owed_before)})


def _found(connection: Connection, walk: _Walk, leg: _Leg, *, by_wait: bool) -> Found:
    """Return the leads met that are wanted, first their ids alone, so that no engine reads more than it shows."""
    longest = leg.walk if walk.against else leg.limit + 1
    ids = connection.rows(
        f"{MET} ({walk.sql} {walk.order} LIMIT :walk) AS near WHERE 1 = 1 {walk.against} "
        f"{'ORDER BY near.owed_since, near.lead_id' if by_wait else 'ORDER BY near.lead_id DESC'} LIMIT :most",
        {**walk.values, "walk": longest, "most": leg.limit + 1},
    )
    leads = listed_in(connection, [row["lead_id"] for row in ids[: leg.limit]])
    if len(ids) > leg.limit:
        return Found(leads, Place(leads[-1].id, leads[-1].owed_since if by_wait else None))
    if not walk.against:
        return Found(leads, None)
    ends = connection.rows(f"{walk.sql} {walk.order} LIMIT 2 OFFSET :walked", {**walk.values, "walked": leg.walk - 1})
    if len(ends) < 2:
        return Found(leads, None)
    since = times.read(ends[0]["owed_since"]) if by_wait else None
    return Found(leads, Place(ends[0]["lead_id"], since), cut_short=True)


def _against(wanted: Wanted, tokens: tuple[str, ...]) -> tuple[str, Values]:
    """Return what is held against each lead met: tokens that it has to have, and words longer than a token."""
    sql: list[str] = []
    values: Values = {}
    for number, token in enumerate(tokens):
        sql.append(MARKED.format(name=f"token{number}"))
        values[f"token{number}"] = token
    for number, term in enumerate(term for term in wanted.terms if not says_all(term)):
        sql.append(HAS_WORD.format(name=f"text{number}"))
        values[f"text{number}"] = f"% {term}%"
    return " ".join(sql), values


def _rarest_first(connection: Connection, tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return tokens once each, the one that fewest leads have first, as far as a short count tells."""
    once = tuple(dict.fromkeys(tokens))
    if len(once) < 2:
        return once
    counts: dict[str, int] = {}
    for token in once:
        rows = connection.rows(
            "SELECT COUNT(*) AS had FROM (SELECT 1 FROM search_tokens WHERE token = :token LIMIT :most) AS few",
            {"token": token, "most": COUNTED},
        )
        counts[token] = int(rows[0]["had"])
    return tuple(sorted(once, key=lambda token: counts[token]))


def _after(before: Place | None, column: str) -> tuple[str, Values]:
    return (f"AND {column} < :before", {"before": before.lead_id}) if before else ("", {})
