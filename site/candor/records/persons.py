"""Everything that is stored of one person, found by their address: to hand out, and to erase.

What is erased is remembered as a hash of the address, so that a backup that is restored can be cleaned again.
"""

import hashlib
from datetime import datetime

from candor.records import audit, case_edits, chains, documents, remains, times
from candor.records.audit import Deed
from candor.records.chains import Chain
from candor.records.database import Connection, Database, Row
from candor.records.email_addresses import refuse_no_address
from candor.records.indexing import keep_chain
from candor.records.reps import normalised

Values = dict[str, str | int | None]
Document = dict[str, list[dict[str, object]]]

ADDRESS = "(email = :email OR LOWER(email) = :lower)"
ALL = "SELECT * FROM"
THEIRS = "FROM leads WHERE (email = :email OR LOWER(email) = :lower))"
PICK = "(SELECT"
RESULTS = f"{PICK} result_id {THEIRS}"
LEADS = f"{PICK} id {THEIRS}"
OF_RESULTS = "(SELECT evaluation_id FROM results WHERE id IN"
EVALUATIONS = f"{OF_RESULTS} {RESULTS})"
TABLES = {
    "leads": f"{ALL} leads WHERE {ADDRESS}",
    "lead_history": f"{ALL} lead_history WHERE {ADDRESS} OR lead_id IN {LEADS}",
    "lead_events": f"{ALL} lead_events WHERE lead_id IN {LEADS}",
    "outbox_events": f"{ALL} outbox_events WHERE lead_id IN {LEADS}",
    "results": f"{ALL} results WHERE id IN {RESULTS}",
    "evaluations": f"{ALL} evaluations WHERE id IN {EVALUATIONS}",
    "case_answers": f"{ALL} case_answers WHERE {ADDRESS}",
    "cases": f"{ALL} cases WHERE {ADDRESS}",
}
"""What is handed out, by table; secrets of links are left out."""

REMOVE = "DELETE FROM"
ERASED = {
    "evaluations": f"{REMOVE} evaluations WHERE id IN {EVALUATIONS}",
    "submissions": f"{REMOVE} submissions WHERE result_id IN {RESULTS}",
    "lead_history": f"{REMOVE} lead_history WHERE {ADDRESS}",
    "case_answers": f"{REMOVE} case_answers WHERE {ADDRESS}",
    # What was told of others may name a champion.
    "outbox_events": f"{REMOVE} outbox_events WHERE REPLACE(body, :lower, '') <> body "
    "OR REPLACE(body, :email, '') <> body",
}
"""What is erased first; leads take their history, events, deliveries and tokens with them."""


def export(database: Database, email: str) -> Document:
    """Return every row that tells of a person, by table; raise ``NoAddress`` for what is no e-mail address."""
    # Without an address there is a row wherever a champion gave none.
    refuse_no_address(email)
    with database.reading() as connection:
        return {table: [opened(row) for row in connection.rows(sql, _address(email))] for table, sql in TABLES.items()}


def erase(database: Database, email: str, by: str | None, now: datetime) -> dict[str, int]:
    """Delete every row that tells of a person, remember that it was done, and return how many rows of each went.

    Raises ``NoAddress`` for what is no e-mail address. Where the file could not be written anew, ``remains`` tells.
    """
    refuse_no_address(email)
    return _erase(database, email, by, now)


def erased(database: Database) -> tuple[tuple[str, str], ...]:
    """Return the ledger: the hash of every address that was erased, and when."""
    rows = database.rows("SELECT email_hash, erased_at FROM erasures ORDER BY erased_at, email_hash")
    return tuple((row["email_hash"], row["erased_at"]) for row in rows)


def replay(database: Database, hashes: frozenset[str], now: datetime) -> int:
    """Erase again everybody whose address has one of these hashes, as after restoring a backup; return how many."""
    rows = database.rows(
        "SELECT email FROM leads UNION SELECT email FROM lead_history UNION SELECT email FROM case_answers "
        "UNION SELECT email FROM cases"
    )
    found = {row["email"] for row in rows if row["email"] and hash_of(row["email"]) in hashes}
    for email in sorted(found):
        _erase(database, email, None, now)
    return len(found)


def hash_of(email: str) -> str:
    """Return what the ledger keeps of an address."""
    return hashlib.sha256(normalised(email).encode()).hexdigest()


def opened(row: Row) -> dict[str, object]:
    """Return a row with its documents opened, without what only serves to find it."""
    shown: dict[str, object] = {}
    for name, value in row.items():
        if name.endswith("_hash"):
            continue
        shown[name] = (
            _document(value) if name in ("document", "arrival", "marks", "answers", "chain", "body") else value
        )
    return shown


def _address(email: str) -> Values:
    return {"email": email.strip(), "lower": normalised(email)}


def _erase(database: Database, email: str, by: str | None, now: datetime) -> dict[str, int]:
    values = _address(email)
    ledger: Values = {"hash": hash_of(email), "now": times.written(now)}
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO erasures (email_hash, erased_at) VALUES (:hash, :now) "
            "ON CONFLICT (email_hash) DO UPDATE SET erased_at = excluded.erased_at",
            ledger,
        )
        words = {row["words"] for row in connection.rows(TABLES["case_answers"], values)} - {""}
        cases = [row["id"] for row in connection.rows(TABLES["cases"], values)]
        gone = {table: connection.execute(sql, values) for table, sql in ERASED.items()}
        gone |= _erase_leads(connection, values)
        _strip_chains(connection, cases, words, values)
        gone["cases"] = sum(connection.execute("DELETE FROM cases WHERE id = :id", {"id": case}) for case in cases)
        audit.note_within(connection, by, Deed.PERSON_ERASED, {}, now)
        remains.mark(connection)
    remains.remove(database)
    return gone


def _erase_leads(connection: Connection, values: Values) -> dict[str, int]:
    results = [row["result_id"] for row in connection.rows(TABLES["leads"], values)]
    gone = connection.execute(f"{REMOVE} leads WHERE {ADDRESS}", values)
    removed = sum(connection.execute("DELETE FROM results WHERE id = :id", {"id": result}) for result in results)
    return {"leads": gone, "results": removed}


def _strip_chains(connection: Connection, cases: list[str], words: set[str], values: Values) -> None:
    """Take a champion, and what a reader said, out of the leads of others."""
    for case in cases:
        case_edits.strip_leads(connection, case)
        connection.execute("UPDATE leads SET case_id = NULL WHERE case_id = :case", {"case": case})
    rows = connection.rows("SELECT id, chain FROM leads WHERE chain IS NOT NULL")
    for row in rows:
        chain = chains.read(row["chain"])
        if chain is None:
            continue
        own = chain.champion is not None and normalised(chain.champion.email) == values["lower"]
        left = Chain(None if own else chain.champion, tuple(one for one in chain.said if one.words not in words))
        if left != chain:
            keep_chain(connection, row["id"], left)


def _document(value: object) -> object:
    return documents.read(value) if isinstance(value, str) and value else value
