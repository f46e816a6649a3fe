"""Secrets that belong to one database: made once, kept with it, never shown."""

from candor.records.database import Database, Reader
from candor.records.tokens import new_token


def named_key(database: Database, name: str) -> str:
    """Return the secret of that name, 256 bits as text; the first caller makes it, whoever asks gets the same."""
    secret = _find(database, name)
    if secret is not None:
        return secret
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO keys (name, secret) VALUES (:name, :secret) ON CONFLICT (name) DO NOTHING",
            {"name": name, "secret": new_token()},
        )
        return str(_find(connection, name))


def _find(reader: Reader, name: str) -> str | None:
    row = reader.row("SELECT secret FROM keys WHERE name = :name", {"name": name})
    return row["secret"] if row else None
