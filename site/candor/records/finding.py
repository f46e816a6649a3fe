"""Finding leads: lists by what they are and by words, each page at the same cost however many there are.

Of several filters the rarest is walked, from the newest lead on, and each lead met is held against the
others. A walk that meets little ends after some thousand leads; the page then says so and can go on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from candor.records import times
from candor.records.database import Connection, Database
from candor.records.ids import RANDOM_BYTES, uuid7
from candor.records.indexing import PREFIX, folded, word_token
from candor.records.listing import LISTED, WITH_REP, Found, Listed, Place, found_in, listed

LONGEST_WALK = 2_000
"""Leads that one page looks through at most where more than one thing is asked for."""
COUNTED = 200
ALIKE_WITHIN = timedelta(days=30)
MOST_ALIKE = 20
MOST_TERMS = 8
Values = dict[str, str | int | None]

IS_MARKED = (
    "AND EXISTS (SELECT 1 FROM search_tokens AS {name} WHERE {name}.token = :{name} AND {name}.lead_id = {lead})"
)
HAS_WORD = (
    "AND EXISTS (SELECT 1 FROM search_texts AS {name} WHERE {name}.lead_id = {lead} AND {name}.folded LIKE :{name})"
)
WALKED = "FROM search_tokens AS walked"
WALKED_ID = "SELECT walked.lead_id"
ALIKE = (
    "leads.id IN (SELECT other.lead_id FROM search_tokens AS own JOIN search_tokens AS other "
    "ON other.token = own.token AND other.lead_id >= :first AND other.lead_id <= :last "
    "WHERE own.lead_id = :id AND other.lead_id <> :id "
    "AND (own.token LIKE 'email:%' OR own.token LIKE 'company:_%'))"
)
OWED_ID = "SELECT leads.id, leads.owed_since FROM leads"


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
            return _overdue(connection, wanted, wanted.owed_before, leg)
        tokens = _rarest_first(connection, (*wanted.tokens, *map(word_token, wanted.terms)))
        if not tokens:
            return _newest(connection, wanted, leg)
        return _by_tokens(connection, wanted, tokens, leg)


def alike(database: Database, lead_id: str, around: datetime) -> tuple[Listed, ...]:
    """Return the other leads with the address or the company of one, from 30 days before and after it."""
    values: Values = {
        "id": lead_id,
        "first": uuid7(around - ALIKE_WITHIN, bytes(RANDOM_BYTES)),
        "last": uuid7(around + ALIKE_WITHIN, bytes(RANDOM_BYTES)),
        "most": MOST_ALIKE,
    }
    with database.reading() as connection:
        rows = connection.rows(
            f"{LISTED} FROM leads {WITH_REP} WHERE {ALIKE} ORDER BY leads.id DESC LIMIT :most", values
        )
    return tuple(listed(row) for row in rows)


def count_newer(database: Database, than: str, most: int = 99) -> int:
    """Return how many leads arrived after one with an id, or ``most`` if there are more."""
    with database.reading() as connection:
        rows = connection.rows(
            "SELECT COUNT(*) AS arrived FROM (SELECT 1 FROM leads WHERE suspected = 0 AND id > :id "
            "LIMIT :most) AS seen",
            {"id": than, "most": most},
        )
    return int(rows[0]["arrived"])


def newest_id(database: Database) -> str:
    """Return the id of the lead that arrived last; empty if there is none."""
    with database.reading() as connection:
        row = connection.row("SELECT id FROM leads WHERE suspected = 0 ORDER BY suspected DESC, id DESC LIMIT 1")
    return row["id"] if row else ""


def _newest(connection: Connection, wanted: Wanted, leg: _Leg) -> Found:
    after, values = _after(leg.before, "leads.id")
    rows = connection.rows(
        f"{LISTED} FROM leads {WITH_REP} WHERE leads.suspected = :suspected {after} "
        "ORDER BY leads.suspected DESC, leads.id DESC LIMIT :most",
        {**values, "suspected": int(wanted.suspected), "most": leg.limit + 1},
    )
    return found_in(rows, leg.limit)


def _by_tokens(connection: Connection, wanted: Wanted, tokens: tuple[str, ...], leg: _Leg) -> Found:
    """Walk the first token, and hold each lead against what else is asked for."""
    after, values = _after(leg.before, "walked.lead_id")
    values |= {"token": tokens[0], "walk": leg.walk, "most": leg.limit + 1, "suspected": int(wanted.suspected)}
    others, more = _residual(wanted, tokens[1:])
    end = None
    if others:
        end = connection.row(
            f"{WALKED_ID} {WALKED} WHERE walked.token = :token {after} "
            "ORDER BY walked.token DESC, walked.lead_id DESC LIMIT 1 OFFSET :walk",
            values,
        )
    stop = "AND walked.lead_id >= :end" if end else ""
    rows = connection.rows(
        f"{LISTED} {WALKED} JOIN leads ON leads.id = walked.lead_id {WITH_REP} "
        f"WHERE walked.token = :token {after} {stop} AND leads.suspected = :suspected {others} "
        "ORDER BY walked.token DESC, walked.lead_id DESC LIMIT :most",
        {**values, **more, **({"end": end["lead_id"]} if end else {})},
    )
    found = found_in(rows, leg.limit)
    if end and found.next is None:
        return Found(found.leads, Place(end["lead_id"]), cut_short=True)
    return found


def _overdue(connection: Connection, wanted: Wanted, owed_before: datetime, leg: _Leg) -> Found:
    values: Values = {"owed": times.written(owed_before), "walk": leg.walk, "most": leg.limit + 1}
    after = ""
    if leg.before is not None and leg.before.since is not None:
        after = "AND (leads.owed_since, leads.id) > (:since, :before)"
        values |= {"since": times.written(leg.before.since), "before": leg.before.lead_id}
    scope = f"leads.suspected = 0 AND leads.owed_since < :owed {after}"
    others, more = _residual(wanted, (*wanted.tokens, *map(word_token, wanted.terms)), "leads.id")
    end = None
    if others:
        end = connection.row(
            f"{OWED_ID} WHERE {scope} ORDER BY leads.suspected, leads.owed_since, leads.id LIMIT 1 OFFSET :walk",
            values,
        )
    stop = "AND (leads.owed_since, leads.id) <= (:end_since, :end)" if end else ""
    ends = {"end_since": end["owed_since"], "end": end["id"]} if end else {}
    rows = connection.rows(
        f"{LISTED} FROM leads {WITH_REP} WHERE {scope} {stop} {others} "
        "ORDER BY leads.suspected, leads.owed_since, leads.id LIMIT :most",
        {**values, **more, **ends},
    )
    found = found_in(rows, leg.limit, by_wait=True)
    if end and found.next is None:
        return Found(found.leads, Place(end["id"], times.read(end["owed_since"])), cut_short=True)
    return found


def _residual(wanted: Wanted, tokens: tuple[str, ...], lead: str = "walked.lead_id") -> tuple[str, Values]:
    """Return what is held against each lead met: tokens that it has to have, and words longer than a token."""
    sql: list[str] = []
    values: Values = {}
    for number, token in enumerate(tokens):
        sql.append(IS_MARKED.format(name=f"token{number}", lead=lead))
        values[f"token{number}"] = token
    for number, term in enumerate(term for term in wanted.terms if len(term) > PREFIX):
        sql.append(HAS_WORD.format(name=f"text{number}", lead=lead))
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
