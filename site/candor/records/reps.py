"""Inside sales: who may sign in, and the one-time links they sign in with."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from candor.records import times
from candor.records.database import Database, Row
from candor.records.tokens import hash_of, new_id, new_token


class Role(StrEnum):
    """What a rep may do; an admin may also add and remove reps."""

    REP = "rep"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Rep:
    """A person of inside sales; one who was disabled cannot sign in."""

    id: str
    email: str
    name: str
    role: Role
    disabled_at: datetime | None
    away: bool = False


def normalised(email: str) -> str:
    """Return an e-mail address as reps are told apart by."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def add(database: Database, email: str, name: str, role: Role, now: datetime) -> Rep:
    """Store a rep, or return the one that already has this address, unchanged."""
    values = {
        "id": new_id(now),
        "email": normalised(email),
        "name": name,
        "role": Role(role).value,
        "now": times.written(now),
    }
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO reps (id, email, name, role, created_at) VALUES (:id, :email, :name, :role, :now) "
            "ON CONFLICT (email) DO NOTHING",
            values,
        )
        return rep_in(connection.rows("SELECT * FROM reps WHERE email = :email", values)[0])


def find_by_email(database: Database, email: str) -> Rep | None:
    """Return the rep with an address, disabled or not."""
    row = database.row("SELECT * FROM reps WHERE email = :email", {"email": normalised(email)})
    return rep_in(row) if row else None


def find(database: Database, rep_id: str) -> Rep | None:
    """Return a rep, disabled or not."""
    row = database.row("SELECT * FROM reps WHERE id = :rep", {"rep": rep_id})
    return rep_in(row) if row else None


def disable(database: Database, rep_id: str, now: datetime) -> None:
    """Remove a rep: no sign-in from now on, and every session and link ends at once."""
    values = {"rep": rep_id, "now": times.written(now)}
    with database.writing() as connection:
        connection.execute("UPDATE reps SET disabled_at = :now WHERE id = :rep AND disabled_at IS NULL", values)
        connection.execute("DELETE FROM sessions WHERE rep_id = :rep", values)
        connection.execute("DELETE FROM sign_in_links WHERE rep_id = :rep", values)


def readmit(database: Database, rep_id: str) -> None:
    """Let a rep who was disabled sign in again."""
    with database.writing() as connection:
        connection.execute("UPDATE reps SET disabled_at = NULL WHERE id = :rep", {"rep": rep_id})


def everybody(database: Database) -> tuple[Rep, ...]:
    """Return all reps by name, those who were disabled last."""
    rows = database.rows("SELECT * FROM reps")
    found = map(rep_in, rows)
    return tuple(sorted(found, key=lambda rep: (rep.disabled_at is not None, rep.name.casefold(), rep.id)))


def set_away(database: Database, rep_id: str, *, away: bool) -> None:
    """Note that a rep is away, so that no lead is given to them, or is back."""
    with database.writing() as connection:
        connection.execute("UPDATE reps SET away = :away WHERE id = :rep", {"away": int(away), "rep": rep_id})


def make_link(database: Database, rep_id: str, now: datetime, minutes: int = 15) -> str:
    """Return the token of a new one-time link; only its hash is stored."""
    token = new_token()
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO sign_in_links (token_hash, rep_id, created_at, expires_at) "
            "VALUES (:token, :rep, :now, :expires)",
            {
                "token": hash_of(token),
                "rep": rep_id,
                "now": times.written(now),
                "expires": times.written(now + timedelta(minutes=minutes)),
            },
        )
    return token


def link_is_live(database: Database, token: str, now: datetime) -> bool:
    """Say whether a link would sign somebody in, without spending it."""
    live = database.row(
        "SELECT 1 FROM reps JOIN sign_in_links ON sign_in_links.rep_id = reps.id WHERE token_hash = :token "
        "AND used_at IS NULL AND expires_at > :now AND disabled_at IS NULL",
        {"token": hash_of(token), "now": times.written(now)},
    )
    return live is not None


def use_link(database: Database, token: str, now: datetime) -> Rep | None:
    """Spend a link and return its rep; None if it is unknown, expired, spent or its rep is disabled."""
    with database.writing() as connection:
        spent = connection.execute(
            "UPDATE sign_in_links SET used_at = :now WHERE token_hash = :token AND used_at IS NULL "
            "AND expires_at > :now AND rep_id IN (SELECT id FROM reps WHERE disabled_at IS NULL)",
            {"token": hash_of(token), "now": times.written(now)},
        )
        if not spent:
            return None
        row = connection.row(
            "SELECT reps.* FROM reps JOIN sign_in_links ON sign_in_links.rep_id = reps.id WHERE token_hash = :token",
            {"token": hash_of(token)},
        )
    return rep_in(row) if row else None


def rep_in(row: Row) -> Rep:
    """Return the rep that a row of the table holds."""
    return Rep(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        disabled_at=times.read(row["disabled_at"]) if row["disabled_at"] else None,
        away=bool(row["away"]),
    )
