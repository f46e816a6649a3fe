"""The one SQL text of the records, put as PostgreSQL and its driver want it."""

import re
from functools import lru_cache

# A text in quotes stays as it is; "::" is no parameter.
PARTS = re.compile(r"'(?:[^']|'')*'|::|:([a-z_][a-z0-9_]*)|%")
MAKES_TABLES = re.compile(r"\s*(CREATE|ALTER)\s+TABLE\b", re.IGNORECASE)
TYPES = re.compile(r"\b(TEXT|INTEGER)\b")

# As SQLite has them: text is compared by its code points whatever the machine's language, whole numbers have 64 bits.
AS_SQLITE = {"TEXT": 'TEXT COLLATE "C"', "INTEGER": "BIGINT"}


@lru_cache(maxsize=1024)
def translated(sql: str) -> str:
    """Return a statement with its parameters as psycopg names them, and column types that behave as SQLite's."""
    if MAKES_TABLES.match(sql):
        sql = TYPES.sub(lambda found: AS_SQLITE[found[1]], sql)
    return PARTS.sub(_part, sql)


def _part(found: re.Match[str]) -> str:
    if found[1]:
        return f"%({found[1]})s"
    return found[0].replace("%", "%%")
