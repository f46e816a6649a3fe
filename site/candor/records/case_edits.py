"""What champions change on their cases: each edit names the version it was made on, so that none is lost silently."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from candor.records import chains, documents
from candor.records.cases import Values, clock, find_own, reader_token
from candor.records.database import Connection, Database
from candor.records.indexing import keep_chain
from candor.records.tokens import hash_of

EDITED = (
    "version = version + 1, updated_at = :now, expires_at = :expires "
    "WHERE champion_hash = :token AND expires_at > :now AND version = :version"
)
"""How the UPDATE of every edit ends."""


class Edited(StrEnum):
    """What became of an edit; one that is stale, or of a case that is gone, has changed nothing."""

    DONE = "done"
    STALE = "stale"
    GONE = "gone"


def rewrite(database: Database, token: str, version: int, texts: tuple[str, str], now: datetime) -> Edited:
    """Replace the note and what was decided, in this order, if nobody changed the case since ``version``."""
    values = {"note": texts[0], "decision": texts[1]}
    sql = "UPDATE cases SET note = :note, decision = :decision, "
    with database.writing() as connection:
        edited = edit_within(connection, sql, token, version, values, now)
        stored = find_own(connection, token, now)
    same = stored is not None and (stored.note, stored.decision) == texts
    return Edited.DONE if edited is Edited.STALE and same else edited


def renumber(database: Database, token: str, version: int, numbers: Mapping[str, str], now: datetime) -> Edited:
    """Replace the champion's numbers, if nobody changed the case since ``version``."""
    values = {"numbers": documents.written(numbers)}
    with database.writing() as connection:
        edited = edit_within(connection, "UPDATE cases SET numbers = :numbers, ", token, version, values, now)
        stored = find_own(connection, token, now)
    same = stored is not None and stored.numbers == dict(numbers)
    return Edited.DONE if edited is Edited.STALE and same else edited


def edit_within(connection: Connection, sql: str, token: str, version: int, values: Values, now: datetime) -> Edited:
    """Run the beginning of an UPDATE on a champion's case of a version, counting the version up."""
    params = {**values, "token": hash_of(token), "version": version, **clock(now)}
    if connection.execute(f"{sql}{EDITED}", params):
        return Edited.DONE
    return Edited.GONE if find_own(connection, token, now) is None else Edited.STALE


def revoke(database: Database, token: str, now: datetime) -> None:
    """Make the reader's link of a case lead nowhere."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE cases SET reader_hash = NULL, updated_at = :now, expires_at = :expires "
            "WHERE champion_hash = :token AND expires_at > :now",
            {"token": hash_of(token), **clock(now)},
        )


def share_anew(database: Database, token: str, number: int, now: datetime) -> None:
    """Replace the reader's link, the last of which had a number; asked twice for the same, it does so once."""
    with database.writing() as connection:
        connection.execute(
            "UPDATE cases SET reader_hash = :reader, link_number = :next, updated_at = :now, expires_at = :expires "
            "WHERE champion_hash = :token AND expires_at > :now AND link_number = :number",
            {
                "token": hash_of(token),
                "reader": hash_of(reader_token(token, number + 1)),
                "number": number,
                "next": number + 1,
                **clock(now),
            },
        )


def delete(database: Database, token: str, now: datetime) -> None:
    """Delete a case with its answers, and take the champion out of the leads that were made from it."""
    with database.writing() as connection:
        if not connection.execute(
            "UPDATE cases SET updated_at = :now WHERE champion_hash = :token AND expires_at > :now",
            {"token": hash_of(token), **clock(now)},
        ):
            return
        case = find_own(connection, token, now)
        if case is not None:
            strip_leads(connection, case.id)
            connection.execute("UPDATE leads SET case_id = NULL WHERE case_id = :id", {"id": case.id})
            connection.execute("DELETE FROM cases WHERE id = :id", {"id": case.id})


def strip_leads(connection: Connection, case_id: str) -> None:
    """Take the champion's name and words out of every lead that was made from a case."""
    for row in connection.rows("SELECT id, chain FROM leads WHERE case_id = :id ORDER BY id", {"id": case_id}):
        chain = chains.read(row["chain"])
        if chain is not None:
            keep_chain(connection, row["id"], chains.without_champion(chain))
